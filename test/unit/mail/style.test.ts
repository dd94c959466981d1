import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../../shared/domain/partners/partner.ts';
import { discrepancyReport } from '../../../shared/mail/compose/discrepancy/report.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { ALL_CONTENTS, compose, composeConfigured, visible } from './samples/all-contents.ts';
import { atRisk, ended, expired, listingDropped, listingVisible, operatorAlert, renewal } from './samples/contents.ts';
import { everything } from './samples/discrepancies.ts';
import { ALL_CAUSES, day, GOLD, LEARNING_ACTION_PACK, SPECIALIZATION } from './samples/parts.ts';
import { faultsOf } from './samples/written.ts';
import { WRONG_FORMS } from './samples/wrong-forms.ts';

/** Names of partners, competencies and people as they are written where the language is read. */
const NATIVE: Record<Locale, Record<string, string>> = {
  en: {},
  'ko-KR': { Contoso: '한빛교육 주식회사', 'Data Analytics': '데이터 분석', 'Bo Berg': '이서준' },
  'zh-CN': { Contoso: '北京晨曦教育科技有限公司', 'Data Analytics': '数据分析', 'Bo Berg': '李娜' },
  'zh-TW': { Contoso: '台北啟明資訊股份有限公司', 'Data Analytics': '資料分析', 'Bo Berg': '林志明' },
};
const MAX_SUBJECT = 70;

/** The operators read English. */
const inLanguage = (locale: Locale): NoticeContent[] =>
  ALL_CONTENTS.filter(({ kind }) => kind !== 'operator-alert' || locale === 'en');

const withNames = <Value>(value: Value, names: Record<string, string>): Value =>
  JSON.parse(Object.entries(names).reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(value)));

/** Subject and text of every kind of mail in every state, with names of anywhere and of the country. */
function everyText(locale: Locale): string[] {
  const contents = [...inLanguage(locale), ...withNames(inLanguage(locale), NATIVE[locale])];
  const mails = contents.flatMap((content) => [compose(content, locale), composeConfigured(content, locale)]);
  return [...mails.flatMap(({ subject, text }) => [subject, text]), discrepancyReport(everything(), locale).text];
}

describe.each(LOCALES)('every sentence in %s', (locale) => {
  const texts = everyText(locale);
  const all = texts.join('\n');

  it('has every kind of mail', () => {
    const kinds = new Set(inLanguage(locale).map(({ kind }) => kind));
    expect(kinds.size).toBe(locale === 'en' ? 14 : 13);
  });

  it('has no stray blank, no empty bracket, no placeholder, and the punctuation of its script', () => {
    expect([...new Set(texts.flatMap((text) => faultsOf(text, locale)))]).toEqual([]);
  });

  it.each(WRONG_FORMS[locale])('never says %s, but %s', (wrong) => {
    expect(wrong.exec(all)?.[0]).toBeUndefined();
  });

  it('reads the same in HTML', () => {
    const seen = inLanguage(locale).map((content) => visible(compose(content, locale).html));
    expect(WRONG_FORMS[locale].filter(([wrong]) => seen.some((words) => wrong.test(words)))).toEqual([]);
  });
});

describe('a Korean sentence', () => {
  it('has no particle after a name that depends on its last sound', () => {
    const particle =
      /(?:Contoso(?: Academy)?|[MGA][178]|역량(?:\(학습 옵션 포함\))?|Pack|특수화)’?(?:은|는|이|가|을|를|과|와|로|으로)(?![가-힣])/;
    expect(everyText('ko-KR').flatMap((text) => particle.exec(text)?.[0] ?? [])).toEqual([]);
  });
});

