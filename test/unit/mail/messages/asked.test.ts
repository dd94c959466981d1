import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../../shared/domain/partners/partner.ts';
import { composeMail } from '../../../../shared/mail/compose/compose-mail.ts';
import type { NoticeContent } from '../../../../shared/mail/compose/notice-content.ts';
import { compose, composeConfigured, MATRIX } from '../samples/all-contents.ts';
import {
  atRisk,
  BEFORE,
  expired,
  LAST_DAY,
  listingIncomplete,
  operatorAlert,
  REVERSED,
  renewal,
  renewed,
} from '../samples/contents.ts';
import { ACTION_PACK, CONFIGURED, day, GOLD, month, SILVER, SPECIALIZATION } from '../samples/parts.ts';

const lineOf = (text: string, start: string): string | undefined =>
  text.split('\n').find((line) => line.startsWith(start));

const inZone = (content: NoticeContent, locale: Locale, timeZone: string): string =>
  composeMail(content, { name: 'Ada', locale }, { ...CONFIGURED, timeZone }).text;

describe('the annual fee', () => {
  it.each([
    ['en', 'Annual fee: US$4,730.00'],
    ['ko-KR', '연간 요금: US$4,730.00'],
    ['zh-CN', '年费：US$4,730.00'],
    ['zh-TW', '年費：US$4,730.00'],
  ] as const)('is said as money is written in %s', (locale, line) => {
    expect(composeConfigured(renewal(), locale).text.split('\n')).toContain(line);
  });

  it('R-MRG-4: is one fee for what is renewed together', () => {
    const { text } = composeConfigured(renewal({ terms: SILVER, together: [SILVER, GOLD, SPECIALIZATION] }));
    expect(text).toContain('Annual fee: US$4,730.00');
    expect(text).not.toContain('1,670');
  });

  it('is said of a renewal whose payment was reversed, and can be paid again', () => {
    const [open] = REVERSED.filter(({ paid, now }) => paid === 'renewal' && now.code === 'payable');
    expect(composeConfigured(open!).text).toContain('Annual fee: US$4,730.00');
    const others = REVERSED.filter(({ paid, now }) => paid === 'order' || now.code !== 'payable');
    for (const content of others) expect(composeConfigured(content).text).not.toContain('US$');
  });

  it('is said by no mail of a program without fees', () => {
    for (const { locale, content } of MATRIX) expect(compose(content, locale).text).not.toMatch(/US\$/);
  });
});

describe('the end of the last day', () => {
  it.each([
    ['ko-KR', 'UTC', '한국 시간 기준 마감: 10월 2일 09:00 전까지'],
    ['zh-CN', 'UTC', '北京时间截止：10月2日 08:00 之前'],
    ['zh-TW', 'America/New_York', '台北時間截止：10月2日 12:00 之前'],
    ['zh-CN', 'Asia/Seoul', '北京时间截止：10月1日 23:00 之前'],
  ] as const)('R-NOT-6: a reader in %s is told the end of the day in %s on their own clock', (locale, zone, line) => {
    expect(inZone(renewal(), locale, zone).split('\n')).toContain(line);
    expect(inZone(renewal(LAST_DAY), locale, zone).split('\n')).toContain(line);
  });

  it('R-NOT-6: a reader whose day it is, or who may be anywhere, is told the day alone', () => {
    expect(inZone(renewal(), 'ko-KR', 'Asia/Seoul')).not.toContain('한국 시간');
    expect(lineOf(inZone(renewal(), 'en', 'UTC'), 'Last day to renew')).toBe(
      'Last day to renew: October 1, 2021 (UTC)',
    );
  });
});

describe('the progress of KPI', () => {
  const pending = {
    code: 'kpi-pending' as const,
    decidesOn: day('2021-09-15'),
    soFar: { have: '18', need: '24', from: month('2020-09'), to: month('2021-06') },
  };

  it.each([
    [
      'en',
      '- KPI: 18 of the 24 required so far (September 2020 – June 2021). The KPI refresh of September 15, 2021 will decide.',
    ],
    [
      'ko-KR',
      '- KPI(핵심 성과 지표): 기준 24, 현재까지 18(집계 기간: 2020년 9월 ~ 2021년 6월). 충족 여부는 2021년 9월 15일 KPI 보고서에서 결정됩니다.',
    ],
    [
      'zh-CN',
      '- KPI（关键绩效指标）：要求达到 24，目前已达 18（已统计：2020年9月至2021年6月），是否达到要求将由2021年9月15日的 KPI 报告决定。',
    ],
    [
      'zh-TW',
      '- KPI（關鍵績效指標）：應達 24，目前已達 18（已統計：2020年9月至2021年6月），是否符合資格條件將由2021年9月15日的 KPI 報表決定。',
    ],
  ] as const)('is said in %s before all months are published (R-KPI-8)', (locale, line) => {
    expect(composeConfigured(renewal({ missing: [pending] }), locale).text.split('\n')).toContain(line);
    expect(composeConfigured(atRisk({ missing: [pending] }), locale).text.split('\n')).toContain(line);
  });
});

