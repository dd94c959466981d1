import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { checkSmokeTest } from '../../../shared/import/checks/smoke-test.ts';
import { DUE_INDEX, dueAttributes } from '../../../shared/store/keys.ts';
import { parseMergeInput } from '../../../shared/workflows/merge/merge-input.ts';

const PLACE = { file: 'partners.csv', line: 2 };
const check = (partnerId: string, isSmokeTest: boolean) =>
  checkSmokeTest(partnerId, PLACE, isSmokeTest).map(formatProblem);

describe('partners of the smoke test', () => {
  it('are refused in any other file, and others in its files', () => {
    expect(check('SMOKE-TEST-1', true)).toEqual([]);
    expect(check('P-1', false)).toEqual([]);
    expect(check('SMOKE-1', false)).toEqual([]);
    expect(check('SMOKE-TEST-1', false)).toEqual([
      'partners.csv line 2, partner_id: got "SMOKE-TEST-1"; allowed: no id that begins with SMOKE-TEST-: it is reserved for the smoke test',
    ]);
    expect(check('P-1', true)).toEqual([
      'partners.csv line 2, partner_id: got "P-1"; allowed: an id that begins with SMOKE-TEST-: it is reserved for the smoke test',
    ]);
  });

  it('are in no index: no scheduled run finds them', () => {
    const on = civilDateOf('2027-03-01');
    const attributesOf = (partnerId: string) =>
      dueAttributes(DUE_INDEX, 'renewal-notices', on, { partnerId, id: 'M-1' }, 1);
    expect(attributesOf('SMOKE-TEST-1')).toEqual({});
    expect(attributesOf('P-1')).toEqual({ dueWork: 'renewal-notices#0', dueOn: '2027-03-01#P-1#M-1' });
  });

  it('are merged with each other alone (R-MRG-1)', () => {
    const allowed = 'from: got "P-1"; allowed: a partner of the smoke test into another one of it, and no other';
    expect(parseMergeInput({ into: 'SMOKE-TEST-1', from: 'SMOKE-TEST-2' })).toMatchObject({ dryRun: false });
    expect(() => parseMergeInput({ into: 'SMOKE-TEST-1', from: 'P-1' })).toThrow(allowed);
    expect(() => parseMergeInput({ into: 'P-1', from: 'SMOKE-TEST-1' })).toThrow('a partner of the smoke test');
  });
});
