import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { newClaims } from '../../../../shared/domain/notices/ledger.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry, mustExpire } from '../../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { config, date, facts, membership, on, withAnswers } from '../support.ts';

const STAGES = [-30, -15, -1, 1, 15, 23, 30];
const stateOf = (after: Membership, stage: number) => after.notices[String(stage)]?.notices[0]?.state.status ?? null;

describe('R-NOT-4: any gap of 0–60 days', () => {
  it('ends in the same state: every stage sent or skipped once, at most one notice a day, expired from AD+31', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 60 }), (start, length) => {
        const ad = date('2027-09-01');
        let current = membership();
        for (let day = -40; day <= 101; day += 1) {
          if (day >= start && day < start + length) continue;
          const asOf = addDays(ad, day);
          const noticed = decideNotices(facts({ membership: current }), on(asOf)).membership;
          const claims = newClaims(current.notices, noticed.notices);
          expect(claims.length).toBeLessThanOrEqual(1);
          for (const { record } of claims) expect(record.decidedOn).toBe(asOf);
          current = withAnswers(noticed);
          if (mustExpire(current, asOf))
            current = withAnswers(decideExpiry(facts({ membership: current }), on(asOf)).membership);
        }
        expect(current.status).toEqual({ name: 'expired', expiredOn: '2027-10-02' });
        expect(stateOf(current, 31)).toBe('sent');
        for (const stage of STAGES) expect(['sent', 'skipped']).toContain(stateOf(current, stage));
        expect(dueDates(current, config())).toEqual({ notices: null, expiry: null });
      }),
      { numRuns: 150 },
    );
  });
});
