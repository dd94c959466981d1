/** Small changes to the code that cites a rule, each of which breaks what the code does there. */
import { readFileSync } from 'node:fs';
import { cites } from '../docs/citations.ts';

/** In `file`, `was` at `offset` becomes `becomes`. `line`: of the change, for people. */
export type Break = { file: string; line: number; offset: number; was: string; becomes: string };

/** What is changed, the most telling first. Only code is looked at: no comments, no imports, no types. */
const CHANGES: readonly [RegExp, (was: string) => string][] = [
  [/ (?:<=|>=|<|>) /g, (was) => ({ ' <= ': ' < ', ' >= ': ' > ', ' < ': ' <= ', ' > ': ' >= ' })[was] ?? was],
  [/ (?:===|!==) /g, (was) => (was === ' === ' ? ' !== ' : ' === ')],
  [/ (?:&&|\|\|) /g, (was) => (was === ' && ' ? ' || ' : ' && ')],
  [/\.(?:some|every)\(/g, (was) => (was === '.some(' ? '.every(' : '.some(')],
  [/(?<![\w.'])\d+(?![\w.'])/g, (was) => String(Number(was) + 1)],
  [/\.plus\(/g, () => '.minus('],
  [/\b(?:true|false)\b/g, (was) => (was === 'true' ? 'false' : 'true')],
  [/(?<== |\()'[a-z][a-z-]*'/g, (was) => `'no-${was.slice(1)}`],
  [/(?<=\w: )(?!string|number|boolean|unknown)[a-z][\w.]*(?=,| [},])/g, (was) => `${was} + 1`],
  [/(?<=return )(?=[a-z])/g, () => 'null ?? undefined ?? [] as never ?? '],
  [/(?<==> )(?=[a-z])/g, () => 'null as never ?? '],
];

/** Those of one file, the closest to where it cites the rule first. */
export function breaksOf(rule: string, file: string): Break[] {
  const text = readFileSync(file, 'utf8');
  return statementsOf(text, rule)
    .flatMap(({ text: statement, offset: start }) => {
      const cited = statement.search(new RegExp(`${rule}(?!\\d)`));
      const code = codeOf(statement);
      return CHANGES.flatMap(([what, change], weight) =>
        [...code.matchAll(what)].map(({ index, 0: was }) => ({
          ...{ file, line: text.slice(0, start + index).split('\n').length },
          ...{ offset: start + index, was, becomes: change(was), far: weight * 300 + Math.abs(index - cited) },
        })),
      );
    })
    .filter(({ was, becomes }) => was !== becomes)
    .sort((a, b) => a.far - b.far)
    .map(({ far: _, ...change }) => change);
}

export function broken(source: string, { offset, was, becomes }: Break): string {
  if (!source.startsWith(was, offset)) throw new Error(`no ${JSON.stringify(was)} at ${offset}`);
  return source.slice(0, offset) + becomes + source.slice(offset + was.length);
}

/** What stands at the beginning of a line, each with the comment before it; all of a file whose head cites the rule. */
function statementsOf(text: string, rule: string): { text: string; offset: number }[] {
  const starts = [...text.matchAll(/^(?=\S)(?![)\]}*]|\/\/)/gm)].map(({ index }) => index);
  const begins = starts.filter((start, place) => place === 0 || !isComment(text.slice(starts[place - 1], start)));
  const pieces = begins.map((offset, place) => ({ offset, text: text.slice(offset, begins[place + 1]) }));
  const [head = ''] = text.split(/^import/m, 1);
  return cites(head, rule) ? [{ offset: 0, text }] : pieces.filter((piece) => cites(piece.text, rule));
}

const isComment = (piece: string): boolean => /^\/\*\*[\s\S]*\*\/\s*$/.test(piece) && !/\*\/\s*\S/.test(piece.trim());

/** With spaces for everything that is no code. */
function codeOf(text: string): string {
  const blank = (piece: string) => piece.replace(/[^\n]/g, ' ');
  return text
    .replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, blank)
    .replace(/^import[^;]*;$/gm, blank)
    .replace(/^(?:export )?(?:type|interface) \w+[\s\S]*?^(?:\};?|\);)$|^(?:export )?type [^;{]*;$/gm, blank);
}
