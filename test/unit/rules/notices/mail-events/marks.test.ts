/** What events say about one address leaves what is known about others alone (R-NOT-7, R-NOT-8). */
import { describe, expect, it } from 'vitest';
import type { MailEvent } from '../../../../../shared/domain/notices/mail-events/mail-event.ts';
import { claimUndeliveredAlert } from '../../../../../shared/domain/notices/mail-events/undelivered.ts';
import { withBouncesInARow, withUnreachable } from '../../../../../shared/domain/notices/mail-events/unreachable.ts';
import type { NoticeEntry, StageRecord } from '../../../../../shared/domain/notices/notice-state.ts';
import { contact, date, on, partner } from '../../support.ts';
import { entry, record, sent } from '../ledger-entries.ts';

const day = date('2027-08-02');
const [EIGHT, NINE, TEN] = ['08', '09', '10'].map((hour) => `2027-08-02T${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];
const KIM = 'kim@contoso.example';
const BO = 'bo@contoso.example';
const FORMER = 'former@contoso.example';
const both = partner({ contacts: [contact({ email: KIM }), contact({ email: BO })] });
const toKim = { to: KIM, noticeId: 'N-1' };
const about = { noticeId: 'N-1', messageId: 'M', subject: 's', mailedAt: EIGHT };
const bounce = (at: string): MailEvent => ({ ...about, what: 'lost', reason: 'gone', loss: 'permanent', at });
const complaint = (at: string): MailEvent => ({ ...about, what: 'complaint', at });
const notSpam = (at: string): MailEvent => ({ ...about, what: 'not-spam', at });
const marked = (address: string, cause: 'complaint' | 'bounce' | 'bounces-in-a-row', at = EIGHT) =>
  ({ address, since: day, cause, at, noticeId: 'N-0', stamp: null }) as const;

describe('R-NOT-7: an address for which an operator has vouched', () => {
  const vouched = { ...both, vouchedAt: NINE };

  it('is marked by what happened after that, not by what happened until then', () => {
    expect(withUnreachable(vouched, toKim, bounce(EIGHT), day)).toBe(vouched);
    expect(withUnreachable(vouched, toKim, bounce(NINE), day)).toBe(vouched);
    expect(withUnreachable(vouched, toKim, bounce(TEN), day).unreachable).toMatchObject([{ address: KIM, at: TEN }]);
  });
});

describe('R-NOT-8: a report that a mail is no spam', () => {
  it('takes away the mark of its own address, and leaves the others', () => {
    const before = { ...both, unreachable: [marked(KIM, 'complaint'), marked(BO, 'complaint')] };
    expect(withUnreachable(before, toKim, notSpam(NINE), day).unreachable).toEqual([marked(BO, 'complaint')]);
  });

  it('replaces the earlier one of its address; those of others stay as long as they are contacts', () => {
    const told = (address: string, at = EIGHT) => ({ address, at });
    const before = { ...both, notSpam: [told(KIM), told(BO), told(FORMER)] };
    expect(withUnreachable(before, toKim, notSpam(NINE), day).notSpam).toEqual([told(BO), told(KIM, NINE)]);
    expect(withUnreachable(before, toKim, notSpam(EIGHT), day)).toBe(before);
    expect(withUnreachable({ ...both, notSpam: [told(KIM, TEN)] }, toKim, notSpam(NINE), day).notSpam).toEqual([
      told(KIM, TEN),
    ]);
    expect(withUnreachable(both, toKim, notSpam(NINE), day).notSpam).toEqual([told(KIM, NINE)]);
  });

  it('says nothing about the complaint of somebody else', () => {
    const before = { ...both, notSpam: [{ address: BO, at: TEN }] };
    expect(withUnreachable(before, toKim, complaint(NINE), day).unreachable).toMatchObject([{ address: KIM }]);
  });
});

describe('R-NOT-7: bounces in a row', () => {
  const bounced = [EIGHT, NINE].map((at, index) => ({ noticeId: `N-${index}`, at, mailedAt: at }));
  const row = { limit: 2, on: day, stamp: null };

  it('mark an address once, and not where another cause did', () => {
    const known = { ...both, unreachable: [marked(KIM, 'bounces-in-a-row', TEN)] };
    expect(withBouncesInARow(known, KIM, bounced, row)).toBe(known);
    const complained = { ...both, unreachable: [marked(KIM, 'complaint')] };
    expect(withBouncesInARow(complained, KIM, bounced, row)).toBe(complained);
    expect(withBouncesInARow(complained, KIM, [], row)).toBe(complained);
  });

  it('take away that mark alone when they are in a row no more', () => {
    const before = { ...both, unreachable: [marked(BO, 'bounce'), marked(KIM, 'bounces-in-a-row')] };
    expect(withBouncesInARow(before, KIM, bounced.slice(0, 1), row).unreachable).toEqual([marked(BO, 'bounce')]);
  });
});

describe('R-NOT-7: the alert that a notice reached nobody', () => {
  const undeliverable = (to: string, fields: Partial<NoticeEntry> = {}) =>
    entry('n', { status: 'undeliverable', reason: 'x'.repeat(200) }, { to, ...fields });
  const alertOf = (told: StageRecord) =>
    claimUndeliveredAlert(
      told,
      {},
      { partnerId: 'P-1', subject: 'M1', period: '7', key: 'undelivered' },
      on('2027-08-03'),
    );

  it('names the recipients at the partner with the reason of each, cut to 150 characters', () => {
    const notices = [
      undeliverable('operators@vendor.example', { role: 'operator' }),
      undeliverable(KIM, { kind: 'renewed' }),
      entry('o', sent, { to: BO }),
    ];
    const alert = alertOf({ ...record(1, ...notices), inputs: { anniversary: '2027-09-01' } });
    expect(alert).toMatchObject({
      reason: 'a notice reached none of its recipients: the operators are told',
      inputs: {
        undelivered: {
          notice: 'renewed',
          stage: 1,
          anniversary: '2027-09-01',
          recipients: [
            { to: KIM, reason: 'x'.repeat(150) },
            { to: BO, reason: '' },
          ],
          more: 0,
        },
      },
    });
  });

  it('names ten of them, and no anniversary where the notice has none', () => {
    const many = Array.from({ length: 12 }, (_, index) => undeliverable(`a${index}@contoso.example`));
    const undelivered = alertOf(record(-30, ...many))?.inputs.undelivered as { recipients: unknown[] };
    expect(undelivered).toMatchObject({ anniversary: null, more: 2 });
    expect(undelivered.recipients).toHaveLength(10);
  });

  it('is of a renewal where the record has no copies any more', () => {
    expect(alertOf(record(-30))?.inputs).toMatchObject({ undelivered: { notice: 'renewal', recipients: [] } });
  });
});
