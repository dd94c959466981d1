/**
 * The present state of a program as a file: every item of its table, a line each. What import files cannot say is in
 * it, too.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { type CivilDate, parseCivilDate } from '../../../shared/domain/core/calendar.ts';
import type { Problem } from '../../../shared/domain/core/problem.ts';
import { SMOKE_TEST_PREFIX } from '../../../shared/domain/partners/smoke-test.ts';
import { CorruptItem, NewerItem } from '../../../shared/errors.ts';
import { collectionOf, kindOfKey } from '../../../shared/store/kind-of-key.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';

export const TABLE_FILE = 'table.jsonl';
/** Of which day the state is. */
export const EXPORT_FILE = 'export.json';

const PAGE = 500;
/** What one account's sending is paced by says nothing about the program. */
const LEFT_OUT: readonly (string | null)[] = ['sendSlots'];

export type TableExport = {
  /** Items at most; Infinity reads as fast as the table answers. */
  readonly itemsPerSecond: number;
  readonly onProgress: (items: number) => void;
};

/** Writes every item of the table to `table.jsonl` of a folder. @returns how many */
export async function writeTableFile(
  dir: string,
  table: Table,
  { itemsPerSecond, onProgress }: TableExport,
): Promise<number> {
  let items = 0;
  const lines = async function* (): AsyncGenerator<string> {
    const began = performance.now();
    let cursor: Item | null = null;
    do {
      const page = await table.scan({ limit: PAGE, cursor });
      cursor = page.cursor;
      for (const item of page.items.filter(isOfProgram)) {
        items += 1;
        yield `${JSON.stringify(item)}\n`;
      }
      onProgress(items);
      const due = (1_000 * items) / itemsPerSecond;
      if (cursor !== null) await delay(Math.max(0, began + due - performance.now()));
    } while (cursor !== null);
  };
  await pipeline(lines, createWriteStream(join(dir, TABLE_FILE)));
  return items;
}

function isOfProgram({ pk, sk }: Item): boolean {
  const key = { pk: String(pk), sk: String(sk) };
  return !LEFT_OUT.includes(kindOfKey(key)) && !`${key.pk}#`.includes(`#${SMOKE_TEST_PREFIX}`);
}

/** The day after the last one that the state has lived through: from it on, it can be simulated. */
export type ExportRecord = { readonly continuesOn: CivilDate; readonly items: number };

/** Whether a folder holds a state, and not import files alone. */
export const holdsState = (dir: string): Promise<boolean> =>
  stat(join(dir, TABLE_FILE)).then(
    () => true,
    () => false,
  );

/** A state that was read and checked: every item is one that today's code would write. */
export type PresentState = { readonly continuesOn: CivilDate; readonly partnerIds: readonly string[] };

/** Reads a state without keeping it: each item is checked. */
export async function checkState(
  dir: string,
  config: ProgramConfig,
): Promise<{ state: PresentState } | { problems: Problem[] }> {
  const problems: Problem[] = [];
  const partnerIds: string[] = [];
  let items = 0;
  for await (const entry of readTableFile(dir, config)) {
    items += 1;
    if ('problem' in entry) problems.push(entry.problem);
    else if (entry.item.sk === 'PARTNER') partnerIds.push(entry.item.pk.slice(entry.item.pk.indexOf('#') + 1));
  }
  const record = await readRecord(dir);
  if ('problem' in record) return { problems: [...problems, record.problem] };
  if (items !== record.items)
    problems.push(problemOf(null, `${items} items`, `${record.items}, as ${EXPORT_FILE} says`));
  return problems.length > 0 ? { problems } : { state: { continuesOn: record.continuesOn, partnerIds } };
}

/** The items of a state, as a table on this machine stores them, or what is wrong with a line. */
export async function* readTableFile(
  dir: string,
  config: ProgramConfig,
): AsyncGenerator<{ item: Item & Key } | { problem: Problem }> {
  const store = openStore(new Table(NOWHERE, 'none'), config);
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(join(dir, TABLE_FILE)) })) {
    line += 1;
    try {
      const stored: unknown = JSON.parse(text);
      if (!isItem(stored)) throw new SyntaxError('no object with the texts pk and sk');
      const collection = collectionOf(store, stored);
      if (collection === null) yield { problem: problemOf(line, `${stored.pk} ${stored.sk}`, 'a known kind') };
      else yield { item: (collection.renewed(stored) ?? stored) as Item & Key };
    } catch (error) {
      yield { problem: problemOf(line, whyOf(error), 'an item as npm run export writes it') };
    }
  }
}

function isItem(value: unknown): value is Item & Key {
  const { pk, sk } = Object(value) as Partial<Key>;
  return typeof pk === 'string' && typeof sk === 'string';
}

/** Nothing is read or written while items are checked. */
const NOWHERE = {
  send: () => Promise.reject(new Error('items are checked without a table')),
} as unknown as ConstructorParameters<typeof Table>[0];

function whyOf(error: unknown): string {
  if (error instanceof CorruptItem || error instanceof NewerItem || error instanceof SyntaxError) return error.message;
  throw error;
}

async function readRecord(dir: string): Promise<ExportRecord | { problem: Problem }> {
  const text = await readFile(join(dir, EXPORT_FILE), 'utf8').catch(() => '');
  try {
    const { continuesOn, items } = Object(JSON.parse(text)) as Record<keyof ExportRecord, unknown>;
    const day = parseCivilDate(String(continuesOn));
    if (day !== null && typeof items === 'number') return { continuesOn: day, items };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return {
    problem: {
      file: EXPORT_FILE,
      line: null,
      field: null,
      got: 'none, or no such record',
      allowed: 'the one that npm run export writes',
    },
  };
}

const problemOf = (line: number | null, got: string, allowed: string): Problem => ({
  file: TABLE_FILE,
  line,
  field: null,
  got,
  allowed,
});
