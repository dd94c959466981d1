/** Runs a property on many inputs, counts them, and holds each to its time. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect } from 'vitest';
import { type FuzzedFile, SHARES } from './shares.ts';

const FACTOR = Number(process.env.FUZZ_RUNS ?? 1);
const SEED = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);
/** The time limit of one answer, for a busy machine, too. */
const MAX_MS = 2_000;

/** What the prototype of every object has before any input was read, and must have after all of them. */
const UNPOLLUTED = Reflect.ownKeys(Object.prototype);

export type Fuzzing = {
  /**
   * `inputs`: how many, before `FUZZ_RUNS`. Where it fails, it says the seed, for `FUZZ_SEED`, and the smallest such
   * input.
   */
  each<Input>(
    arbitrary: fc.Arbitrary<Input>,
    inputs: number,
    holds: (input: Input) => void | Promise<void>,
  ): Promise<void>;
};

/**
 * To be called once at the top of a file: after its tests it says how many inputs there were, and sees that they were
 * its share.
 */
export function fuzzing(file: FuzzedFile): Fuzzing {
  let inputs = 0;
  afterAll(() => {
    console.log(`fuzz: ${file}: ${inputs} inputs`);
    expect(Reflect.ownKeys(Object.prototype)).toEqual(UNPOLLUTED);
    expect(inputs).toBeGreaterThanOrEqual(SHARES[file] * FACTOR);
  });
  return {
    each: (arbitrary, runs, holds) => {
      const property = fc.asyncProperty(arbitrary, async (input) => {
        inputs += 1;
        const begun = performance.now();
        await holds(input);
        expect(performance.now() - begun).toBeLessThan(MAX_MS);
      });
      const numRuns = Math.ceil(runs * FACTOR);
      return fc.check(property, { numRuns, ...(SEED === undefined ? {} : { seed: SEED }) }).then(expectHeld);
    },
  };
}

/** fast-check's own report cannot print an object whose field `constructor` is anything. */
function expectHeld<Input>({ failed, seed, numRuns, counterexample, errorInstance }: fc.RunDetails<Input>): void {
  if (!failed) return;
  const input = inspect(counterexample, { depth: 8, maxStringLength: 2_000, maxArrayLength: 20 });
  const what = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  throw new Error(`FUZZ_SEED=${seed}, input ${numRuns}: ${input}\n${what}`, { cause: errorInstance });
}
