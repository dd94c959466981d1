import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../../../shared/domain/partners/partner.ts';
import type { RiskCause } from '../../../../shared/domain/renewal/causes/risk-cause.ts';
import { compose, visible } from '../samples/all-contents.ts';
import { atRisk, deliveryLost } from '../samples/contents.ts';
import { day } from '../samples/parts.ts';

describe('the notice of a renewal at risk (R-COMP-5)', () => {
  it('says since when, what is missing, and that nothing is lost yet', () => {
    const { subject, text } = compose(atRisk());
    expect(subject).toBe('Renewal at risk: Gold Data Analytics – Contoso');
    expect(text).toContain('A requirement has not been met since May 10, 2021.');
    expect(text).toContain('- Exams and assessments: 1 of the 2 certified people required (AZ-400).');
    expect(text).toContain('Until the membership year ends, your status and its display stay as they are.');
    expect(text).toContain('Renewal window: September 2, 2021 – October 1, 2021 (UTC)');
    expect(text).toContain('when you renew, by October 1, 2021 (UTC) at the latest');
  });

  it.each<[Locale, string, string[]]>([
    ['en', 'Renewal at risk', ['May 10, 2021', 'from the day after it is completed']],
    [
      'ko-KR',
      '다음 갱신 요건을 충족하지 못하고 있습니다',
      ['2021년 5월 10일부터', '갱신 기준일', '갱신 기간', '자격 표시'],
    ],
    ['zh-CN', '续订存在风险', ['自2021年5月10日起', '周年日期', '续订期', '会员身份']],
    ['zh-TW', '續約有風險', ['自2021年5月10日起', '週年日', '續約期間', '會員身分']],
  ])('says the same in text and HTML in %s', (locale, subject, told) => {
    const { text, html, ...mail } = compose(atRisk(), locale);
    expect(mail.subject).toContain(subject);
    for (const words of told) {
      expect(text).toContain(words);
      expect(visible(html)).toContain(words);
    }
  });

  it.each([
    ['en', 'Through October 1, 2021 (UTC), your status and its display stay as they are.'],
    ['ko-KR', '2021년 10월 1일(UTC)까지 자격과 자격 표시는 그대로 유지됩니다.'],
    ['zh-CN', '会员身份及其展示保持不变，直至2021年10月1日（UTC）。'],
    ['zh-TW', '會員身分及其展示維持不變，直至2021年10月1日（UTC）。'],
  ] as const)(
    'R-NOT-9: says in %s within the window how long the status stays: the year is over',
    (locale, sentence) => {
      expect(compose(atRisk({ asOf: day('2021-09-01') }), locale).text).not.toContain(sentence);
      expect(compose(atRisk({ asOf: day('2021-09-15') }), locale).text).toContain(sentence);
      expect(compose(atRisk({ asOf: day('2021-09-15') })).text).not.toContain('Until the membership year ends');
    },
  );

  it('R-MRG-4: says that the renewal lacks something, not the membership that lacks nothing of its own', () => {
    expect(compose(atRisk()).text.replaceAll(/\s+/g, ' ')).toContain(
      'the requirements for the next renewal of the Gold Data Analytics competency with Learning option held by Contoso are not met',
    );
  });

  it('speaks of other employees only if people are missing', () => {
    const people = compose(atRisk()).text;
    const trainers = compose(atRisk({ missing: [{ code: 'mct', have: 1, need: 4 }] })).text;
    expect(people).toContain('Other employees can meet');
    expect(trainers).not.toContain('Other employees can meet');
    expect(trainers).toContain('- Microsoft Certified Trainers (MCT): 1 of the 4 required.');
  });

  it.each([
    ['en', 'You have had no trainer (MCT) since May 3, 2021, so you may not deliver courseware to others.'],
    ['ko-KR', '2021년 5월 3일부터 공인 강사(MCT)가 없어 조직 외부에 교육 자료를 제공할 수 없습니다.'],
    ['zh-CN', '自2021年5月3日起没有认证讲师（MCT），因此不得向组织外部交付课件。'],
    ['zh-TW', '自2021年5月3日起沒有認證講師（MCT），因此不得向組織外部提供課程教材。'],
  ] as const)(
    'R-MEM-10: says in %s that courseware is not delivered to others without a trainer',
    (locale, sentence) => {
      const { text, html } = compose(atRisk({ deliveryLostOn: day('2021-05-03') }), locale);
      expect(text.replaceAll(/\s+/g, ' ')).toContain(sentence);
      expect(visible(html)).toContain(sentence);
      expect(compose(atRisk(), locale).text.replaceAll(/\s+/g, ' ')).not.toContain(sentence.slice(-12));
    },
  );

  it('tells the day since which it is at risk from the day of the mail', () => {
    const late = compose(atRisk({ since: day('2021-05-10'), asOf: day('2021-06-20') })).text;
    expect(late).toContain('since May 10, 2021');
    expect(late).not.toContain('June 20');
  });

  it('names every path that would do', () => {
    const paths = [
      [{ code: 'exams', have: 0, need: 2, certification: 'AZ-400' }],
      [
        { code: 'performance', have: '10', need: '5000', metric: 'revenue' },
        { code: 'performance', have: '1', need: '3', metric: 'new-customers' },
      ],
    ] as const;
    const { text } = compose(atRisk({ missing: [{ code: 'paths', paths: paths.map((path) => [...path]) }] }));
    expect(text).toContain(
      '- Option 1 of 2 (one is enough): Exams and assessments: 0 of the 2 certified people required (AZ-400).',
    );
    expect(text).toContain(
      '- Option 2 of 2 (one is enough): Performance goals: Revenue, 10 of the 5,000 required. ' +
        'Performance goals: New customers, 1 of the 3 required.',
    );
    expect(text).toContain('Other employees can meet');
  });

  it('R-COMP-5: names the recorded cause, and guesses none', () => {
    const on = day('2021-05-09');
    const holder = { employeeId: 'E-7', name: 'Ada', certifications: ['AZ-400', 'AZ-104'] };
    const causes: RiskCause[] = [
      { on, code: 'left', ...holder },
      { on, code: 'severed', ...holder, name: '' },
      { on, code: 'expired', ...holder },
      { on, code: 'figure', metric: 'revenue', before: '1200', after: '90.5' },
      { on, code: 'figure', metric: 'deployed-seats', before: null, after: '7' },
      { on, code: 'mct', before: 4, after: 1 },
      { on, code: 'kpi-decided' },
      { on, code: 'corrected', lines: ['I-1/1'], more: 0 },
      { on, code: 'credited', lines: ['C-1/1', 'C-1/2'], more: 3 },
    ];
    const { text } = compose(atRisk({ causes }));
    const why = text.slice(text.indexOf('Why'), text.indexOf('Requirements not met yet'));
    expect(why.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- May 9, 2021: Ada has left your organization (AZ-400, AZ-104).',
      '- May 9, 2021: E-7 is now associated with another organization (AZ-400, AZ-104).',
      '- May 9, 2021: Expired certifications of Ada: AZ-400, AZ-104.',
      '- May 9, 2021: Revenue fell from 1,200 to 90.5.',
      '- May 9, 2021: Deployed seats measured at 7.',
      '- May 9, 2021: Microsoft Certified Trainers (MCT) fell from 4 to 1.',
      '- May 9, 2021: All of the months that count are published, and the KPI requirement is not met.',
      '- May 9, 2021: Invoice lines were corrected: I-1/1.',
      '- May 9, 2021: Credit notes were recorded: C-1/1, C-1/2, and 3 more.',
    ]);
    for (const locale of LOCALES) {
      const mail = compose(atRisk({ causes }), locale);
      for (const words of ['AZ-400', 'Ada', 'E-7', '1,200', '90.5', 'I-1/1', 'C-1/2']) {
        expect(mail.text).toContain(words);
        expect(visible(mail.html)).toContain(words);
      }
    }
    expect(compose(atRisk()).text).not.toMatch(/Why|has left|Expired/);
  });

  it('names ten causes, and counts the others', () => {
    const on = day('2021-05-09');
    const causes = Array.from({ length: 12 }, (_, index): RiskCause => {
      return { on, code: 'left', employeeId: `E-${index}`, name: '', certifications: ['AZ-400'] };
    });
    const { text } = compose(atRisk({ causes }));
    expect(text.match(/has left your organization/g)).toHaveLength(10);
    expect(text).toContain('- And 2 more');
  });
});

describe('R-MEM-10: the mail that the last trainer is gone', () => {
  it.each<[Locale, string, string[]]>([
    ['en', 'Courseware delivery not allowed', ['May 3, 2021', 'partner offers', 'outside your organization']],
    ['ko-KR', '조직 외부에 교육 자료를 제공할 수 없습니다', ['2021년 5월 3일부터', '파트너 특가', '공인 강사(MCT)']],
    ['zh-CN', '不得向组织外部交付课件', ['自2021年5月3日起', '合作伙伴优惠', '认证讲师（MCT）']],
    ['zh-TW', '不得向組織外部提供課程教材', ['自2021年5月3日起', '合作夥伴優惠', '認證講師（MCT）']],
  ])('says in %s since when, what is lost and what stays', (locale, subject, words) => {
    const mail = compose(deliveryLost(), locale);
    expect(mail.subject).toContain(subject);
    for (const each of words) {
      expect(mail.text.replaceAll(/\s+/g, ' ')).toContain(each);
      expect(visible(mail.html)).toContain(each);
    }
  });
});
