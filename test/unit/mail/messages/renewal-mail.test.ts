import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import type { Missing } from '../../../../shared/domain/offers/shortfall.ts';
import type { Locale } from '../../../../shared/domain/partners/partner.ts';
import { compose, visible } from '../samples/all-contents.ts';
import { BEFORE, LAST_BUT_ONE, LAST_DAY, renewal } from '../samples/contents.ts';
import { ACTION_PACK, day } from '../samples/parts.ts';

const textOf = (changes: Parameters<typeof renewal>[0], locale: Locale = 'en'): string =>
  compose(renewal(changes), locale).text;
const missing = (...points: Missing[]): { missing: Missing[] } => ({ missing: points });

describe('a renewal notice has the days that remain (R-NOT-3)', () => {
  it.each([
    ['en', BEFORE, 'Renewal opens in 2 days: ', '31 days from now'],
    [
      'en',
      { ...BEFORE, asOf: day('2021-09-01'), daysLeft: 30, daysUntilOpen: 1 },
      'Renewal opens in 1 day: ',
      '30 days from now',
    ],
    [
      'en',
      { asOf: day('2021-09-02'), daysLeft: 29, daysUntilOpen: 0 },
      '29 days left to renew: ',
      '29 days left to renew\n',
    ],
    ['en', LAST_BUT_ONE, '1 day left to renew: ', '1 day left to renew\n'],
    ['en', LAST_DAY, 'Today is the last day to renew: ', 'Today is the last day to renew\n'],
    ['ko-KR', BEFORE, '갱신 기간이 2일 후에 시작됩니다: ', '31일 남았습니다'],
    ['ko-KR', LAST_BUT_ONE, '갱신 마감까지 1일 남았습니다: ', '1일 남았습니다'],
    ['ko-KR', LAST_DAY, '오늘이 갱신 마지막 날입니다: ', '오늘이 결제 마지막 날입니다'],
    ['zh-CN', BEFORE, '续订期将在 2 天后开始：', '今天是2021年8月31日，距续订截止日还有 31 天'],
    ['zh-CN', LAST_BUT_ONE, '续订期还剩 1 天：', '今天是2021年9月30日，距续订截止日还有 1 天'],
    ['zh-CN', LAST_DAY, '今天是续订截止日：', '今天，即2021年10月1日（UTC），是付款截止日'],
    ['zh-TW', BEFORE, '續約期間將於 2 天後開始：', '今天是2021年8月31日，距離續約截止日還有 31 天'],
    ['zh-TW', LAST_BUT_ONE, '續約期間還剩 1 天：', '今天是2021年9月30日，距離續約截止日還有 1 天'],
    ['zh-TW', LAST_DAY, '今天是續約截止日：', '今天，即2021年10月1日（UTC），是付款截止日'],
  ] as const)('reads, in %s, on %o: %s', (locale, when, subject, words) => {
    const mail = compose(renewal({ ...when, stage: -30 }), locale);
    expect(mail.subject.startsWith(subject), mail.subject).toBe(true);
    expect(mail.text).toContain(words);
    expect(visible(mail.html)).toContain(words.trim());
  });

  it('is the same on one day, whatever stage sends it', () => {
    expect(compose(renewal({ stage: -30 }))).toEqual(compose(renewal({ stage: 30 })));
  });

  it('never counts down days of a window that has not opened as days left to renew', () => {
    expect(textOf(BEFORE)).not.toContain('left to renew');
  });
});

