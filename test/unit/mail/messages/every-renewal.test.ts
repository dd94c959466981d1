/** Finds broken templates: every stage × language × offer × set of shortfalls, rendered as by a run of that day. */
import { describe, expect, it } from 'vitest';
import { addDays, type CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { LISTING_WITHDRAWN } from '../../../../shared/domain/directory/listing-fate.ts';
import type { GoalShortfall, Missing } from '../../../../shared/domain/offers/shortfall.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { LOCALES, type Locale } from '../../../../shared/domain/partners/partner.ts';
import { type RenewalContent, renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { EXPIRY_STAGE } from '../../../../shared/domain/renewal/stages.ts';
import { languageOf } from '../../../../shared/mail/compose/language.ts';
import { config, date, facts, membership } from '../../rules/support.ts';
import { compose, visible } from '../samples/all-contents.ts';
import { ALL_TERMS, GOLD } from '../samples/parts.ts';

/** The membership of AD 2027-09-01: its window is 2027-09-02 … 2027-10-01, and it expires on 2027-10-02. */
const AD = date('2027-09-01');
const DATES: Record<Locale, { ad: string; opens: string; closes: string; expires: string; decides: string }> = {
  en: {
    ad: 'September 1, 2027',
    opens: 'September 2, 2027',
    closes: 'October 1, 2027',
    expires: 'October 2, 2027',
    decides: 'September 15, 2027',
  },
  'ko-KR': {
    ad: '2027년 9월 1일',
    opens: '2027년 9월 2일',
    closes: '2027년 10월 1일',
    expires: '2027년 10월 2일',
    decides: '2027년 9월 15일',
  },
  'zh-CN': {
    ad: '2027年9月1日',
    opens: '2027年9月2日',
    closes: '2027年10月1日',
    expires: '2027年10月2日',
    decides: '2027年9月15日',
  },
  'zh-TW': {
    ad: '2027年9月1日',
    opens: '2027年9月2日',
    closes: '2027年10月1日',
    expires: '2027年10月2日',
    decides: '2027年9月15日',
  },
};

/** The days in the subject on the day of each stage: until the window opens, then those left; null: the last day. */
const COUNTS: Record<number, string | null> = {
  [-30]: '31',
  [-15]: '16',
  [-1]: '2',
  1: '29',
  15: '15',
  23: '7',
  30: null,
};
const LAST_DAY: Record<Locale, string> = {
  en: 'Today is the last day',
  'ko-KR': '오늘이 갱신 마지막 날',
  'zh-CN': '今天是续订截止日',
  'zh-TW': '今天是續約截止日',
};

const ALL: Terms[] = [...ALL_TERMS, { ...GOLD, learningOption: false }];

const REVIEWS: Missing[][] = [
  [],
  [{ code: 'profile-review', lastReviewedOn: null, maxAgeDays: 90 }],
  [{ code: 'profile-review', lastReviewedOn: date('2027-03-04'), maxAgeDays: 90 }],
];
const SHORTFALLS: Missing[] = [
  { code: 'kpi', have: '1234.5', need: '2000', from: '2026-09' as CivilMonth, to: '2027-08' as CivilMonth },
  { code: 'mct', have: 1, need: 4 },
  { code: 'exams', have: 0, need: 2, certification: 'Exam 70-778' },
];
/** The other kind of goals of a competency. */
const PERFORMANCE: GoalShortfall = { code: 'performance', have: '1.5', need: '7', metric: 'new-customers' };
/** Either of two paths would do. */
const PATHS: Missing = {
  code: 'paths',
  paths: [[{ code: 'exams', have: 0, need: 2, certification: 'Exam 70-778' }], [PERFORMANCE, PERFORMANCE]],
};
const SUBSETS: Missing[][] = Array.from({ length: 2 ** SHORTFALLS.length }, (_, bits) =>
  SHORTFALLS.filter((_shortfall, index) => (bits >> index) & 1),
);
/** The states of the requirements: met (the empty set) or not, pending, undecidable; or waived by an extension. */
const REQUIREMENTS: { missing: Missing[]; extension: RenewalContent['extension'] }[] = [
  ...SUBSETS.map((missing) => ({ missing, extension: null })),
  { missing: [PERFORMANCE], extension: null },
  { missing: [PATHS], extension: null },
  { missing: [{ code: 'kpi-pending', decidesOn: date('2027-09-15'), soFar: null }], extension: null },
  { missing: [{ code: 'undecidable', missing: 'programYears: a secret of the configuration' }], extension: null },
  { missing: [], extension: { id: '2027-h2', terms: [] } },
];

const contentAt = (stage: number, terms: Terms): RenewalContent =>
  renewalContent(facts({ membership: membership({ terms }) }), stage, addDays(AD, stage));

/** Every possible renewal notice, in one language. */
const RENEWALS: RenewalContent[] = Object.keys(COUNTS).flatMap((stage) =>
  ALL.flatMap((terms) => {
    const content = contentAt(Number(stage), terms);
    return REVIEWS.flatMap((review) =>
      REQUIREMENTS.map(({ missing, extension }) => ({
        ...content,
        missing: [{ code: 'fee' as const }, ...review, ...missing],
        extension,
      })),
    );
  }),
);

const HOLE = /undefined|NaN|null|\[object|[{}]|Invalid Date|\u2068|\u2069|\d{4}-\d{2}-\d{2}|secret/;

/** The text that a mail must have for one shortfall. */
function wordsOf(missing: Missing, locale: Locale): string[] {
  const words = languageOf(locale).words.renewal.missing;
  switch (missing.code) {
    case 'fee':
      return [words.fee.label];
    case 'profile-review':
      return [words.profileReview.label, '90', ...(missing.lastReviewedOn === null ? [] : ['2027'])];
    case 'kpi':
      return [words.kpi.label, '1,234.5', '2,000'];
    case 'kpi-pending':
      return [words.kpi.label, DATES[locale].decides];
    case 'mct':
      return [words.mct.label, '4'];
    case 'exams':
      return [words.exams.label, 'Exam 70-778'];
    case 'performance':
      return [words.performance.label, words.performance.metrics[missing.metric]];
    case 'paths':
      return missing.paths.flatMap((path) => path.flatMap((goal) => wordsOf(goal, locale)));
    case 'undecidable':
      return [words.undecidable.label, words.undecidable.text];
  }
}

/** The faults of a mail: text that it must not have, and text that it lacks. */
function faults(mail: ReturnType<typeof compose>, told: readonly string[]): string[] {
  const { subject, text } = mail;
  const html = visible(mail.html);
  const bodies = { subject, text, html };
  return [
    ...Object.entries(bodies).flatMap(([part, words]) => (HOLE.test(words) ? [`${part}: ${HOLE.exec(words)}`] : [])),
    ...(/^\P{Cc}+$/u.test(subject) ? [] : ['the subject is no line']),
    ...told.filter((words) => !text.includes(words)).map((words) => `text without ${words}`),
    ...told.filter((words) => !html.includes(words)).map((words) => `html without ${words}`),
  ];
}

function renewalFaults(content: RenewalContent, locale: Locale): string[] {
  const { ad, opens, closes } = DATES[locale];
  const mail = compose(content, locale);
  const count = COUNTS[content.stage];
  const isCounted =
    count === null ? mail.subject.includes(LAST_DAY[locale]) : new RegExp(`(?<!\\d)${count}(?!\\d)`).test(mail.subject);
  const points = mail.text.split('\n').filter((line) => line.startsWith('- ')).length;
  const items = content.missing.flatMap<unknown>((missing) => (missing.code === 'paths' ? missing.paths : [missing]));
  const told = content.missing.flatMap((missing) => wordsOf(missing, locale));
  const waived = languageOf(locale).words.renewal.extension.heading;
  return [
    ...faults(mail, [ad, opens, closes, ...told, ...(content.extension === null ? [] : [waived])]),
    ...(isCounted ? [] : [`subject without ${count}: ${mail.subject}`]),
    ...(points === items.length + content.losses.length ? [] : [`${points} points`]),
  ].map((fault) => `${content.stage} ${JSON.stringify(content.terms)} ${JSON.stringify(content.missing)}: ${fault}`);
}

describe('every renewal notice that can be sent (R-NOT-5, R-NOT-6)', () => {
  it('is one of the default stages, of every offer, level and Learning option, with every set of shortfalls', () => {
    expect(
      Object.keys(COUNTS)
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(config().noticeStages);
    expect(RENEWALS).toHaveLength(7 * 7 * 3 * 13);
    expect(new Set(ALL.map((terms) => JSON.stringify(terms))).size).toBe(7);
  });

  it.each(LOCALES)(
    'has no missing value, and has dates, days and each shortfall in text and HTML: %s',
    (locale) => {
      const found = RENEWALS.flatMap((content) => renewalFaults(content, locale));
      expect(found).toEqual([]);
    },
    60_000,
  );

  it.each(LOCALES)('has an expiry notice without missing values: %s', (locale) => {
    const { ad, closes, expires } = DATES[locale];
    const contentOf = (terms: Terms) =>
      expiredContent(facts({ membership: membership({ terms }) }), { inputs: LISTING_WITHDRAWN });
    expect(addDays(AD, EXPIRY_STAGE)).toBe('2027-10-02');
    expect(ALL.flatMap((terms) => faults(compose(contentOf(terms), locale), [closes, expires, ad]))).toEqual([]);
  });

  it('fails the check if a value is missing', () => {
    const [content] = RENEWALS;
    const broken = { ...content!, windowCloses: date('2027-10-03'), missing: [{ code: 'fee' as const }], losses: [] };
    expect(renewalFaults(broken, 'en')).not.toEqual([]);
    expect(faults({ subject: 'a\nb', text: 'undefined', html: '<p>{name}</p>' }, ['x'])).toHaveLength(5);
  });
});
