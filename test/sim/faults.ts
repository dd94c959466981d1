import type { PlannedFault } from './plan.ts';
import { type Fault, Process } from './process.ts';
import type { Turns } from './turns.ts';

/** Attempts that Step Functions makes at a function, the first included. */
const ATTEMPTS = 4;
/** Faults of one execution: fewer than would make Step Functions give up. */
const MOST = 3;

/** What goes wrong in each execution, by a plan; and how often it did. */
export class Faults {
  readonly made: Partial<Record<Fault, number>> = {};
  readonly #planned: readonly PlannedFault[];
  #executions = 0;

  constructor(planned: readonly PlannedFault[]) {
    this.#planned = planned;
  }

  /** What goes wrong in the next execution. */
  next(): Map<number, Fault> {
    const execution = this.#executions++;
    const mine = this.#planned.filter((planned) => planned.execution === execution).slice(0, MOST);
    return new Map(onceRefused(mine).map(({ call, fault }) => [call, fault]));
  }

  /** Runs a step as Step Functions does: again, in a new process, when the one before was stopped. */
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

/** A mail that is refused twice in one run goes out on the next day: right, but another year than the model's. */
function onceRefused(faults: readonly PlannedFault[]): PlannedFault[] {
  const first = faults.findIndex(({ fault }) => fault === 'refused for now');
  return faults.filter(({ fault }, index) => fault !== 'refused for now' || index === first);
}