describe('an address', () => {
  it('is named at which the fee is paid, with the ids of partner and membership', () => {
    const { text, html } = composeConfigured(renewal());
    expect(text).toContain('\nPay the annual fee: https://vendor.example/P-00042/memberships/M7/pay\n');
    expect(html).toContain('href="https://vendor.example/P-00042/memberships/M7/pay"');
    expect(text).not.toContain('Partner Center');
  });

  it('R-REN-1: is no button to pay before the window opens', () => {
    expect(composeConfigured(renewal(BEFORE)).html).not.toContain('/pay"');
    const review = { code: 'profile-review' as const, lastReviewedOn: null, maxAgeDays: 90 };
    const { text } = composeConfigured(renewal({ ...BEFORE, missing: [{ code: 'fee' }, review] }));
    expect(text).toContain('\n\nReview the company profile: https://vendor.example/P-00042/profile\n');
  });

  it('is named for whatever else is missing', () => {
    const review = { code: 'profile-review' as const, lastReviewedOn: null, maxAgeDays: 90 };
    const { text } = composeConfigured(
      renewal({ missing: [{ code: 'fee' }, review, { code: 'mct', have: 1, need: 4 }] }),
    );
    expect(text).toContain('\nReview the company profile: https://vendor.example/P-00042/profile\n');
    expect(text).toContain('\nSee the requirements: https://vendor.example/P-00042/memberships/M7/requirements\n');
    expect(composeConfigured(renewal()).text).not.toContain('/profile');
  });

  it.each<[NoticeContent, string]>([
    [atRisk(), 'See the requirements: https://vendor.example/P-00042/memberships/M7/requirements'],
    [expired(), 'Purchase the membership again: https://vendor.example/P-00042/offers'],
    [renewed(), 'Go to your benefits: https://vendor.example/P-00042/memberships/M7/benefits'],
    [listingIncomplete(), 'Complete your directory listing: https://vendor.example/P-00042/directory'],
  ])('is named for each thing that can be done: %#', (content, line) => {
    expect(composeConfigured(content).text.split('\n')).toContain(line);
  });

  it('is Partner Center where an action has no address of its own', () => {
    const { actionUrls: _, ...program } = CONFIGURED;
    const { text } = composeMail(renewal(), { name: 'Ada', locale: 'en' }, program);
    expect(text).toContain('Renew in Partner Center, under Membership offers.\nOpen Partner Center: ');
  });
});

describe('the support contact', () => {
  it.each([
    ['en', 'Questions? Partner Desk: desk@vendor.example or https://vendor.example/support'],
    ['ko-KR', '문의: Partner Desk, desk@vendor.example 또는 https://vendor.example/support'],
    ['zh-CN', '如有疑问，请联系：Partner Desk，desk@vendor.example 或 https://vendor.example/support'],
    ['zh-TW', '如有疑問，請洽：Partner Desk，desk@vendor.example 或 https://vendor.example/support'],
  ] as const)('is named in %s, with links', (locale, line) => {
    const { text, html } = composeConfigured(renewed(), locale);
    expect(text.split('\n')).toContain(line);
    expect(html).toContain('href="mailto:desk@vendor.example"');
    expect(html).toContain('href="https://vendor.example/support"');
  });

  it('is named neither to operators nor where none is configured', () => {
    expect(composeConfigured(operatorAlert()).text).not.toContain('desk@vendor.example');
    expect(compose(renewed()).text).not.toContain('Questions?');
  });
});

describe('the names of the program', () => {
  it.each([
    ['en', 'Contoso Pack'],
    ['ko-KR', '콘토소 팩'],
    ['zh-CN', '康托索套件'],
    ['zh-TW', '康托索方案'],
  ] as const)('are configuration, in %s too', (locale, name) => {
    const { subject, text } = composeConfigured(renewal({ terms: ACTION_PACK }), locale);
    expect(subject).toContain(name);
    expect(text).not.toContain('Microsoft Action Pack');
  });

  it('are the public ones where none are configured', () => {
    expect(compose(renewal({ terms: ACTION_PACK })).subject).toContain('Microsoft Action Pack');
    expect(compose(renewal({ terms: ACTION_PACK }), 'zh-TW').subject).toContain('Microsoft 行動套件');
    expect(compose(operatorAlert()).text).toContain('no MPN partner admin');
    expect(composeConfigured(operatorAlert()).text).toContain('no CPN partner admin');
  });
});

describe('a landing page with a password in its address', () => {
  it('is named without it', () => {
    const content = listingIncomplete([
      { code: 'url-refused', url: 'https://ann:secret@contoso.example/learn', reason: 'credentials' },
    ]);
    const { text, html } = compose(content);
    expect(text).toContain('https://…@contoso.example/learn');
    expect(text + html).not.toContain('secret');
  });
});
