import { join } from 'node:path';
import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { reportPrefix } from '../../../../shared/sweep/run.ts';
import type { Execution } from '../../emulator/states/execution.ts';
import { OUTPUT_FILES } from '../../viewer/results/folder.ts';
import type { EmailLine } from '../../viewer/results/lines.ts';
import type { RunningSimulation } from '../options.ts';
import { JsonLines } from './json-lines.ts';
import { type ReportLine, reportLines } from './report-parts.ts';
import { outputOf, runLine } from './run-line.ts';

/** What the journal reads and updates when an execution has ended. */
export type JournalOptions = Pick<RunningSimulation, 'emulator' | 'reportsBucket' | 'tally' | 'folder' | 'checkpoints'>;

/** The files that grow with every execution, runs.jsonl and decisions.jsonl, and their checkpoints. */
export class Journal {
  /** Mails about listings: their ledgers keep the latest months only. */
  readonly listingMails: EmailLine[];
  readonly #options: JournalOptions;
  readonly #files: { readonly runs: JsonLines; readonly decisions: JsonLines };

  private constructor(options: JournalOptions, runs: JsonLines, decisions: JsonLines) {
    this.#options = options;
    this.#files = { runs, decisions };
    this.listingMails = options.checkpoints.earlier.flatMap(({ listingMails }) => listingMails);
  }

  /** Creates the files in the folder, or continues after the last checkpoint. */
  static async begin(options: JournalOptions): Promise<Journal> {
    const { folder, checkpoints, tally } = options;
    const { sizes, tally: counts } = checkpoints.last ?? { sizes: { runs: 0, decisions: 0 } };
    if (counts) tally.restore(counts);
    const runs = await JsonLines.open(join(folder, OUTPUT_FILES.runs), sizes.runs);
    const decisions = await JsonLines.open(join(folder, OUTPUT_FILES.decisions), sizes.decisions);
    return new Journal(options, runs, decisions);
  }

  /** Records an execution that has ended. @param scheduledFor ISO instant; null for what no schedule started */
  async record(execution: Execution, asOf: CivilDate, scheduledFor: string | null): Promise<void> {
    const { emulator, reportsBucket, tally, checkpoints } = this.#options;
    const prefix = reportPrefix({ workflow: execution.stateMachine, asOf, runId: execution.name });
    const output = await outputOf(emulator, execution, reportsBucket, prefix);
    const lines = await reportLines(emulator, reportsBucket, prefix);
    await this.#files.runs.append([JSON.stringify(runLine(execution, { asOf, scheduledFor }, output))]);
    await this.#files.decisions.append(lines.map(({ text }) => text));
    const listingMails = lines.flatMap(listingMail);
    this.listingMails.push(...listingMails);
    tally.add(execution, lines);
    const { stateMachine, name, status } = execution;
    const sizes = { runs: this.#files.runs.bytes, decisions: this.#files.decisions.bytes };
    await checkpoints.add({
      execution: { stateMachine, name, status },
      sizes,
      told: emulator.told,
      listingMails,
      tally: tally.counts,
    });
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#files).map((file) => file.close()));
  }
}

function listingMail({ asOf, workflow, partnerId, membershipId, email }: ReportLine): EmailLine[] {
  if (membershipId !== null || email === undefined) return [];
  const { kind, to, role, locale, subject, noticeId } = email;
  const subjectFields = { stage: null, partnerId, membershipId, cycle: null };
  return [{ asOf, workflow, kind, ...subjectFields, to, role, locale, subject, noticeId }];
}
