import { expect, it } from 'vitest';
import type { StageRecord } from '../../../shared/domain/notices/notice-state.ts';
import { explainLedger } from '../../../shared/workflows/explain/ledger.ts';
import { date } from '../rules/support.ts';

const ids = { partnerId: 'P-1', membershipId: null, workflow: 'directory-submission', noticeId: undefined };
const record = (reason: string): StageRecord => ({
  stage: null,
  period: '2027-02',
  decidedOn: date('2027-02-07'),
  runId: 'r-1',
  at: '2027-02-07T08:00:00Z',
  rule: 'R-DIR-3',
  reason,
  inputs: {},
  notices: [],
});

it('explain lists decisions made at one instant in the order of their keys, whatever order the table returns', () => {
  const reasons = (...keys: string[]) =>
    explainLedger(Object.fromEntries(keys.map((key) => [key, record(key)])), ids).map(({ reason }) => reason);
  expect(reasons('visible', 'incomplete')).toEqual(['incomplete', 'visible']);
  expect(reasons('incomplete', 'visible')).toEqual(['incomplete', 'visible']);
});
