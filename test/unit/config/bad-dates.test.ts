import { expect, it } from 'vitest';
import { parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';

const problemsOf = (json: object): string[] => {
  const parsed = parseProgramConfig(json);
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
};
const DATE = 'allowed: a date that exists, written YYYY-MM-DD, from 1900 to 2999';

it('an invalid date is one problem, and is not compared with other dates', () => {
  const extension = { id: 'x', anniversaryFrom: '\u202ex', anniversaryTo: '2021-06-30', offers: ['competency'] };
  expect(
    problemsOf({ programYears: [{ from: 'x', to: '2027-06-30', requirements: [] }], extensions: [extension] }),
  ).toEqual([
    `program.json, extensions[0].anniversaryFrom: got "\\u{202e}x"; ${DATE}`,
    `program.json, programYears[0].from: got "x"; ${DATE}`,
  ]);
});

it('program years with an invalid date are left out of the overlap check', () => {
  const year = { from: '2026-07-01', to: '2027-06-30', requirements: [] };
  expect(problemsOf({ programYears: [year, { ...year, to: 'zzzz' }] })).toEqual([
    `program.json, programYears[1].to: got "zzzz"; ${DATE}`,
  ]);
});

it('minus zero is read as zero', () => {
  expect(parseProgramConfig(JSON.parse('{"noticeStages":[-0],"programYears":[]}'))).toMatchObject({
    config: { noticeStages: [0] },
  });
});
