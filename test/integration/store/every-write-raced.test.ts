/**
 * Right before each write of a command, a merge or a daily workflow somebody else writes the same item. The write is
 * refused, whatever it is, and in the end everything is stored as if nobody had come in between.
 */
import { describe, expect, it } from 'vitest';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import { conditionSites } from '../../mutation/condition-sites.ts';
import { MEMORY_TABLE } from '../../program-years/run/memory-dynamodb.ts';
import type { MemoryProgram } from '../support/memory-program.ts';
import { SCRIPTS } from '../support/raced-scripts.ts';
import type { Script, Step } from '../support/raced-steps.ts';

/**
 * The slots of the send rate are part of no command or workflow: send-slots.test.ts has copies that take them at once.
 */
const RACED_ELSEWHERE = 'shared/store/send-slots.ts:';

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** The places in the program at which a write was raced: file and line. */
const racedSites = new Set<string>();

/** Where in the program the write is made that is called just now. */
function siteOfWrite(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  const [, site = ''] = /\/((?:shared|functions)\/(?!store\/)[\w/-]+\.ts:\d+)/.exec(stack) ?? [];
  return site;
}

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
    racedSites.add(siteOfWrite());
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

/** @returns how many writes were raced */
async function raceAll({ begin, steps, compared = (program) => program.stored() }: Script): Promise<number> {
  let races = 0;
  let before = await begin();
  for (const [what, make] of steps) {
    const after = before.copy();
    await make(after);
    const end = compared(after);
    for (let nth = 1; ; nth += 1) {
      const program = before.copy();
      const written = await raced(program, make, nth);
      if (written === null) break;
      races += 1;
      expect({ what, written, stored: compared(program) }).toEqual({ what, written, stored: end });
    }
    before = after;
  }
  return races;
}

describe('a write of an item that somebody else has written meanwhile', () => {
  it.each(SCRIPTS)('is refused, and then made as it should be: %s', async (_, script) => {
    expect(await raceAll(script)).toBeGreaterThan(0);
  });

  it('is tried above for every conditional write of the program', () => {
    const names = conditionSites()
      .map(({ name }) => name)
      .filter((name) => !name.startsWith(RACED_ELSEWHERE));
    expect(names.filter((name) => !racedSites.has(name))).toEqual([]);
    expect([...racedSites].filter((site) => !names.includes(site))).toEqual([]);
  });
});
