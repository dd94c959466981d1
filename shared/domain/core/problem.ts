/** The one form of every problem with an input: where it is, the value got, and what is allowed. */
import { withoutCredentials } from './https-url.ts';

export type Problem = {
  /** The file's name; null for what did not come from a file. */
  file: string | null;
  /** From 1; null for the file as a whole and for documents that are not read by line. */
  line: number | null;
  /** A column, or the path of a field: `programYears[0].from`. Null for the line or file as a whole. */
  field: string | null;
  /** The value in quotes, or a few words about it. */
  got: string;
  allowed: string;
};

/** Where a problem is. */
export type Place = Pick<Problem, 'file' | 'line'>;

const MAX_CHARACTERS = 80;
const MAX_PATH_CHARACTERS = 4096;
const MAX_PROBLEMS = 20;
/** Levels and entries of JSON that fit into so few characters. */
const MAX_LEVELS = 16;
const MAX_ENTRIES = MAX_CHARACTERS;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{fffd}]/gu;

/** The problem as one line: `partners.csv line 3, mct_count: got "-1"; allowed: a whole number from 0 to 1000000`. */
export function formatProblem({ file, line, field, got, allowed }: Problem): string {
  const name = file === null ? null : escapeInvisible(file, MAX_PATH_CHARACTERS);
  const place = [name, line === null ? null : `line ${line}`].filter((part) => part !== null).join(' ');
  const where = [place, field].filter(Boolean).join(', ');
  return `${where === '' ? '' : `${where}: `}got ${got}; allowed: ${allowed}`;
}

/** Problems in one line; the first of many, so that an execution's cause (32,768 characters) has room for it. */
export function formatProblems(problems: readonly Problem[]): string {
  const more = problems.length - MAX_PROBLEMS;
  const lines = problems.slice(0, MAX_PROBLEMS).map(formatProblem);
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/**
 * A value of a file or of JSON as it can be printed: shortened, with everything invisible written out, and without the
 * credentials in an address.
 */
export function formatValue(value: unknown): string {
  if (value === undefined || value === '') return 'nothing';
  if (typeof value === 'string') return `"${escapeInvisible(withoutCredentials(value))}"`;
  return escapeInvisible(JSON.stringify(beginningOf(value)) ?? typeof value);
}

/**
 * As much of a value as can be shown: a value nested ten thousand times would overflow the stack of `JSON.stringify`.
 */
function beginningOf(value: unknown, level = 1): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return withoutCredentials(value);
  if (typeof value !== 'object' || value === null) return value;
  if (level > MAX_LEVELS) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => beginningOf(item, level + 1));
  const entries = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(entries.map(([name, item]) => [name, beginningOf(item, level + 1)]));
}

/** Text that cannot move, hide or break a line of output: control and direction characters become `\u{…}`. */
export function escapeInvisible(text: string, characters = MAX_CHARACTERS): string {
  const start = [...text.slice(0, characters * 2)].slice(0, characters).join('');
  const escaped = start.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  return start.length < text.length ? `${escaped}…` : escaped;
}
