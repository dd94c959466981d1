import type { Counted } from '../results/counted.ts';
import { type Renewal, Renewals } from '../results/renewals.ts';
import type { Archive } from './archive.ts';

/** What the decisions of a day count as. */
export type DayCounts = Record<Counted, number>;

type DecisionEntries = Awaited<ReturnType<Archive['decisions']['entries']>>;

/** What the decisions tell, day by day: the renewals, what counts, and what needs a hand. It follows a file that grows. */
export class Course {
  readonly #archive: Archive;
  #known: DecisionEntries = [];
  #read = 0;
  #renewals = new Renewals();
  #days = new Map<string, DayCounts>();
  #hands: number[] = [];

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** Every renewal as it stood at the end of a day. */
  async renewalsOn(day: string): Promise<Renewal[]> {
    await this.#refresh();
    return this.#renewals.on(day);
  }

  /** What happened, by the days on which something did. */
  async days(): Promise<ReadonlyMap<string, DayCounts>> {
    await this.#refresh();
    return this.#days;
  }

  /** The decisions that an operator should look into, in their order. */
  async hands(): Promise<DecisionEntries> {
    const entries = await this.#refresh();
    return this.#hands.flatMap((number) => entries[number] ?? []);
  }

  async #refresh(): Promise<DecisionEntries> {
    const entries = await this.#archive.decisions.entries();
    // A file that was replaced is told from its start.
    if (entries !== this.#known) {
      this.#known = entries;
      this.#read = 0;
      this.#renewals = new Renewals();
      this.#days = new Map();
      this.#hands = [];
    }
    for (; this.#read < entries.length; this.#read += 1) this.#add(entries[this.#read]);
    return entries;
  }

  #add(entry: DecisionEntries[number] | undefined): void {
    if (entry === undefined) return;
    const { number, asOf, what, counted, fact, isAlert } = entry;
    if (fact !== null) this.#renewals.add(fact, number);
    if (isAlert || NEEDS_A_HAND.has(what)) this.#hands.push(number);
    if (counted === null) return;
    const counts = this.#days.get(asOf) ?? { renewed: 0, reinstated: 0, expired: 0, refused: 0, merged: 0 };
    counts[counted] += 1;
    this.#days.set(asOf, counts);
  }
}

const NEEDS_A_HAND = new Set(['notice-uncertain', 'notice-undeliverable', 'notice-failed', 'failed', 'set-aside']);
