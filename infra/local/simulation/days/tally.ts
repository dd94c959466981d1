import type { Execution } from '../../emulator/states/execution.ts';
import { countedAs, isDryRun, isOfCommand } from '../../viewer/results/counted.ts';
import { ASSUMED } from '../assumptions/payment-assumption.ts';
import type { ReportLine } from './report-parts.ts';

/** The counts of a tally, without its methods. */
export type TallyCounts = Omit<Tally, 'mailCount' | 'add' | 'restore' | 'counts'>;

const DONE_SUFFIX = '-done';

/** The counts of a simulation, while it runs. */
export class Tally {
  days = 0;
  executions = 0;
  failedExecutions = 0;
  /** Mails, by kind. */
  mails: Record<string, number> = {};
  renewed = 0;
  reinstated = 0;
  /** Renewals by payments that were assumed. */
  assumedPayments = 0;
  expired = 0;
  /** Partners that were merged into others. */
  merged = 0;
  refusedCommands = 0;
  /** Commands that were carried out, by name; without dry runs. */
  doneCommands: Readonly<Record<string, number>> = {};
  /** Orders that were not paid in time. */
  lapsed = 0;
  /** KPI reports: one a refresh and membership. */
  kpiReports = 0;
  /** Messages in queues from which no function takes, by the queue. */
  deadLetters: Readonly<Record<string, number>> = {};
  /** Lines of the directory's batches, by month. */
  batches: Readonly<Record<string, number>> = {};

  /** Continues with the counts of another tally. */
  restore(counts: TallyCounts): void {
    Object.assign(this, structuredClone(counts));
  }

  get counts(): TallyCounts {
    return structuredClone({ ...this });
  }

  get mailCount(): number {
    return Object.values(this.mails).reduce((sum, count) => sum + count, 0);
  }

  add({ status, stateMachine }: Execution, lines: readonly ReportLine[]): void {
    this.executions += 1;
    if (status !== 'SUCCEEDED') this.failedExecutions += 1;
    for (const line of lines) this.#addLine(line, isOfCommand(stateMachine));
  }

  #addLine(line: ReportLine, isCommand: boolean): void {
    const { what, inputs, email, kpi } = line;
    if (isDryRun(line)) return;
    const counted = countedAs(line);
    if (counted === 'refused') this.refusedCommands += 1;
    else if (counted !== null) this[counted] += 1;
    if (what === 'renewed' && inputs?.reference === ASSUMED) this.assumedPayments += 1;
    if (isCommand && what.endsWith(DONE_SUFFIX)) this.#countDone(what.slice(0, -DONE_SUFFIX.length));
    if (what === 'order-lapsed') this.lapsed += 1;
    if (kpi) this.kpiReports += 1;
    if (email) this.mails[email.kind] = (this.mails[email.kind] ?? 0) + 1;
  }

  #countDone(command: string): void {
    this.doneCommands = { ...this.doneCommands, [command]: (this.doneCommands[command] ?? 0) + 1 };
  }
}
