/** What AWS would bill, as counted while the program runs on this machine. */
export type Usage = {
  /** DynamoDB request units, indexes included. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Requests to DynamoDB. */
  readonly requests: number;
  /** Conditional writes that lost; their units are counted as one per KB of the request. */
  readonly conflicts: number;
  /** States entered, retries included, of executions and of the children of distributed maps. */
  readonly transitions: number;
  /** Executions and children. */
  readonly executions: number;
  /** Events of the executions' histories: each is a line of the state machine's log. */
  readonly historyEvents: number;
  readonly invocations: number;
  /** Wall time on this machine × the function's memory. */
  readonly gigabyteSeconds: number;
  /** What functions wrote to their logs, at level INFO. */
  readonly logBytes: number;
  readonly puts: number;
  readonly putBytes: number;
  readonly mails: number;
  readonly mailBytes: number;
};

export const NO_USAGE: Usage = {
  readUnits: 0,
  writeUnits: 0,
  requests: 0,
  conflicts: 0,
  transitions: 0,
  executions: 0,
  historyEvents: 0,
  invocations: 0,
  gigabyteSeconds: 0,
  logBytes: 0,
  puts: 0,
  putBytes: 0,
  mails: 0,
  mailBytes: 0,
};

const NAMES = Object.keys(NO_USAGE) as (keyof Usage)[];

const combined = (value: (name: keyof Usage) => number): Usage =>
  Object.fromEntries(NAMES.map((name) => [name, value(name)])) as unknown as Usage;

/** `a + times × b` */
export const plus = (a: Usage, b: Usage, times = 1): Usage => combined((name) => a[name] + times * b[name]);

export const minus = (a: Usage, b: Usage): Usage => plus(a, b, -1);

export const scaled = (a: Usage, times: number): Usage => plus(NO_USAGE, a, times);

export const sum = (all: readonly Usage[]): Usage => all.reduce((total, each) => plus(total, each), NO_USAGE);

/** Counts that grow while something runs. */
export class Meter {
  #usage: Usage = NO_USAGE;

  /** What was counted since the start. */
  get usage(): Usage {
    return this.#usage;
  }

  add(counted: Partial<Usage>): void {
    this.#usage = plus(this.#usage, { ...NO_USAGE, ...counted });
  }
}
