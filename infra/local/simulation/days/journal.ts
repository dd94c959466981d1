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
export type JournalOptions = Pick<
  RunningSimulation,
  'emulator' | 'reportsBucket' | 'tally' | 'folder' | 'checkpoints' | 'told'
>;

/** The files that grow with every execution, runs.jsonl, decisions.jsonl and events.jsonl, and their checkpoints. */
export class Journal {
  /** Mails about listings: their ledgers keep the latest months only. */
  readonly listingMails: EmailLine[];
  readonly #options: JournalOptions;
  readonly #files: Files;

  private constructor(options: JournalOptions, files: Files) {
    this.#options = options;
    this.#files = files;
    this.listingMails = options.checkpoints.earlier.flatMap(({ listingMails }) => listingMails);
  }

  /** Creates the files in the folder, or continues after the last checkpoint. */
  static async begin(options: JournalOptions): Promise<Journal> {
    const { folder, checkpoints, tally, told } = options;
    const { sizes, tally: counts } = checkpoints.last ?? { sizes: { runs: 0, decisions: 0, events: 0 } };
    if (counts) tally.restore(counts);
    await told.goOnAfter(join(folder, OUTPUT_FILES.events), sizes.events);
    const open = (name: keyof Files) => JsonLines.open(join(folder, OUTPUT_FILES[name]), sizes[name]);
    const [runs, decisions, events] = [await open('runs'), await open('decisions'), await open('events')];
    return new Journal(options, { runs, decisions, events });
  }

  /** Records an execution that has ended. @param scheduledFor ISO instant; null for what no schedule started */
  async record(execution: Execution, asOf: CivilDate, scheduledFor: string | null): Promise<void> {
    const { emulator, reportsBucket, tally, checkpoints } = this.#options;
    const prefix = reportPrefix({ workflow: execution.stateMachine, asOf, runId: execution.name });
    const output = await outputOf(emulator, execution, reportsBucket, prefix);
    const lines = await reportLines(emulator, reportsBucket, prefix);
    await this.#files.runs.append([JSON.stringify(runLine(execution, { asOf, scheduledFor }, output))]);
    await this.#files.decisions.append(lines.map(({ text }) => text));
    await this.#tell();
    const listingMails = lines.flatMap(listingMail);
    this.listingMails.push(...listingMails);
    tally.add(execution, lines);
    const { stateMachine, name, status } = execution;
    const { runs, decisions, events } = this.#files;
    const sizes = { runs: runs.bytes, decisions: decisions.bytes, events: events.bytes };
    await checkpoints.add({
      execution: { stateMachine, name, status },
      sizes,
      told: emulator.told,
      listingMails,
      tally: tally.counts,
    });
  }

  async #tell(): Promise<void> {
    await this.#files.events.append(this.#options.told.take().map((event) => JSON.stringify(event)));
  }

  /** What was told after the last execution, too. */
  async close(): Promise<void> {
    await this.#tell();
    await Promise.all(Object.values(this.#files).map((file) => file.close()));
  }
}

type Files = { readonly runs: JsonLines; readonly decisions: JsonLines; readonly events: JsonLines };

function listingMail({ asOf, workflow, partnerId, membershipId, email }: ReportLine): EmailLine[] {
  if (membershipId !== null || email === undefined) return [];
  const { kind, to, role, locale, subject, noticeId } = email;
  const subjectFields = { stage: null, partnerId, membershipId, cycle: null };
  return [{ asOf, workflow, kind, ...subjectFields, to, role, locale, subject, noticeId }];
}
