import { describe, expect, it } from 'vitest';
import { formatProblem, formatProblems, formatValue } from '../../../shared/domain/core/problem.ts';

describe('formatProblem writes one line', () => {
  const problem = { file: 'partners.csv', line: 3, field: 'mct_count', got: '"-1"', allowed: '0 or more' };

  it.each([
    [problem, 'partners.csv line 3, mct_count: got "-1"; allowed: 0 or more'],
    [{ ...problem, field: null }, 'partners.csv line 3: got "-1"; allowed: 0 or more'],
    [{ ...problem, line: null }, 'partners.csv, mct_count: got "-1"; allowed: 0 or more'],
    [{ ...problem, file: null, line: null }, 'mct_count: got "-1"; allowed: 0 or more'],
    [{ ...problem, file: null, line: null, field: null }, 'got "-1"; allowed: 0 or more'],
  ])('%j', (given, said) => expect(formatProblem(given)).toBe(said));
});

it('formatProblem writes one line for a file with a hostile name', () => {
  const said = formatProblem({ file: 'a\n\u202eb.csv', line: null, field: null, got: 'nothing', allowed: 'a folder' });
  expect(said).toBe('a\\u{a}\\u{202e}b.csv: got nothing; allowed: a folder');
});

it("formatProblems writes the first of many problems, within the limit of an execution's cause", () => {
  const problem = {
    file: null,
    line: null,
    field: 'f'.repeat(80),
    got: formatValue('\u202e'.repeat(80)),
    allowed: 'text',
  };
  const said = formatProblems(Array.from({ length: 50 }, () => problem));
  expect(said).toMatch(/; and 30 more$/);
  expect(said.length).toBeLessThan(32_768);
  expect(formatProblems([problem, problem])).toBe(`${formatProblem(problem)}; ${formatProblem(problem)}`);
});

/** Lists in lists. */
const nested = (levels: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
};

describe('a value in a problem is shown', () => {
  it.each([
    ['shortened', 'x'.repeat(50_000_000), `"${'x'.repeat(80)}…"`],
    ['shortened between characters', '\u{1f469}'.repeat(200), `"${'\u{1f469}'.repeat(80)}…"`],
    ['with control characters written out', 'a\r\nb\u0000\u001b[31m', '"a\\u{d}\\u{a}b\\u{0}\\u{1b}[31m"'],
    ['with direction marks written out', '\u202eevil\u202c', '"\\u{202e}evil\\u{202c}"'],
    ['as JSON when it is no text', { a: [1, null] }, '{"a":[1,null]}'],
    ['as far as it can be when it nests without end', nested(100_000), `${'['.repeat(16)}"…"${']'.repeat(16)}`],
    ['as its digits when JSON has no such number', 10n, '"10"'],
    ['as nothing when there is nothing', '', 'nothing'],
    ['as nothing when it is not there', undefined, 'nothing'],
  ])('%s', (_, value, text) => expect(formatValue(value)).toBe(text));
});
