/** The faults of a process's call. */
export const FAULTS = ['stopped before', 'stopped after', 'answer lost', 'refused for now', 'in parts'] as const;
export type Fault = (typeof FAULTS)[number];

/** Thrown by every call of a process that was stopped. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** How a service shows each fault to its caller. */
export type FaultyCall = {
  /** The request is carried out, and its answer lost. */
  answerLost(perform: () => unknown): unknown;
  /** The request is refused, or carried out as the client repeats it. */
  refused(perform: () => unknown): unknown;
  /** Only a part of it is carried out. */
  inParts(perform: () => unknown): unknown;
};

/** One running copy of a function, whose calls are counted, with faults at some of them. */
export class Process {
  isStopped = false;
  /** Calls whose answer never came. */
  readonly unanswered: string[] = [];
  #calls = 0;
  readonly #faults: Map<number, Fault>;
  readonly #turn: (process: Process) => Promise<void>;
  readonly #made: (fault: Fault) => void;

  /** @param faults by the number of the call, the first being 1; each happens once */
  constructor(faults: Map<number, Fault>, turn: (process: Process) => Promise<void>, made: (fault: Fault) => void) {
    this.#faults = faults;
    this.#turn = turn;
    this.#made = made;
  }

  /** @param what for `unanswered` */
  async call(what: string, perform: () => unknown, faulty: FaultyCall): Promise<unknown> {
    await this.#turn(this);
    if (this.isStopped) throw new Stopped();
    this.#calls += 1;
    const fault = this.#faults.get(this.#calls);
    if (fault === undefined) return perform();
    this.#faults.delete(this.#calls);
    this.#made(fault);
    switch (fault) {
      case 'stopped before':
        return this.#stop();
      case 'stopped after':
        perform();
        this.unanswered.push(what);
        return this.#stop();
      case 'answer lost':
        this.unanswered.push(what);
        return faulty.answerLost(perform);
      case 'refused for now':
        return faulty.refused(perform);
      case 'in parts':
        return faulty.inParts(perform);
    }
  }

  #stop(): never {
    this.isStopped = true;
    throw new Stopped();
  }
}