describe('a subject', () => {
  it.each(LOCALES)('begins with what happened, and is short, whatever the names: %s', (locale) => {
    const long = {
      Contoso: 'International Institute for Professional Courseware and Certification Ltd.',
      'Contoso Academy': 'International Institute for Professional Courseware and Certification',
      'Data Analytics': 'Windows Server and SQL Server Migration to Microsoft Azure',
      Kubernetes: 'Kubernetes on Microsoft Azure',
    };
    const contents = [...inLanguage(locale), ...withNames(inLanguage(locale), long)];
    const subjects = [...new Set(contents.map((content) => compose(content, locale).subject))];
    expect(subjects.filter((subject) => [...subject].length > MAX_SUBJECT)).toEqual([]);
    expect(subjects.filter((subject) => /^[^\p{Lu}\p{Lo}\p{N}]|[:：]\s*$/u.test(subject))).toEqual([]);
  });

  const GOLD_APPLICATIONS = { ...GOLD, competency: 'Cloud Business Applications' };
  const IN_31_DAYS = {
    asOf: day('2021-08-02'),
    daysUntilOpen: 31,
    daysLeft: 60,
    partnerName: 'Bluefjord Digital SARL',
  };
  it.each<[Locale, NoticeContent, string]>([
    ['en', renewal({ terms: LEARNING_ACTION_PACK }), '10 days left to renew: Learning Action Pack – Contoso'],
    [
      'en',
      renewal({ ...IN_31_DAYS, terms: GOLD_APPLICATIONS }),
      'Renewal opens in 31 days: Gold Cloud Business Applications',
    ],
    ['en', renewal(IN_31_DAYS), 'Renewal opens in 31 days: Gold Data Analytics – Bluefjord Digital SARL'],
    ['en', ended(), 'Membership combined with another: Gold Data Analytics – Contoso'],
    ['en', expired({ terms: SPECIALIZATION }), 'Membership expired: Kubernetes advanced specialization – Contoso'],
    ['en', listingVisible({ displayName: 'Contoso' }), 'Directory listing visible: Contoso'],
    ['en', listingDropped(), 'Directory listing withdrawn: Contoso Academy – Contoso'],
    [
      'en',
      operatorAlert({ partnerName: 'Ironbridge Consulting SARL of the North' }),
      'Operator alert: Nobody to notify at P-00042',
    ],
    [
      'ko-KR',
      atRisk(),
      '다음 갱신 요건을 충족하지 못하고 있습니다: 골드 Data Analytics 역량(학습 옵션 포함) – Contoso',
    ],
    ['ko-KR', expired(), '멤버십이 만료되었습니다: 골드 Data Analytics 역량(학습 옵션 포함) – Contoso'],
    [
      'zh-CN',
      renewal(IN_31_DAYS),
      '续订期将在 31 天后开始：Data Analytics 金牌能力（含学习选项），Bluefjord Digital SARL',
    ],
    ['zh-TW', expired(), '會員資格已到期：Data Analytics 金級專長認證（含學習選項），Contoso'],
  ])('reads in %s, of %o: %s', (locale, content, subject) => {
    expect(compose(content, locale).subject).toBe(subject);
  });
});

describe('a list in a sentence', () => {
  it.each([
    [
      'en',
      'Bo Berg has left your organization (AZ-400, AZ-104).',
      'Credit notes were recorded: C-1/1, C-1/2, and 3 more.',
    ],
    [
      'ko-KR',
      'Bo Berg 님이 더 이상 조직에 소속되어 있지 않습니다(AZ-400, AZ-104).',
      '기록된 대변 메모: C-1/1, C-1/2 외 3건.',
    ],
    ['zh-CN', 'Bo Berg 已离开贵组织（AZ-400、AZ-104）。', '已记录的贷项通知单：C-1/1、C-1/2，另有 3 项。'],
    ['zh-TW', 'Bo Berg 已離開貴組織（AZ-400、AZ-104）。', '已記錄的折讓單：C-1/1、C-1/2，另有 3 項。'],
  ] as const)('has the separators of %s', (locale, ...sentences) => {
    const { text } = compose(atRisk({ causes: ALL_CAUSES }), locale);
    for (const sentence of sentences) expect(text).toContain(sentence);
  });

  it('has a name before Chinese words without a blank where it is Chinese itself', () => {
    const causes = withNames(ALL_CAUSES, NATIVE['zh-CN']);
    expect(compose(atRisk({ causes }), 'zh-CN').text).toContain('李娜已离开贵组织');
  });
});

describe('the check of what is written', () => {
  it.each<[Locale, string]>([
    ['en', 'Hello  Ada'],
    ['en', 'your benefits .'],
    ['en', 'Membership () expired'],
    ['en', 'Hello {name},'],
    ['ko-KR', '멤버십이(가) 만료되었습니다'],
    ['ko-KR', '지금 갱신하세요.'],
    ['zh-CN', '会员资格， 已过期'],
    ['zh-CN', '还有 10天'],
    ['zh-CN', '的KPI 报告'],
    ['zh-TW', '王小明 已離開'],
    ['zh-TW', '會員資格,已到期'],
    ['zh-TW', '認證講師 （MCT）'],
  ])('finds a fault of %s in "%s"', (locale, text) => {
    expect(faultsOf(text, locale)).not.toEqual([]);
  });

  it('finds none in dates and numbers as they should be', () => {
    expect(faultsOf('自2021年5月3日起，还剩 10 天（UTC）。', 'zh-CN')).toEqual([]);
    expect(faultsOf('2021년 10월 1일(UTC)까지 결제해 주십시오.', 'ko-KR')).toEqual([]);
  });
});
