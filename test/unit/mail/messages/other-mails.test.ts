import { describe, expect, it } from 'vitest';
import type { Missing } from '../../../../shared/domain/offers/shortfall.ts';
import type { Locale } from '../../../../shared/domain/partners/partner.ts';
import { compose, visible } from '../samples/all-contents.ts';
import {
  expired,
  listingIncomplete,
  listingVisible,
  operatorAlert,
  paymentReversed,
  renewal,
  renewed,
} from '../samples/contents.ts';
import { ACTION_PACK, day, GOLD, SILVER } from '../samples/parts.ts';

describe('the expiry notice (R-EXP)', () => {
  it.each([
    ['en', 'must be licensed commercially or uninstalled', 'You can purchase the membership again', 'reactivated'],
    ['ko-KR', '상용 라이선스로 전환하거나 제거해야 합니다', '새로 구매할 수 있습니다', '다시 활성화'],
    ['zh-CN', '必须获得商业许可或予以卸载', '重新购买', '重新激活'],
    ['zh-TW', '必須取得商業授權或予以解除安裝', '重新購買', '重新啟用'],
  ] as const)(
    'names, in %s, the software, a new purchase, and a payment in time that is still on its way',
    (locale, ...told) => {
      const mail = compose(expired(), locale);
      for (const words of told) {
        expect(mail.text).toContain(words);
        expect(visible(mail.html)).toContain(words);
      }
    },
  );

  it('tells when it expired and which day was the last', () => {
    const { subject, text } = compose(expired());
    expect(subject).toBe('Membership expired: Gold Data Analytics – Contoso');
    expect(text).toContain('Expiry date: October 2, 2021');
    expect(text).toContain('no payment of the annual fee was recorded by October 1, 2021');
  });

  it('announces the withdrawal of the listing only if there was one (R-LIC-6)', () => {
    const withdrawn = 'which is withdrawn from the Learning Partner directory with the next submission';
    expect(compose(expired()).text).toContain(withdrawn);
    expect(compose(expired({ terms: ACTION_PACK, losses: [{ code: 'benefits' }] })).text).not.toContain(withdrawn);
  });
});

describe('the confirmation', () => {
  it.each([
    ['en', 'As of March 15, 2027, membership A-9 takes its place', 'Paid on'],
    ['ko-KR', '다른 멤버십(A-9)', '결제 날짜'],
    ['zh-CN', '由会员资格 A-9 接续', '付款日期'],
    ['zh-TW', '由會員資格 A-9 接續', '付款日期'],
  ] as const)('R-REN-6: names, in %s, what takes the place of what was paid, and no next window', (locale, ...told) => {
    const continuesIn = { membershipId: 'A-9', on: day('2027-03-15') };
    const mail = compose(renewed({ kind: 'reinstated', continuesIn }), locale);
    for (const words of told) {
      expect(mail.text).toContain(words);
      expect(visible(mail.html)).toContain(words);
    }
    expect(mail.text).not.toMatch(/window|갱신 기간|续订期|續約期間|2022/);
  });

  it('gives the new AD and the next window (R-REN-2)', () => {
    const { subject, text } = compose(renewed());
    expect(subject).toBe('Membership renewed: Gold Data Analytics – Contoso');
    expect(text).toContain('Paid on: September 20, 2021');
    expect(text).toContain('New anniversary date: September 1, 2022');
    expect(text).toContain('Next renewal window: September 2, 2022 – October 1, 2022');
    expect(text).not.toContain('level');
  });

  it('says from which level to which a membership fell back (R-REN-4)', () => {
    const { text } = compose(renewed({ terms: SILVER, ended: [GOLD] }));
    expect(text).toContain('Before: Gold Data Analytics competency with Learning option.');
    expect(text).toContain('Now: Silver Data Analytics competency with Learning option.');
  });

  it.each<[Locale, RegExp]>([
    ['en', /in time|recorded on that day/],
    ['ko-KR', /기한 내/],
    ['zh-CN', /按时/],
    ['zh-TW', /如期/],
  ])('R-NOT-9: does not say in %s that a payment by override was made in time (R-REN-7)', (locale, inTime) => {
    expect(compose(renewed({ kind: 'reinstated' }), locale).text).toMatch(inTime);
    const { text } = compose(renewed({ kind: 'reinstated', paidOn: day('2021-10-20'), isInTime: false }), locale);
    expect(text).not.toMatch(inTime);
  });

  it('says of a reinstated membership that it had expired and was paid in time (R-REN-6)', () => {
    const { subject, text } = compose(renewed({ kind: 'reinstated' }));
    expect(subject.startsWith('Membership reactivated: ')).toBe(true);
    expect(text).toContain('had expired. Its annual fee was paid in time, on September 20, 2021');
  });
});

