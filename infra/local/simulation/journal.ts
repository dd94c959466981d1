import { join } from 'node:path';
import type { CivilDate } from '../../../shared/domain/calendar.ts';
import { reportPrefix } from '../../../shared/sweep/run.ts';
import type { Execution } from '../cloud/index.ts';
import { OUTPUT_FILES } from '../page/output/folder.ts';
import type { EmailLine } from '../page/output/lines.ts';
import { JsonLines } from './json-lines.ts';
import { type ReportLine, reportLines } from './report-parts.ts';
import { outputOf, runLine } from './run-line.ts';
import type { Running } from './simulation.ts';

/** What is looked at when an execution has ended. */
export type JournalOptions = Pick<Running, 'cloud' | 'reportsBucket' | 'tally' | 'folder'>;

/** The files that grow with every execution: runs.jsonl, decisions.jsonl and kpi.jsonl. */
export class Journal {
  /** Mails about listings: their ledgers keep the latest months only. */
  readonly listingMails: EmailLine[] = [];
  readonly #options: JournalOptions;
  readonly #files: { readonly runs: JsonLines; readonly decisions: JsonLines; readonly kpi: JsonLines };

  private constructor(options: JournalOptions, runs: JsonLines, decisions: JsonLines, kpi: JsonLines) {
    this.#options = options;
    this.#files = { runs, decisions, kpi };
  }

  /** Begins the files in the folder, where there are none of these names. */
  static async begin(options: JournalOptions): Promise<Journal> {
    const { runs, decisions, kpi } = OUTPUT_FILES;
    const files = await Promise.all([runs, decisions, kpi].map((name) => JsonLines.create(join(options.folder, name))));
    return new Journal(options, ...(files as [JsonLines, JsonLines, JsonLines]));
  }

  /** Writes down an execution that has ended. @param scheduledFor ISO instant; null for what no schedule started */
  async record(execution: Execution, asOf: CivilDate, scheduledFor: string | null): Promise<void> {
    const { cloud, reportsBucket, tally } = this.#options;
    const prefix = reportPrefix({ workflow: execution.stateMachine, asOf, runId: execution.name });
    const output = await outputOf(cloud, execution, reportsBucket, prefix);
    const lines = await reportLines(cloud, reportsBucket, prefix);
    await this.#files.runs.append([JSON.stringify(runLine(execution, { asOf, scheduledFor }, output))]);
    await this.#files.decisions.append(lines.map(({ text }) => text));
    await this.#files.kpi.append(lines.flatMap(kpiLine));
    this.listingMails.push(...lines.flatMap(listingMail));
    tally.add(execution, lines);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#files).map((file) => file.close()));
  }
}

const kpiLine = ({ asOf, kpi }: ReportLine): string[] => (kpi ? [JSON.stringify({ asOf, ...kpi })] : []);

function listingMail({ asOf, workflow, partnerId, membershipId, email }: ReportLine): EmailLine[] {
  if (membershipId !== null || email === undefined) return [];
  const { kind, to, role, locale, subject, noticeId } = email;
  const of = { stage: null, partnerId, membershipId, cycle: null };
  return [{ asOf, workflow, kind, ...of, to, role, locale, subject, noticeId }];
}
