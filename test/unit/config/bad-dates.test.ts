import { expect, it } from 'vitest';
import { parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';

const problemsOf = (json: object): string[] => {
  const parsed = parseProgramConfig(json);
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
};
const DATE = 'allowed: a date that exists, written YYYY-MM-DD, from 1900 to 2999';

it('a date that is none is one problem, not the measure of another', () => {
  const extension = { id: 'x', anniversaryFrom: '\u202ex', anniversaryTo: '2021-06-30', offers: ['competency'] };
  expect(
    problemsOf({ programYears: [{ from: 'x', to: '2027-06-30', requirements: [] }], extensions: [extension] }),
  ).toEqual([
    `program.json, extensions[0].anniversaryFrom: got "\\u{202e}x"; ${DATE}`,
    `program.json, programYears[0].from: got "x"; ${DATE}`,
  ]);
});

it('years are compared with those that have dates', () => {
  const year = { from: '2026-07-01', to: '2027-06-30', requirements: [] };
  expect(problemsOf({ programYears: [year, { ...year, to: 'zzzz' }] })).toEqual([
    `program.json, programYears[1].to: got "zzzz"; ${DATE}`,
  ]);
});

it('a minus zero is a zero', () => {
  expect(parseProgramConfig(JSON.parse('{"noticeStages":[-0],"programYears":[]}'))).toMatchObject({
    config: { noticeStages: [0] },
  });
});
