/** The functions that instrumented code calls: which mutant is on, which test meets which, and an end to what hangs. */

/** Switches passed between two looks at the clock. */
const CALLS_PER_LOOK = 4_096;

/** Thrown out of the rules when a mutant takes too long: a loop without its end passes a switch again and again. */
export class Hang extends Error {}

let active: string | null = null;
let met: Set<string> | null = null;
let deadline = Number.POSITIVE_INFINITY;
let calls = 0;

/** Turns one mutant on; null: none is. */
export function turnOn(mutant: string | null): void {
  active = mutant;
}

/** From now on the mutants that are met are put into `mutants`; null: nowhere. */
export function recordInto(mutants: Set<string> | null): void {
  met = mutants;
}

/** How long the rules may go on, in milliseconds from now. */
export function allow(milliseconds: number): void {
  deadline = performance.now() + milliseconds;
}

export const isOverdue = (): boolean => performance.now() > deadline;

Object.assign(globalThis, {
  stryMutAct_9fa48(id: string): boolean {
    calls += 1;
    if (calls % CALLS_PER_LOOK === 0 && isOverdue()) throw new Hang('it takes too long');
    return id === active;
  },
  stryCov_9fa48(...ids: string[]): void {
    if (met !== null) for (const id of ids) met.add(id);
  },
});
