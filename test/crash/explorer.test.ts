/** For every call of every workflow and command: something goes wrong there, it is run again, and the end must be the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explore, prepare } from './support/explore.ts';
import { FAULTS, type Fault } from './support/fault.ts';
import { FaultyProgram } from './support/faulty-program.ts';
import { SCENARIOS } from './support/scenarios.ts';

let faulty: FaultyProgram;
const tried = new Map<Fault, number>();

beforeAll(async () => {
  faulty = await FaultyProgram.start();
});
afterAll(async () => {
  await faulty?.stop();
  const figures = [...tried].map(([fault, count]) => `${count} ${fault}`).join(', ');
  console.log(`crash points: ${[...tried.values()].reduce((a, b) => a + b, 0)} (${figures})`);
});

describe.each(SCENARIOS)('$name', (scenario) => {
  it.each(FAULTS)('%s, at every call: nothing is lost, nothing is sent twice', async (fault) => {
    const beginning = await prepare(faulty, scenario);
    const clean = await explore(faulty, scenario, beginning);
    const differing: unknown[] = [];
    for (let at = 1; at <= clean.calls.length; at += 1) {
      const { end } = await explore(faulty, scenario, beginning, new Map([[at, fault]]));
      tried.set(fault, (tried.get(fault) ?? 0) + 1);
      const where = `${fault}, call ${at} of ${clean.calls.length}: ${clean.calls[at - 1]}`;
      if (JSON.stringify(end) !== JSON.stringify(clean.end)) differing.push([where, difference(clean.end, end)]);
    }
    expect(differing).toEqual([]);
  });
});

function difference(clean: { items: string[]; mails: object }, end: { items: string[]; mails: object }) {
  return {
    mails: JSON.stringify(clean.mails) === JSON.stringify(end.mails) ? 'same' : { clean: clean.mails, end: end.mails },
    missing: clean.items.filter((item) => !end.items.includes(item)),
    instead: end.items.filter((item) => !clean.items.includes(item)),
  };
}
