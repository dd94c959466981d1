import { join } from 'node:path';
import type { Period } from '../report/data/input.ts';
import { countedAs } from '../results/counted.ts';
import { OUTPUT_FILES as FILES } from '../results/folder.ts';
import {
  decisionLine,
  emailLine,
  eventLine,
  forecastLine,
  kpiLine,
  membershipLine,
  partnerLine,
} from '../results/lines.ts';
import { type PartnerNames, readPartnerNames } from '../results/partner-names.ts';
import { renewalFact } from '../results/renewals.ts';
import { runLine } from '../results/run-line.ts';
import { sentByDecision } from '../results/sent-by-decision.ts';
import { createInterner } from './intern.ts';
import { LineIndex } from './line-index.ts';

/** A simulation's output, indexed for the viewer. */
export type Archive = ReturnType<typeof indexesOf> & {
  readonly names: PartnerNames;
  /** The days that are being simulated; null: the simulation has ended. */
  readonly running: Period | null;
};

/**
 * Opens an output folder; a missing file counts as empty until it is written. `partnersFile`: see `readPartnerNames`.
 *
 * @param running the days that are being simulated: until the end mails are told by the decisions that sent them
 */
export async function openArchive(
  outDir: string,
  partnersFile: string | null,
  running: Period | null = null,
): Promise<Archive> {
  return { ...indexesOf(outDir, running !== null), names: await readPartnerNames(outDir, partnersFile), running };
}

function indexesOf(outDir: string, isRunning: boolean) {
  const intern = createInterner();
  const file = (name: string): string => join(outDir, name);
  return {
    mails: new LineIndex(
      file(isRunning ? FILES.decisions : FILES.emails),
      isRunning ? sentByDecision : emailLine.nullable(),
      (mail) =>
        mail && {
          asOf: intern(mail.asOf),
          kind: intern(mail.kind),
          locale: intern(mail.locale),
          partnerId: intern(mail.partnerId),
          noticeId: mail.noticeId,
        },
    ),
    decisions: new LineIndex(file(FILES.decisions), decisionLine, (decision) => ({
      asOf: intern(decision.asOf),
      runId: intern(decision.runId),
      what: intern(decision.what),
      partnerId: intern(decision.partnerId),
      membershipId: intern(decision.membershipId),
      noticeId: decision.email?.noticeId ?? null,
      isAlert: decision.email?.kind === 'operator-alert',
      counted: countedAs(decision),
      fact: renewalFact(decision),
    })),
    events: new LineIndex(file(FILES.events), eventLine, ({ partnerId, membershipId }) => ({
      partnerId: intern(partnerId),
      membershipId: intern(membershipId),
    })),
    // Lines of these three are kept whole: their number follows the days and the memberships.
    runs: new LineIndex(file(FILES.runs), runLine, (run) => ({ run })),
    memberships: new LineIndex(file(FILES.memberships), membershipLine, (membership) => ({ membership })),
    forecasts: new LineIndex(file(FILES.forecast), forecastLine, (forecast) => ({ forecast })),
    kpi: new LineIndex(file(FILES.kpi), kpiLine, ({ partnerId }) => ({ partnerId: intern(partnerId) })),
    partners: new LineIndex(file(FILES.partners), partnerLine, ({ partnerId }) => ({ partnerId: intern(partnerId) })),
  };
}
