import { join } from 'node:path';
import { countedAs } from '../results/counted.ts';
import { OUTPUT_FILES as FILES } from '../results/folder.ts';
import { decisionLine, emailLine, forecastLine, kpiLine, membershipLine, partnerLine } from '../results/lines.ts';
import { type PartnerNames, readPartnerNames } from '../results/partner-names.ts';
import { renewalFact } from '../results/renewals.ts';
import { runLine } from '../results/run-line.ts';
import { createInterner } from './intern.ts';
import { LineIndex } from './line-index.ts';

/** A simulation's output, indexed for the viewer. */
export type Archive = ReturnType<typeof indexesOf> & { readonly names: PartnerNames };

/**
 * Opens an output folder; a missing file counts as empty until it is written. `partnersFile`: see `readPartnerNames`.
 */
export async function openArchive(outDir: string, partnersFile: string | null): Promise<Archive> {
  return { ...indexesOf(outDir), names: await readPartnerNames(outDir, partnersFile) };
}

function indexesOf(outDir: string) {
  const intern = createInterner();
  const file = (name: string): string => join(outDir, name);
  return {
    mails: new LineIndex(file(FILES.emails), emailLine, ({ asOf, kind, locale, partnerId, noticeId }) => ({
      asOf: intern(asOf),
      kind: intern(kind),
      locale: intern(locale),
      partnerId: intern(partnerId),
      noticeId,
    })),
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
    // Lines of these three are kept whole: their number follows the days and the memberships.
    runs: new LineIndex(file(FILES.runs), runLine, (run) => ({ run })),
    memberships: new LineIndex(file(FILES.memberships), membershipLine, (membership) => ({ membership })),
    forecasts: new LineIndex(file(FILES.forecast), forecastLine, (forecast) => ({ forecast })),
    kpi: new LineIndex(file(FILES.kpi), kpiLine, ({ partnerId }) => ({ partnerId: intern(partnerId) })),
    partners: new LineIndex(file(FILES.partners), partnerLine, ({ partnerId }) => ({ partnerId: intern(partnerId) })),
  };
}
