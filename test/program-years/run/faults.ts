import type { PlannedFault } from '../input/plan.ts';
import { type Fault, Process } from './process.ts';
import type { Turns } from './turns.ts';

/** Attempts that Step Functions makes at a function, the first included. */
const ATTEMPTS = 4;
/** Faults of one execution: fewer than would make Step Functions give up. */
const MOST = 3;
/**
 * Executions between one in which a mail is refused and the one before in which a mail was left open: more than may run
 * at once, and more than a day with commands and its runs has, since the next day's run takes the mail up.
 */
const APART = 12;

/** After these a mail may be open, besides when it is refused. */
const LEAVE_OPEN: readonly Fault[] = ['stopped before', 'stopped after', 'answer lost'];

/** The faults of each execution by a plan, and how often each happened. */
export class Faults {
  readonly made: Partial<Record<Fault, number>> = {};
  readonly #planned: readonly PlannedFault[];
  #executions = 0;
  /**
   * The latest execution in which a mail can be left open: refused, or in a process that is stopped, or without an
   * answer.
   */
  #leftOpenIn = Number.NEGATIVE_INFINITY;

  constructor(planned: readonly PlannedFault[]) {
    this.#planned = planned;
  }

  /** The faults of the next execution. */
  next(): Map<number, Fault> {
    const execution = this.#executions++;
    const mine = this.#planned.filter((planned) => planned.execution === execution).slice(0, MOST);
    const tried = mine.filter((planned) => this.#isTried(planned, mine));
    return new Map(tried.map(({ call, fault }) => [call, fault]));
  }

  /**
   * A mail that is refused when its run takes it up again, after a refusal or a stop, goes out on the next day: right,
   * but not the model's year.
   */
  #isTried({ execution, fault }: PlannedFault, mine: readonly PlannedFault[]): boolean {
    const isLeftOpenBefore = execution - this.#leftOpenIn < APART;
    const leavesOpen = LEAVE_OPEN.includes(fault) || fault === 'refused for now';
    if (fault === 'refused for now' && (isLeftOpenBefore || mine.some((other) => LEAVE_OPEN.includes(other.fault))))
      return false;
    if (leavesOpen) this.#leftOpenIn = execution;
    return true;
  }

  /** Runs a step as Step Functions does: repeated in a new process if the process was stopped. */
  async step<T>(
    faults: Map<number, Fault>,
    turns: Turns,
    perform: (process: Process) => Promise<T>,
    unanswered: (calls: readonly string[]) => void,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const process = new Process(faults, turns.turn, (fault) => {
        this.made[fault] = (this.made[fault] ?? 0) + 1;
      });
      try {
        const result = await perform(process);
        if (!process.isStopped) return result;
      } catch (error) {
        if (!process.isStopped || attempt === ATTEMPTS) throw error;
      } finally {
        unanswered(process.unanswered);
      }
    }
  }
}