describe('a renewal notice tells everything that R-NOT-5 asks for', () => {
  it.each([
    [
      'en',
      [
        'Gold Data Analytics competency with Learning option',
        'September 1, 2021',
        'September 2, 2021',
        'October 1, 2021',
      ],
    ],
    ['ko-KR', ['골드 Data Analytics 역량(학습 옵션 포함)', '2021년 9월 1일', '2021년 9월 2일', '2021년 10월 1일']],
    ['zh-CN', ['Data Analytics 金牌能力（含学习选项）', '2021年9月1日', '2021年9月2日', '2021年10月1日']],
    ['zh-TW', ['Data Analytics 金級專長認證（含學習選項）', '2021年9月1日', '2021年9月2日', '2021年10月1日']],
  ] as const)('names, in %s, what renews, the AD, the first and the last day, and where to act', (locale, told) => {
    const { text, html } = compose(renewal(), locale);
    for (const words of [...told, 'Contoso', 'P-00042', 'M7', 'https://partner.example/dashboard']) {
      expect(text).toContain(words);
    }
    for (const words of told) expect(visible(html)).toContain(words);
    expect(html).toContain('href="https://partner.example/dashboard"');
  });

  it.each([
    ['en', 'Your directory listing in the Learning Partner directory, if you have one'],
    ['ko-KR', '학습 파트너 디렉터리 등재(있는 경우)'],
    ['zh-CN', '学习合作伙伴目录中的目录信息（如有）'],
    ['zh-TW', '學習合作夥伴目錄中的目錄刊登（如有）'],
  ] as const)('speaks, in %s, of a directory listing that the partner may not have (R-NOT-9)', (locale, words) => {
    expect(compose(renewal(), locale).text).toContain(words);
  });

  it('has the fee first, whatever the order of the shortfalls', () => {
    const text = textOf(missing({ code: 'mct', have: 0, need: 1 }, { code: 'fee' }));
    expect(text.indexOf('- Annual fee')).toBeGreaterThan(0);
    expect(text.indexOf('- Annual fee')).toBeLessThan(text.indexOf('- Microsoft Certified Trainers'));
  });

  it('says from when the fee is payable before the window opens, and until when in it (R-REN-1)', () => {
    expect(textOf(BEFORE)).toContain('- Annual fee: Payable from September 2, 2021 to October 1, 2021 (UTC).');
    expect(textOf({})).toContain('- Annual fee: Due by October 1, 2021 (UTC).');
    expect(textOf(LAST_DAY)).toContain('- Annual fee: Today, October 1, 2021 (UTC), is the last day to pay.');
  });

  it('gives the last profile review, or says that there was none (R-ROLE-3)', () => {
    const review = { code: 'profile-review', maxAgeDays: 90 } as const;
    expect(textOf(missing({ ...review, lastReviewedOn: day('2021-03-04') }))).toContain('Last review: March 4, 2021.');
    expect(textOf(missing({ ...review, lastReviewedOn: null }))).toContain('There is no review on record.');
  });

  it.each([
    ['en', 'KPI: 1,234.5 of the 2,000 required (September 2020 – August 2021).'],
    ['ko-KR', '기준 2,000, 현재 1,234.5(집계 기간: 2020년 9월 ~ 2021년 8월)'],
    ['zh-CN', '要求达到 2,000，目前为 1,234.5（统计期间：2020年9月至2021年8月）'],
    ['zh-TW', '應達 2,000，目前為 1,234.5（統計期間：2020年9月至2021年8月）'],
  ] as const)('has, in %s, the KPI reached and required, and the months that count (R-KPI-7)', (locale, words) => {
    const kpi: Missing = {
      code: 'kpi',
      have: '1234.50',
      need: '2000',
      from: '2020-09' as CivilMonth,
      to: '2021-08' as CivilMonth,
    };
    expect(textOf(missing(kpi), locale)).toContain(words);
  });

  it('has trainers and exams as reached and required', () => {
    const text = textOf(
      missing({ code: 'mct', have: 1, need: 4 }, { code: 'exams', have: 0, need: 2, certification: 'Exam 70-778' }),
    );
    expect(text).toContain('- Microsoft Certified Trainers (MCT): 1 of the 4 required.');
    expect(text).toContain('- Exams and assessments: 0 of the 2 certified people required (Exam 70-778).');
  });

  it('names the day that decides KPI that are not published yet (R-KPI-8)', () => {
    expect(textOf(missing({ code: 'kpi-pending', decidesOn: day('2021-09-15'), soFar: null }))).toContain(
      'The KPI refresh of September 15, 2021 will decide.',
    );
  });

  it('does not show gaps of the configuration to a partner', () => {
    const mail = compose(renewal(missing({ code: 'undecidable', missing: 'programYears[0].requirements' })));
    expect(mail.text).toContain('The program team is checking');
    expect(mail.text + mail.html).not.toContain('programYears');
  });

  it.each([
    ['en', 'the requirements are waived', 'The annual fee is not waived and is still due by October 1, 2021 (UTC).'],
    ['ko-KR', '요건이 면제됩니다', '연간 요금은 면제되지 않으므로 2021년 10월 1일(UTC)까지 결제해야 합니다.'],
    ['zh-CN', '免除各项要求', '年费不在免除之列，仍须最迟于2021年10月1日（UTC）支付。'],
    ['zh-TW', '免除各項資格條件', '年費不在免除之列，仍須最晚於2021年10月1日（UTC）支付。'],
  ] as const)(
    'says, in %s, that an extension waives the requirements, never the fee (R-EXT-2)',
    (locale, waived, due) => {
      const text = textOf({ extension: { id: '2021-h2', terms: [] } }, locale);
      expect(text).toContain(waived);
      expect(text).toContain(due);
      expect(textOf({}, locale)).not.toContain(waived);
    },
  );

  it('names the day of expiry, AD+31, and exactly what ends with it', () => {
    const text = textOf({ terms: ACTION_PACK, losses: [{ code: 'benefits' }, { code: 'licenses' }] });
    expect(text).toContain('it expires on October 2, 2021');
    expect(text).toContain('- All benefits of the membership');
    expect(text).toContain('on-premises software must then be licensed commercially or uninstalled');
    expect(text).not.toContain('Learning Partner directory');
  });
});

describe('the timeline of the HTML', () => {
  it.each([
    ['before the window', BEFORE, []],
    ['on its first day', { asOf: day('2021-09-02'), daysLeft: 29, daysUntilOpen: 0 }, []],
    ['in its middle', {}, [66]],
    ['a day before its end', LAST_BUT_ONE, [97]],
    ['on its last day', LAST_DAY, []],
  ] as const)('has a bar where a part of the window has passed, and no empty one: %s', (_, when, percentages) => {
    const { html } = compose(renewal(when));
    const widths = [...html.matchAll(/<td width="(\d+)%" height="6"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual(percentages);
  });
});
