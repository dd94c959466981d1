import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../shared/domain/partners/partner.ts';
import { atRisk, compose, day, visible } from './samples.ts';

describe('the notice of a renewal at risk (R-COMP-5)', () => {
  it('says since when, what is missing, and that nothing is lost yet', () => {
    const { subject, text } = compose(atRisk());
    expect(subject).toBe('Renewal at risk: Gold Data Analytics competency with Learning option – Contoso');
    expect(text).toContain('A requirement has not been met since May 10, 2021.');
    expect(text).toContain('- Exams and assessments: 1 of the 2 certified people required (AZ-400).');
    expect(text).toContain('Status and display stay as they are until the membership year has elapsed.');
    expect(text).toContain('Renewal window: September 2, 2021 – October 1, 2021 (UTC)');
    expect(text).toContain('when you renew, on October 1, 2021 (UTC) at the latest');
  });

  it.each<[Locale, string, string[]]>([
    ['en', 'Renewal at risk', ['May 10, 2021', 'one day after they are completed']],
    ['ko-KR', '갱신 위험', ['2021년 5월 10일부터', '갱신 기준일', '갱신 기간', '멤버십 상태']],
    ['zh-CN', '续订存在风险', ['自2021年5月10日起', '周年日期', '续订时段', '会员状态']],
    ['zh-TW', '續約有風險', ['自2021年5月10日起', '週年日', '續約期間', '成員資格狀態']],
  ])('says the same in text and HTML in %s', (locale, subject, told) => {
    const { text, html, ...mail } = compose(atRisk(), locale);
    expect(mail.subject).toContain(subject);
    for (const words of told) {
      expect(text).toContain(words);
      expect(visible(html)).toContain(words);
    }
  });

  it('speaks of other employees only if people are missing', () => {
    const people = compose(atRisk()).text;
    const trainers = compose(atRisk({ missing: [{ code: 'mct', have: 1, need: 4 }] })).text;
    for (const words of ['Often an employee has left', 'Other employees can meet']) {
      expect(people).toContain(words);
      expect(trainers).not.toContain(words);
    }
    expect(trainers).toContain('- Microsoft Certified Trainers (MCT): 1 of the 4 required.');
  });

  it('tells the day since which it is at risk from the day of the mail', () => {
    const late = compose(atRisk({ since: day('2021-05-10'), asOf: day('2021-06-20') })).text;
    expect(late).toContain('since May 10, 2021');
    expect(late).not.toContain('June 20');
  });
});
