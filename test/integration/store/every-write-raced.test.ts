/**
 * Right before each write of a command, a merge or a daily workflow somebody else writes the same item. The write is refused, whatever
 * it is, and in the end everything is stored as if nobody had come in between.
 */
import { describe, expect, it } from 'vitest';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import { MEMORY_TABLE } from '../../program-years/run/memory-dynamodb.ts';
import { twoPartners } from '../corrections/two-partners.ts';
import { COMMANDS, commandConfig, storeCommandProgram } from '../support/command-script.ts';
import { MemoryProgram } from '../support/memory-program.ts';

type Step = readonly [what: string, make: (program: MemoryProgram) => Promise<unknown>];
type Script = { readonly begin: () => Promise<MemoryProgram>; readonly steps: readonly Step[] };

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Somebody else's write of an item: what is there, or else what is about to be written, as another version. */
async function writeMeanwhile({ memory }: MemoryProgram, about: Item & Key): Promise<void> {
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    MEMORY_TABLE,
  );
  const stored = await table.get({ pk: about.pk, sk: about.sk });
  const item = stored ?? about;
  const next = { ...item, pk: about.pk, sk: about.sk, version: Number(item.version) + 1 };
  await table.put(next, stored === null ? { absent: true } : { unchanged: ['version'], item: stored });
}

/** Makes a step whose `nth` write is raced. @returns what was written; null: it has not so many writes */
async function raced(program: MemoryProgram, make: Step[1], nth: number): Promise<string | null> {
  let writes = 0;
  let race: { written: string; end: string } | null = null;
  program.aroundWrite = async (item, write) => {
    writes += 1;
    if (writes !== nth) return write();
    await writeMeanwhile(program, item);
    race = { written: nameOf(item), end: 'written' };
    await write().catch((error: Error) => {
      race = { written: nameOf(item), end: error.name };
      throw error;
    });
  };
  await make(program);
  program.aroundWrite = (_, write) => write();
  return expectRefused(race);
}

/** The write that was raced, if there was one. */
function expectRefused(race: { written: string; end: string } | null): string | null {
  if (race === null) return null;
  expect(race).toEqual({ written: race.written, end: 'WriteConflict' });
  return race.written;
}

async function played({ begin, steps }: Script, count: number): Promise<MemoryProgram> {
  const program = await begin();
  for (const [, make] of steps.slice(0, count)) await make(program);
  return program;
}

/** @returns how many writes were raced */
async function raceAll(script: Script): Promise<number> {
  let races = 0;
  for (const [index, [what, make]] of script.steps.entries()) {
    const end = (await played(script, index + 1)).stored();
    for (let nth = 1; ; nth += 1) {
      const program = await played(script, index);
      const written = await raced(program, make, nth);
      if (written === null) break;
      races += 1;
      expect({ what, written, stored: program.stored() }).toEqual({ what, written, stored: end });
    }
  }
  return races;
}

const command =
  (on: string, json: object): Step[1] =>
  (program) =>
    program.give({ partnerId: 'P-1', ...json }, on);

const commands: Script = {
  begin: async () => {
    const program = new MemoryProgram(commandConfig);
    await storeCommandProgram(program.store);
    return program;
  },
  steps: COMMANDS.map(([on, json]) => [JSON.stringify(json), command(on, json)]),
};

const RENAME = { command: 'rename-membership', membershipId: 'M-1', to: 'AP-2026', ticket: '4711' };
const PAY = { command: 'record-payment', membershipId: 'M-1', paidOn: '2027-03-12', reference: 'w' };

const renaming: Script = {
  begin: () => twoPartners(['P-1,M-1,action-pack,,,,2026-03-10,', 'P-2,M-1,action-pack,,,,2026-03-20,']),
  steps: [
    ['the notices of 2027-02-08', (program) => program.daily('2027-02-08')],
    ['rename-membership', command('2027-02-09', RENAME)],
    ['a delivery', (program) => program.event(program.mails[0]?.noticeId ?? '', { what: 'delivered' }, '2027-02-10')],
    ['record-payment', command('2027-03-12', PAY)],
    [
      'a bounce of the closed cycle',
      (program) =>
        program.event(
          program.mails[0]?.noticeId ?? '',
          { what: 'lost', loss: 'permanent', reason: 'bounce' },
          '2027-03-14',
        ),
    ],
  ],
};

const merging: Script = {
  begin: () => twoPartners(['P-1,M-1,action-pack,,,,2026-03-10,', 'P-2,M-2,action-pack,,,,2026-03-20,']),
  steps: [
    ['merge-partners', (program) => program.merge('P-2', 'P-1', '2027-02-01')],
    ['the notices of 2027-02-18', (program) => program.daily('2027-02-18')],
    [
      'correct-membership',
      command('2027-02-19', {
        command: 'correct-membership',
        membershipId: 'M-2',
        purchasedOn: '2026-03-25',
        ticket: '1',
        reason: 'r',
      }),
    ],
    ['record-payment', command('2027-03-27', { ...PAY, membershipId: 'M-2', paidOn: '2027-03-26' })],
    ['the workflows of 2027-04-30', (program) => program.daily('2027-04-30')],
  ],
};

describe('a write of an item that somebody else has written meanwhile', () => {
  it.each([
    ['every command', commands, 60],
    ['a renaming', renaming, 10],
    ['a merge, and what follows it', merging, 15],
  ])('is refused, and then made as it should be: %s', async (_, script, least) => {
    expect(await raceAll(script)).toBeGreaterThanOrEqual(least);
  });
});
