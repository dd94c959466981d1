import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../../infra/local/sample/random.ts';
import { type Explored, explore, prepare } from './explore.ts';
import { canHappen, FAULTS, type Fault } from './fault.ts';
import { FaultyProgram } from './faulty-program.ts';
import type { Scenario } from './scenario.ts';

/** Pairs of faults that are tried for each scenario. */
const PAIRS = 4;
const SEED = 2027;
/**
 * Every how many calls a fault happens: each call still meets every such fault in turn. 1: every fault at every call.
 */
const EVERY = Number(process.env.CRASH_EVERY ?? 1);

type Faults = ReadonlyMap<number, Fault>;

/**
 * For every call of some scenarios: something goes wrong there, it is run again, and the end must be the same. Says how
 * many crash points it tried.
 */
export function exploreAll(scenarios: readonly Scenario[]): void {
  let faulty: FaultyProgram;
  const tried = new Map<string, number>();

  beforeAll(async () => {
    faulty = await FaultyProgram.start();
  });
  afterAll(async () => {
    await faulty?.stop();
    const figures = [...tried].map(([fault, count]) => `${count} ${fault}`).join(', ');
    console.log(`crash points: ${[...tried.values()].reduce((a, b) => a + b, 0)} (${figures})`);
  });

  describe.each(scenarios)('$name', (scenario) => {
    /** The differences that sets of faults make to the end; none is what is promised. */
    async function differences(
      kind: string,
      faultsOf: (calls: readonly string[]) => Faults[],
      endsExecution = false,
    ): Promise<unknown[]> {
      const beginning = await prepare(faulty, scenario);
      const clean = await explore(faulty, scenario, beginning);
      expect(clean.end.falseEvents).toEqual([]);
      const found: unknown[] = [];
      for (const faults of faultsOf(clean.calls)) {
        const explored = await explore(faulty, scenario, beginning, faults, endsExecution);
        tried.set(kind, (tried.get(kind) ?? 0) + 1);
        const where = [...faults].map(([at, fault]) => `${fault} at call ${at}, ${clean.calls[at - 1]}`);
        if (!isSame(explored, clean)) found.push([where, difference(clean, explored)]);
      }
      return found;
    }

    it.each(scenario.faults ?? FAULTS)('%s, at every call: nothing is lost, nothing is sent twice', async (fault) => {
      const faultsOf = (calls: readonly string[]) =>
        calls.flatMap((call, index) =>
          canHappen(fault, call) && (index + FAULTS.indexOf(fault)) % EVERY === 0
            ? [new Map([[index + 1, fault]])]
            : [],
        );
      expect(await differences(fault, faultsOf)).toEqual([]);
    });

    if (scenario.isGivenAgain)
      it('the execution ends, at every call, and another one does the rest', async () => {
        // It is begun twice each time.
        const faultsOf = (calls: readonly string[]) =>
          calls.flatMap((_, index) =>
            index % EVERY ** 2 === 0 ? [new Map([[index + 1, 'stopped after' as Fault]])] : [],
          );
        expect(await differences('execution ended', faultsOf, true)).toEqual([]);
      });

    it('two of them, one after the other: nothing is lost, nothing is sent twice', async () => {
      const random = randomStream(SEED, scenario.name);
      const call = (last: number, fault: Fault): [number, Fault] => [random.between(1, last), fault];
      // The second may come while it is done again: after more calls than it takes without a fault.
      const pair = (calls: number) => new Map([call(calls, random.pick(FAULTS)), call(2 * calls, random.pick(FAULTS))]);
      const pairs = ({ length }: readonly string[]) => Array.from({ length: PAIRS }, () => pair(length));
      expect(await differences('two', pairs)).toEqual([]);
    });
  });
}

const isSame = ({ end }: Explored, clean: Explored): boolean => JSON.stringify(end) === JSON.stringify(clean.end);

function difference({ end: clean }: Explored, { end }: Explored) {
  return {
    falseEvents: end.falseEvents,
    uploads: end.uploads.filter((text) => !clean.uploads.includes(text)),
    mails: JSON.stringify(clean.mails) === JSON.stringify(end.mails) ? 'same' : { clean: clean.mails, end: end.mails },
    missing: clean.items.filter((item) => !end.items.includes(item)),
    instead: end.items.filter((item) => !clean.items.includes(item)),
  };
}
