/** What a preparation says on the terminal. */
import { escapeInvisible } from '../../../shared/domain/core/problem.ts';
import { fileNameOf } from '../../../shared/import/files.ts';
import type { Change, Question } from './findings.ts';
import type { Preparation } from './prepare.ts';

/** Kinds of changes that have a line. */
const MOST_KINDS = 40;

/** All questions, and the map that answers them. */
export function describeQuestions(questions: readonly Question[]): string[] {
  const lines = questions.map(({ file, column, asks, choices, options }) => {
    const where = column === null ? file : `${file}, ${column}`;
    const also = options.length === 0 ? '' : `; for all such columns: ${options.join(' or ')}`;
    return `${escapeInvisible(`${where}: ${asks} Choices: ${choices.join(', ')}${also}`, 1_000)}`;
  });
  return [
    ...lines,
    '',
    'Put the answers into a file for --map, each in the place of its choices (null without quotes):',
    '',
    ...JSON.stringify(skeletonOf(questions), null, 2).split('\n'),
  ];
}

/** A map with a place for each answer. */
export function skeletonOf(questions: readonly Question[]): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const { file, place, choices } of questions) {
    const path = [file, ...place];
    let at = map;
    for (const name of path.slice(0, -1)) {
      const next = Object.hasOwn(at, name) ? at[name] : undefined;
      const inner = typeof next === 'object' && next !== null ? next : {};
      at[name] = inner;
      at = inner as Record<string, unknown>;
    }
    at[path.at(-1) ?? ''] = `? ${choices.join(' | ')}`;
  }
  return map;
}

/** Changes by their kind, the most frequent first. */
export function describeChanges(changes: readonly Change[]): string[] {
  // What stands in brackets is about one row.
  const counts = Map.groupBy(changes, ({ why }) => why.replace(/ \(row [^)]*\)$/, ''));
  const sorted = [...counts].sort(([, a], [, b]) => b.length - a.length);
  const width = String(sorted[0]?.[1].length ?? 0).length;
  const lines = sorted
    .slice(0, MOST_KINDS)
    .map(([why, same]) => `  ${String(same.length).padStart(width)}  ${why}${exampleOf(same[0])}`);
  return sorted.length > MOST_KINDS ? [...lines, `  … and ${sorted.length - MOST_KINDS} more kinds`] : lines;
}

function exampleOf(change: Change | undefined): string {
  if (change === undefined || change.from === '' || change.to === '') return '';
  return `, e.g. "${escapeInvisible(change.from, 30)}" is "${escapeInvisible(change.to, 30)}"`;
}

/** Files and sheets that are left out as a whole. */
export const describeLeftOut = (changes: readonly Change[]): string[] =>
  changes
    .filter(({ file, row, from, to }) => row === null && from === file && to === '')
    .map(({ file, why }) => `${escapeInvisible(file)}: ${why}`);

export const describeSources = ({ read }: Preparation): string[] =>
  read.map(({ file, kind, rows }) => `${escapeInvisible(file)} is ${fileNameOf(kind)}: ${rows} rows`);
