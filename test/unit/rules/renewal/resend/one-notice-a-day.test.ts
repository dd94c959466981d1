/** At most one renewal notice per membership, recipient and run date, also where the anniversary was corrected. */
import { describe, expect, it } from 'vitest';
import { anniversary, type Membership } from '../../../../../shared/domain/memberships/membership.ts';
import { ledgerOfAnniversary } from '../../../../../shared/domain/notices/earlier-anniversary.ts';
import { withNoticeState } from '../../../../../shared/domain/notices/ledger.ts';
import type { NoticeState } from '../../../../../shared/domain/notices/notice-state.ts';
import { isToldOn } from '../../../../../shared/domain/notices/told-on.ts';
import { dueDates } from '../../../../../shared/domain/renewal/due-dates.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { config, contact, date, facts, on, partner, withAnswers } from '../../support.ts';
import { admins, resend, UNDELIVERABLE, withNotice, withStateOf } from './resend-support.ts';

/** AD 2027-09-01 corrected on a day: bought on another one of 2020. */
function correctedOn(day: string, before: Membership, purchasedOn: string): Membership {
  const after = { ...before, purchasedOn: date(purchasedOn) };
  const by = { at: `${day}T10:00:00Z`, runId: 'correction' };
  return {
    ...after,
    notices: ledgerOfAnniversary(before.notices, anniversary(before), anniversary(after), by),
  };
}
const noticesOn = (day: string, membership: Membership, who = admins) =>
  decideNotices(facts({ membership, partner: who }), on(day));
const statesOf = ({ notices }: Membership, key: string) => notices[key]?.notices.map(({ state }) => state.status);

/** Stage −15 of AD 2027-09-01 was sent on 2027-08-17; bought on 2020-08-18, the AD is 2027-08-18: −1 is due that day. */
const told = withNotice('2027-08-17');
const corrected = correctedOn('2027-08-17', told, '2020-08-18');

describe('R-NOT-3, R-MEM-9: a stage of a corrected anniversary', () => {
  it('waits for the next run where somebody was told on that day of the one before', () => {
    expect(noticesOn('2027-08-17', corrected)).toEqual({ membership: corrected, decisions: [] });
    expect(dueDates(corrected, config()).notices).toBe('2027-07-19');
    const { membership: next } = noticesOn('2027-08-18', corrected);
    expect([statesOf(next, '-15'), statesOf(next, '-1')]).toEqual([
      ['skipped', 'skipped'],
      ['claimed', 'claimed'],
    ]);
  });

  it('waits where a claim of that day had no answer, and not where it bounced, is of an earlier day, or of somebody else', () => {
    const claimed = noticesOn('2027-08-17', withNotice('2027-08-02')).membership;
    const unsure = correctedOn('2027-08-17', claimed, '2020-08-18');
    expect(statesOf(unsure, '-15@2027-09-01')).toEqual(['uncertain', 'uncertain']);
    expect(noticesOn('2027-08-17', unsure).decisions).toEqual([]);
    const bounced = [0, 1].reduce((m, index) => withStateOf(m, '-15', index, UNDELIVERABLE), told);
    const others = partner({ contacts: [contact({ email: 'dana@contoso.example' })] });
    const free = [
      noticesOn('2027-08-17', correctedOn('2027-08-17', bounced, '2020-08-18')),
      noticesOn('2027-08-18', corrected),
      noticesOn('2027-08-17', corrected, others),
    ];
    for (const { membership } of free) expect(statesOf(membership, '-1')).toContain('claimed');
  });

  it('is skipped at once where its window had closed, and where the renewal is declined', () => {
    const closed = correctedOn('2027-08-17', told, '2020-07-10');
    expect(statesOf(noticesOn('2027-08-17', closed).membership, '30')).toEqual(['skipped', 'skipped']);
    const declined = { ...corrected, declined: { on: date('2027-08-17'), ticket: 'T-1', stamp: null } };
    expect(statesOf(noticesOn('2027-08-17', declined).membership, '-1')).toEqual(['skipped', 'skipped']);
  });

  it('is not resent on that day to whom the one before was sent', () => {
    const back = correctedOn('2027-08-18', withAnswers(noticesOn('2027-08-18', corrected).membership), '2020-09-01');
    expect(statesOf(back, '-15')).toEqual(['sent', 'sent']);
    const reason = 'a notice of the anniversary before the correction was sent on this day: at most one a day';
    expect(resend(back, '2027-08-18', 'bo@contoso.example')).toEqual({
      outcome: 'refused',
      refusal: { rule: 'R-NOT-3', reason, inputs: {} },
    });
    expect(resend(back, '2027-08-19', 'bo@contoso.example')).toMatchObject({ to: ['bo@contoso.example'] });
  });
});

describe('R-NOT-3: a stage that is configured when a later one was decided', () => {
  const more = config({ noticeStages: [-60, ...config().noticeStages] });

  it('is superseded, and sent to nobody', () => {
    const { membership, decisions } = decideNotices(
      facts({ membership: told, partner: admins, config: more }),
      on('2027-08-18'),
    );
    expect(statesOf(membership, '-60')).toEqual(['skipped', 'skipped']);
    expect(decisions).toMatchObject([
      { what: 'notice-skipped', stage: -60, reason: 'superseded by stage -15, which was decided before' },
    ]);
  });

  it('does not hinder that the later one is sent again', () => {
    const asked = resend(told, '2027-08-18', 'kim@contoso.example', 'C-1', { config: more });
    expect(asked).toMatchObject({ outcome: 'resent', stage: -15, to: ['kim@contoso.example'] });
  });

  it('goes out where none was decided yet', () => {
    const early = decideNotices(facts({ partner: admins, config: more }), on('2027-07-03'));
    expect(statesOf(early.membership, '-60')).toEqual(['claimed', 'claimed', 'claimed']);
  });
});

describe('R-NOT-3: a person told on a day', () => {
  const kim = { to: 'KIM@contoso.example' };

  it('is known in any letter case, of renewal notices only', () => {
    expect(isToldOn(told.notices, kim, date('2027-08-17'))).toBe(true);
    expect(isToldOn(told.notices, kim, date('2027-08-18'))).toBe(false);
    expect(isToldOn(told.notices, { to: 'dana@contoso.example' }, date('2027-08-17'))).toBe(false);
    const record = told.notices['-15']!;
    const notices = record.notices.map((entry) => ({ ...entry, kind: 'renewal-at-risk' as const }));
    expect(isToldOn({ risk: { ...record, notices } }, kim, date('2027-08-17'))).toBe(false);
  });

  it('is known of a notice that was sent again since', () => {
    const again = resend(told, '2027-08-20', 'kim@contoso.example');
    if (again.outcome !== 'resent') throw new Error('refused');
    const { noticeId } = again.membership.notices['-15']!.notices.find(({ to }) => to === 'kim@contoso.example')!;
    const sent: NoticeState = { status: 'sent', messageId: 'm-2', on: date('2027-08-20'), subject: '' };
    const ledger = withNoticeState(again.membership.notices, noticeId, sent);
    expect(['2027-08-17', '2027-08-20', '2027-08-21'].map((day) => isToldOn(ledger, kim, date(day)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