describe('the mails about the directory (R-DIR)', () => {
  it('name every missing point of a listing, and the day of the submission', () => {
    const { subject, text } = compose(
      listingIncomplete([
        { code: 'name-missing' },
        { code: 'url-refused', url: 'http://contoso.example/learn', reason: 'not-https' },
        { code: 'not-attested', statement: 'no-competitors' },
      ]),
    );
    expect(subject).toBe('Directory listing incomplete: September 2021 – Contoso');
    expect(text).toContain('before September 20, 2021');
    expect(text).toContain('- Display name: The name is missing.');
    expect(text).toContain('- Landing page: http://contoso.example/learn: the address must begin with https://.');
    expect(text).toContain('- Attestation: Please attest that no competitors are shown on the landing page.');
    expect(text).not.toContain('country');
  });

  it.each(['en', 'ko-KR', 'zh-CN', 'zh-TW'] as const)(
    'have a different text for each problem in %s',
    (locale: Locale) => {
      const points = compose(listingIncomplete(), locale)
        .text.split('\n')
        .filter((line) => line.startsWith('- '));
      expect(points).toHaveLength(15);
      expect(new Set(points).size).toBe(15);
    },
  );

  it('link a landing page that is visible', () => {
    const { text, html } = compose(listingVisible());
    expect(text).toContain('Visible since October 7, 2021');
    expect(text).toContain('Landing page: https://learn.contoso.example/microsoft?a=1&b=2');
    expect(html).toContain('href="https://learn.contoso.example/microsoft?a=1&amp;b=2"');
  });

  it('have a long address of a landing page in full if it is to be followed', () => {
    const url = `https://learn.contoso.example/${'a'.repeat(200)}`;
    const { text, html } = compose(listingVisible({ url }));
    expect(text).toContain(`Landing page: ${url}\n`);
    expect(html).toContain(`href="${url}"`);
    expect(visible(html)).not.toContain(url);
  });
});

describe('the alert to operators (R-ROLE-4)', () => {
  it('says who, what, and what to do', () => {
    const { subject, text } = compose(operatorAlert());
    expect(subject).toBe('Operator alert: Nobody to notify at Contoso (P-00042)');
    expect(text).toContain('The renewal notice of stage −15 (15 days before the anniversary date)');
    expect(text).toContain('for the anniversary date September 1, 2021, was not sent');
    expect(text).toContain('Membership: M7');
    expect(text).toContain('set-contacts');
  });

  it.each([
    [-1, 'renewal notice of stage −1 (1 day before the anniversary date)'],
    [0, 'renewal notice of stage +0 (on the anniversary date)'],
    [23, 'renewal notice of stage +23 (23 days after the anniversary date)'],
    [31, 'expiry notice of stage +31 (31 days after the anniversary date)'],
  ])('names stage %i', (stage, words) => {
    const alert = { code: 'no-recipient', notice: 'renewal', stage, anniversary: day('2021-09-01') } as const;
    expect(compose(operatorAlert({ alert })).text).toContain(words);
  });

  it.each([
    ['renewed', 'The confirmation of the renewal, for the anniversary date September 1, 2021, was not sent'],
    ['reinstated', 'The confirmation of the reinstatement, for the anniversary date'],
    ['renewal-at-risk', 'The message that the renewal is at risk, for the anniversary date'],
  ] as const)('R-NOT-9: names no stage of a message that has none: %s', (notice, words) => {
    const alert = { code: 'no-recipient', notice, stage: null, anniversary: day('2021-09-01') } as const;
    const { text } = compose(operatorAlert({ alert }));
    expect(text).toContain(words);
    expect(text).not.toContain('stage');
  });

  it('says that the mail to the last admin did not arrive, and how to send it to another', () => {
    const { text } = compose(operatorAlert({ alert: { code: 'last-admin-unreachable' } }));
    expect(text).toContain('A message to the last admin there did not arrive, or was complained about');
    expect(text).toContain('resend-notice for M7');
  });

  it('says of an item that was set aside which one it is, since when, why, and how to take it up again', () => {
    const alert = {
      code: 'set-aside',
      workflow: 'grace-expiry',
      since: day('2021-08-10'),
      reason: 'CorruptItem: stored membership <b>\n  does not match',
    } as const;
    const { subject, text, html } = compose(operatorAlert({ alert }));
    expect(subject).toBe('Operator alert: An item was set aside for Contoso (P-00042)');
    expect(text).toContain('grace-expiry has failed for a membership of Contoso since August 10, 2021');
    expect(text).toContain('Reason: CorruptItem: stored membership <b> does not match');
    expect(html).not.toContain('membership <b>');
    expect(text).toContain('Membership: M7');
    expect(text).toContain('retry-set-aside for P-00042');
  });

  it('names a partner by its id if its name cannot be read', () => {
    const alert = { code: 'set-aside', workflow: 'kpi-refresh', since: day('2021-08-10'), reason: 'broken' } as const;
    const { subject } = compose(operatorAlert({ partnerName: '', membershipId: null, alert }));
    expect(subject).toBe('Operator alert: An item was set aside for P-00042 (P-00042)');
  });

  it('says of notices that were given up to whom, why, and how to send them again', () => {
    const notices = [
      { to: 'ada@contoso.example', reason: 'not accepted for 7 days: MessageRejected' },
      { to: 'bo@contoso.example', reason: 'not accepted for 7 days: the mail could not be composed' },
    ];
    const { subject, text } = compose(operatorAlert({ alert: { code: 'given-up', notices } }));
    expect(subject).toBe('Operator alert: A message could not be sent for Contoso (P-00042)');
    for (const { to, reason } of notices) expect(text).toContain(`Message: ${to} · ${reason}`);
    expect(text).toContain('Then use the operator command resend-notice.');
  });

  it.each([
    ['renewal', 23, 'The renewal notice of stage +23 (23 days after the anniversary date)'],
    ['expired', 31, 'The expiry notice of stage +31 (31 days after the anniversary date)'],
    ['renewed', null, 'The confirmation of the renewal'],
    ['reinstated', null, 'The confirmation of the reinstatement'],
    ['renewal-at-risk', null, 'The message that the renewal is at risk'],
    ['delivery-lost', null, 'The message that courseware may no longer be delivered to others'],
    ['payment-reversed', null, 'The message that a payment was reversed'],
    ['listing-incomplete', null, 'The message about what the directory listing lacks'],
    ['listing-visible', null, 'The message that the directory listing is visible'],
  ] as const)('names the mail that reached nobody: %s (R-NOT-7)', (notice, stage, words) => {
    const recipients = [{ to: 'ada@contoso.example', reason: 'bounce Transient/MailboxFull' }];
    const alert = { code: 'undelivered', notice, stage, anniversary: null, recipients, more: 2 } as const;
    const { subject, text } = compose(operatorAlert({ alert }));
    expect(subject).toBe('Operator alert: A message reached nobody at Contoso (P-00042)');
    expect(text).toContain(`${words} reached none of its recipients, according to the mail service.`);
    expect(text).toContain('Recipient: ada@contoso.example · bounce Transient/MailboxFull');
    expect(text).toContain('Recipient: and 2 more');
    expect(text).toContain('set-contacts');
    const dated = compose(operatorAlert({ alert: { ...alert, anniversary: day('2021-09-01') } })).text;
    expect(dated).toContain(`${words}, for the anniversary date September 1, 2021, reached none`);
  });

  it('says of two paid packs which is kept, and which ends when (R-MEM-6)', () => {
    const alert = { code: 'second-pack', kept: 'A-9', ended: 'A-1', on: day('2027-03-15') } as const;
    const { subject, text } = compose(operatorAlert({ alert }));
    expect(subject).toBe('Operator alert: Two paid packs at Contoso (P-00042)');
    for (const line of ['Kept: A-9', 'Ends: A-1', 'On: March 15, 2027']) expect(text).toContain(line);
  });

  it('is in English, whatever the locale of the address', () => {
    expect(compose(operatorAlert(), 'zh-TW', 'Ops')).toEqual(compose(operatorAlert(), 'en', 'Ops'));
  });
});

