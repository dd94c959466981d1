import { expect, it } from 'vitest';
import { problemLines } from '../../../infra/local/simulation/input/problem-lines.ts';
import type { Problem } from '../../../shared/domain/core/problem.ts';

const problem = (line: number, field: string): Problem => ({
  file: 'partners.csv',
  line,
  field,
  got: `"${line}"`,
  allowed: `what ${field} allows`,
});
const lineOf = (line: number, field: string) =>
  `partners.csv line ${line}, ${field}: got "${line}"; allowed: what ${field} allows`;

it('problems of some rows are told in the order of the rows, whatever else is wrong in between', () => {
  const problems = [problem(2, 'country'), problem(3, 'name'), problem(4, 'country'), problem(5, 'name')];
  expect(problemLines(problems)).toEqual([
    lineOf(2, 'country'),
    lineOf(3, 'name'),
    lineOf(4, 'country'),
    lineOf(5, 'name'),
  ]);
});

it('the problem of many rows is one line, at the place of the first of them', () => {
  const many = Array.from({ length: 11 }, (_, index) => problem(index * 2 + 3, 'country'));
  const problems = [problem(2, 'name'), many[0], problem(4, 'name'), ...many.slice(1), problem(30, 'name')];
  expect(problemLines(problems as Problem[])).toEqual([
    lineOf(2, 'name'),
    `11 rows: ${lineOf(3, 'country')} (lines 3, 5, 7, …)`,
    lineOf(4, 'name'),
    lineOf(30, 'name'),
  ]);
});
