import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { applySetting } from './apply-settings.ts';
import { countEntries, countItems, INDEXES, type ItemCounts } from './count-items.ts';
import {
  carriedOver,
  type LeftBehind,
  leftBehind,
  readTableSettings,
  type TableSettings,
  unready,
} from './table-settings.ts';

export type CheckOptions = {
  /** The restored table. */
  readonly table: string;
  /** The one that it takes the place of. */
  readonly like: string;
  /** Whether what a restore leaves behind is set. */
  readonly apply: boolean;
};

/** `set`: was different, and is not any more. `differs`: the table cannot be used so. `told`: for people to judge. */
export type Finding = { readonly state: 'ok' | 'set' | 'differs' | 'told'; readonly text: string };

const SHOWN_KEYS = 5;

/**
 * Compares a restored table with the one that it takes the place of: its settings, and what is in it.
 *
 * @throws UserError if one of them does not exist
 */
export async function checkRestoredTable(client: DynamoDBClient, options: CheckOptions): Promise<Finding[]> {
  const [settings, like] = [
    await readTableSettings(client, options.table),
    await readTableSettings(client, options.like),
  ];
  const found = compare(carriedOver(settings), carriedOver(like)).map(([name, got, wanted]) =>
    finding(name, got, wanted),
  );
  const waiting = unready(settings).map(
    ([name, status]): Finding => ({ state: 'differs', text: `${name} is ${status}; should be ACTIVE` }),
  );
  return [
    ...waiting,
    ...found,
    ...(await settingsLeftBehind(client, settings, like, options.apply)),
    ...(await itemsOf(client, options)),
  ];
}

async function settingsLeftBehind(
  client: DynamoDBClient,
  settings: TableSettings,
  like: TableSettings,
  applies: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, got, wanted] of compare(leftBehind(settings), leftBehind(like))) {
    if (got === wanted || !applies) findings.push(finding(name, got, wanted));
    else {
      await applySetting(client, name as LeftBehind, settings, like);
      findings.push({ state: 'set', text: `${name}: ${wanted} (was ${got})` });
    }
  }
  return findings;
}

async function itemsOf(client: DynamoDBClient, { table, like }: CheckOptions): Promise<Finding[]> {
  const [restored, replaced] = [await countItems(client, table, true), await countItems(client, like, false)];
  const kinds = compare(countsOf(restored), countsOf(replaced), '0').map(
    ([kind, got, wanted]): Finding => ({
      state: got === wanted ? 'ok' : 'told',
      text: `${kind}: ${got}${got === wanted ? '' : ` (in ${like}: ${wanted})`}`,
    }),
  );
  const entries = INDEXES.map(async ({ name }) => {
    const [got, wanted] = [await countEntries(client, table, name), restored.indexed.get(name) ?? 0];
    return finding(`entries of index ${name}`, String(got), String(wanted));
  });
  return [...kinds, ...(await Promise.all(entries)), readability(restored)];
}

function readability({ unreadable }: ItemCounts): Finding {
  if (unreadable.length === 0) return { state: 'ok', text: 'every item can be read' };
  const keys = unreadable.slice(0, SHOWN_KEYS).join('; ');
  return { state: 'differs', text: `${unreadable.length} items cannot be read by this code: ${keys}` };
}

const countsOf = ({ kinds }: ItemCounts): Record<string, string> =>
  Object.fromEntries([...kinds].sort().map(([kind, count]) => [kind, String(count)]));

/** Name, what is got, what is wanted; `none` where one side has nothing of that name. */
function compare(
  got: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
  none = 'none',
): [string, string, string][] {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
  return names.map((name) => [name, got[name] ?? none, wanted[name] ?? none]);
}

const finding = (name: string, got: string, wanted: string): Finding =>
  got === wanted
    ? { state: 'ok', text: `${name}: ${got}` }
    : { state: 'differs', text: `${name}: ${got}; should be ${wanted}` };
