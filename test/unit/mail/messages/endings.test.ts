import { describe, expect, it } from 'vitest';
import { compose } from '../samples/all-contents.ts';
import { ended, expired, listingDropped, NOBODY_GOES_ON, upgraded } from '../samples/contents.ts';
import { ALL_LICENCES, day, GOLD, SILVER } from '../samples/parts.ts';

describe('R-MEM-5: the mail about an upgrade', () => {
  const mail = compose(upgraded({ licences: ALL_LICENCES }));

  it('names gold, its anniversary and window, the discount, and silver with its licences', () => {
    expect(mail.subject).toBe('Membership upgraded: Gold Data Analytics – Contoso');
    for (const said of [
      'New anniversary date: March 10, 2022',
      'Next renewal window: March 11, 2022 – April 9, 2022',
      'Upgrade discount: 25%',
      'The Silver Data Analytics competency with Learning option · M7 ended on March 10, 2021, and its benefits with it.',
      'Token T-25, 1,250 seats',
      'The silver fee is not refunded.',
      'must be licensed commercially or uninstalled, unless it is covered by other licenses you have',
    ])
      expect(mail.text).toContain(said);
  });

  it('says nothing of a discount that there is not, nor of software of no licence', () => {
    const { text } = compose(upgraded({ discountPercent: 0 }));
    expect(text).not.toContain('Upgrade discount');
    expect(text).not.toContain('On-premises');
  });

  it.each([
    ['ko-KR', '멤버십이 골드로 업그레이드되었습니다', '업그레이드 할인'],
    ['zh-CN', '会员资格已升级到金牌', '升级折扣'],
    ['zh-TW', '會員資格已升級至金級', '升級折扣'],
  ] as const)('is written in %s', (locale, subject, discount) => {
    const translated = compose(upgraded(), locale);
    expect(translated.subject).toContain(subject);
    expect(translated.text).toContain(discount);
  });
});

describe('R-LIC-6: the mail that a membership has ended', () => {
  it('names what goes on, everything that is renewed with it, and what has ended', () => {
    const goesOn = { membershipId: 'M8', terms: SILVER, covers: [GOLD], anniversary: day('2021-12-01') };
    const { subject, text } = compose(ended({ goesOn, licences: ALL_LICENCES }));
    expect(subject).toContain('Membership combined with another');
    for (const said of [
      'Ended on September 2, 2021',
      'Continues in: Silver Data Analytics competency with Learning option · M8',
      'There is one renewal for everything listed here, with the anniversary date December 1, 2021.',
      'Gold Data Analytics competency with Learning option',
      'All benefits of the membership',
      'Multiple activation key (MAK) K-1, 7 activations left',
    ])
      expect(text).toContain(said);
    expect(text).not.toContain('expire');
  });

  it('says that none goes on, if so', () => {
    const { subject, text } = compose(ended({ ...NOBODY_GOES_ON }));
    expect(subject).toContain('Membership and benefits ended');
    expect(text).toContain('No other membership takes its place.');
    expect(text).not.toContain('What applies now');
  });
});

describe('R-LIC-6: the mail that a listing is withdrawn', () => {
  it.each([
    ['not-entitled', 'an active Learning Action Pack', 'a complete listing will be submitted again'],
    [
      'incomplete',
      'it no longer meets the requirements',
      'Once it is corrected, it will be part of the next submission',
    ],
    ['merged', 'After the merger of partner accounts, Contoso keeps one directory listing', 'The other listing'],
  ] as const)('says why, and what brings it back: %s', (why, ...told) => {
    const { subject, text } = compose(listingDropped({ why }));
    expect(subject).toBe('Directory listing withdrawn: Contoso Academy – Contoso');
    expect(text).toContain('Withdrawn with the submission of October 18, 2021.');
    for (const words of told) expect(text).toContain(words);
  });

  it('lists what is missing', () => {
    const { text } = compose(listingDropped({ why: 'incomplete', problems: [{ code: 'url-missing' }] }));
    expect(text).toContain('The address of the landing page is missing.');
  });
});

describe('R-NOT-9: the expiry notice', () => {
  const UNRECORDED = 'no payment of the annual fee was recorded by October 1, 2021';
  const PAID = 'If you paid on or before October 1, 2021';
  const PAID_AGAIN = 'If you made another payment on or before October 1, 2021';

  it('says that no payment was recorded, where none was', () => {
    const { text } = compose(expired());
    expect(text).toContain(UNRECORDED);
    expect(text).toContain(PAID);
  });

  it.each([
    ['refund', 'It was refunded.', PAID_AGAIN],
    ['chargeback', 'It was charged back by the bank.', PAID_AGAIN],
    ['error', 'It had been recorded by mistake.', PAID],
  ] as const)('says of a payment that was reversed what became of it: %s', (cause, became, advice) => {
    const { text } = compose(expired({ reversed: { paidOn: day('2021-09-20'), cause } }));
    expect(text).toContain(`The payment of September 20, 2021 no longer counts. ${became}`);
    expect(text).toContain(advice);
    expect(text).not.toContain(UNRECORDED);
    expect(text).not.toContain(advice === PAID ? PAID_AGAIN : PAID);
  });

  it.each([
    ['ko-KR', '2021년 9월 20일 결제는 더 이상 유효하지 않습니다. 결제 금액이 환불되었습니다.'],
    ['zh-CN', '2021年9月20日支付的款项不再有效。该笔款项已退还。'],
    ['zh-TW', '2021年9月20日支付的款項不再有效。該筆款項已退還。'],
  ] as const)('says it in %s', (locale, sentence) => {
    expect(compose(expired({ reversed: { paidOn: day('2021-09-20'), cause: 'refund' } }), locale).text).toContain(
      sentence,
    );
  });
});
