/** For every call of every workflow and command: something goes wrong there, it is run again, and the end must be the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerId } from '../../infra/local/cloud/functions/function-environment.ts';
import { randomStream } from '../../infra/local/sample/random.ts';
import { assemblyOf, UTC_PROGRAM } from '../workflow/support/assembly.ts';
import { tableUses, workflowsTemplate } from '../workflow/support/workflows-template.ts';
import { type Explored, explore, prepare } from './support/explore.ts';
import { canHappen, FAULTS, type Fault } from './support/fault.ts';
import { FaultyProgram } from './support/faulty-program.ts';
import { SCENARIOS } from './support/scenarios.ts';

/** Pairs of faults that are tried for each scenario. */
const PAIRS = 6;
const SEED = 2027;

let faulty: FaultyProgram;
const tried = new Map<string, number>();
const reached = new Set<string>();

beforeAll(async () => {
  faulty = await FaultyProgram.start();
});
afterAll(async () => {
  await faulty?.stop();
  const figures = [...tried].map(([fault, count]) => `${count} ${fault}`).join(', ');
  console.log(`crash points: ${[...tried.values()].reduce((a, b) => a + b, 0)} (${figures})`);
});

type Faults = ReadonlyMap<number, Fault>;

describe.each(SCENARIOS)('$name', (scenario) => {
  /** The differences that sets of faults make to the end; none is what is promised. */
  async function differences(kind: string, faultsOf: (calls: readonly string[]) => Faults[]): Promise<unknown[]> {
    const beginning = await prepare(faulty, scenario);
    const clean = await explore(faulty, scenario, beginning);
    for (const call of clean.calls) reached.add(call);
    const found: unknown[] = [];
    for (const faults of faultsOf(clean.calls)) {
      const explored = await explore(faulty, scenario, beginning, faults);
      tried.set(kind, (tried.get(kind) ?? 0) + 1);
      const where = [...faults].map(([at, fault]) => `${fault} at call ${at}, ${clean.calls[at - 1]}`);
      if (!isSame(explored, clean)) found.push([where, difference(clean, explored)]);
    }
    return found;
  }

  it.each(FAULTS)('%s, at every call: nothing is lost, nothing is sent twice', async (fault) => {
    const faultsOf = (calls: readonly string[]) =>
      calls.flatMap((call, index) => (canHappen(fault, call) ? [new Map([[index + 1, fault]])] : []));
    expect(await differences(fault, faultsOf)).toEqual([]);
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

const isSame = ({ end }: Explored, clean: Explored): boolean => JSON.stringify(end) === JSON.stringify(clean.end);

function difference({ end: clean }: Explored, { end }: Explored) {
  return {
    mails: JSON.stringify(clean.mails) === JSON.stringify(end.mails) ? 'same' : { clean: clean.mails, end: end.mails },
    missing: clean.items.filter((item) => !end.items.includes(item)),
    instead: end.items.filter((item) => !clean.items.includes(item)),
  };
}

describe('the scenarios', () => {
  it('reach every way in which a function uses the table, so that something went wrong at each of them', async () => {
    const resources = workflowsTemplate(await assemblyOf(UTC_PROGRAM));
    const missing = Object.entries(resources)
      .filter(([id, { Type }]) => Type === 'AWS::Lambda::Function' && !READS_ONLY.test(id))
      .flatMap(([id, resource]) => {
        const caller = callerId(faulty.program.cloud.nameOf('AWS::Lambda::Function', id));
        const uses = tableUses(resources, resource).map((use) => `${caller} dynamodb ${use}`);
        return uses.filter((use) => !reached.has(use) && !AFTER_A_CONFLICT.test(`${id} ${use}`));
      });
    expect(missing).toEqual([]);
    for (const call of ['s3 PUT', 's3 GET']) expect(reached).toContain(call);
  });
});

/** The watch writes nothing: to stop it changes nothing. */
const READS_ONLY = /^RunWatch/;
/** What happens only when somebody else writes between a claim and its answer: see the tests of races. */
const AFTER_A_CONFLICT = /^(RenewalNotices|GraceExpiry|DirectorySubmission)Page\S+ \S+ dynamodb GetItem$/;
