import { describe, expect, it } from 'vitest';
import { dueDates } from '../../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry } from '../../../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { config, facts, on, partner, withAnswers } from '../../support.ts';
import { about, claimedOn, idOf, KIM } from './decided.ts';

describe('R-EXP-1: an expiry', () => {
  const noticed = withAnswers(decideNotices(facts(), on('2027-08-17')).membership);
  const expired = decideExpiry(facts({ membership: noticed }), on('2027-10-04'));
  const inputs = { anniversary: '2027-09-01', windowClosed: '2027-10-01', asOf: '2027-10-04' };
  const reason = 'unpaid when the window closed on 2027-10-01';

  it('is one line of the report', () => {
    expect(expired.decisions).toEqual([{ ...about, what: 'expired', stage: 31, rule: 'R-EXP-1', reason, inputs }]);
  });

  it('claims its notice, and skips stages that were missed, not those that were sent', () => {
    const { notices } = expired.membership;
    expect(notices['31']).toEqual({
      stage: 31,
      period: '7',
      decidedOn: '2027-10-04',
      runId: 'run-2027-10-04',
      at: '2027-10-04T08:00:00Z',
      rule: 'R-EXP-1',
      reason,
      inputs,
      notices: [{ ...KIM, noticeId: idOf('31'), kind: 'expired', state: claimedOn('2027-10-04') }],
    });
    expect(notices['-15']?.notices[0]?.state.status).toBe('sent');
    for (const stage of [-1, 1, 15, 23, 30])
      expect(notices[String(stage)]).toMatchObject({
        stage,
        rule: 'R-NOT-3',
        reason: 'superseded by the expiry notice',
        notices: [
          { noticeId: idOf(String(stage)), kind: 'renewal', state: { status: 'skipped', reason: 'superseded' } },
        ],
      });
  });

  it('R-ROLE-4: is reported to the operators if there is no admin', () => {
    const alone = decideExpiry(facts({ partner: partner({ contacts: [] }) }), on('2027-10-02')).membership;
    expect(alone.notices['31']).toMatchObject({
      rule: 'R-ROLE-4',
      notices: [{ kind: 'operator-alert', to: 'operators@vendor.example' }],
    });
  });

  it('happens once', () => {
    const again = decideExpiry(facts({ membership: expired.membership }), on('2027-10-05'));
    expect(again).toEqual({ membership: expired.membership, decisions: [] });
  });

  it('R-NOT-2: is not due because a reminder is open', () => {
    const reminded = decideNotices(facts(), on('2027-08-02')).membership;
    expect(dueDates(reminded, config())).toEqual({ notices: '2027-08-02', expiry: '2027-10-02' });
  });

  it('R-NOT-2: is due again while its notice is open, and the reminders are not', () => {
    expect(dueDates(expired.membership, config())).toEqual({ notices: null, expiry: '2027-10-04' });
    expect(dueDates(withAnswers(expired.membership), config())).toEqual({ notices: null, expiry: null });
  });
});