describe('R-NOT-9: the mail about a reversed payment', () => {
  const kpi = { code: 'kpi', have: '10.5', need: '11', from: '2020-09', to: '2021-08' } as unknown as Missing;
  const state = renewal({ asOf: day('2021-09-20'), daysLeft: 11, missing: [{ code: 'fee' }, kpi] });

  it.each([
    ['en', '- KPI: 10.5 of the 11 required (September 2020 – August 2021).'],
    ['ko-KR', '10.5'],
    ['zh-CN', '10.5'],
    ['zh-TW', '10.5'],
  ] as const)('names all that the renewal lacks, besides the fee, in %s', (locale, told) => {
    const { text, html } = compose(paymentReversed({ renewal: state }), locale);
    expect(text).toContain(told);
    expect(visible(html)).toContain('10.5');
    expect(compose(paymentReversed(), locale).text).not.toContain('10.5');
  });

  it('says from which day the fee can be paid, if the window is not open', () => {
    const before = { daysLeft: 31, daysUntilOpen: 2 };
    expect(compose(paymentReversed({ renewal: renewal(before) })).text).toContain(
      '- Annual fee: Payable from September 2, 2021 to October 1, 2021 (UTC).',
    );
  });

  it.each([
    [false, 'the admins are told.'],
    [true, 'nobody there is told: none of its admins can be reached by email.'],
  ])('tells the operators whether anybody is told (R-ROLE-4): nobody %s', (isNobodyTold, told) => {
    const payment = { reference: 'w', paidOn: day('2021-09-10'), cause: 'error', ticket: '1' };
    const { text } = compose(operatorAlert({ alert: { code: 'payment-reversed', ...payment, isNobodyTold } }));
    expect(text.replaceAll(/\s+/g, ' ')).toContain(told);
  });
});
