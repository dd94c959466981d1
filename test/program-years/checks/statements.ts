import type { Letter } from '../run/world.ts';

/** The kind of a mail, as its headline says. */
export type Told =
  | 'renewal'
  | 'expired'
  | 'renewed'
  | 'reinstated'
  | 'renewal-at-risk'
  | 'listing-incomplete'
  | 'listing-visible'
  | 'listing-dropped'
  | 'operator-alert';

/** What the text part of a mail says. Dates are ISO. */
export type Statements = {
  readonly kind: Told;
  readonly text: string;
  readonly dates: readonly string[];
  /** The days until the window opens, or those left in it. */
  readonly phase: { readonly opensIn: number } | { readonly left: number } | null;
  /** By its label: the numbers that are said of what is missing. */
  readonly missing: ReadonlyMap<Item, readonly number[]>;
  readonly isWaived: boolean;
  readonly saysInTime: boolean;
  /** Of a listing: the name to show. */
  readonly lacksName: boolean;
};

export type Item = 'fee' | 'review' | 'kpi' | 'mct' | 'undecidable';

type Phrases = {
  readonly opensIn: RegExp;
  readonly left: RegExp;
  readonly lastDay: RegExp;
  readonly headlines: Readonly<Record<string, Told>>;
  /** The headline about a listing that is not complete, and its item of the name. */
  readonly incomplete: RegExp;
  readonly nameToShow: string;
  /** Headings of the lists of what is missing. */
  readonly missing: readonly string[];
  readonly items: Readonly<Record<string, Item>>;
  readonly waived: string;
  readonly inTime: RegExp;
  /** Of a date: month, day and year, or in the order of the second one. */
  readonly date: RegExp;
  readonly month: RegExp;
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const NUMBER = /-?\d[\d,]*(?:\.\d+)?/g;

/** Written out, not taken from the catalogues: a sentence that changes its sense there is noticed here. */
const ENGLISH: Phrases = {
  opensIn: /^The renewal window opens in (\d+) days?$/,
  left: /^(\d+) days? left to renew$/,
  lastDay: /^Today is the last day to renew$/,
  headlines: {
    'The membership has expired': 'expired',
    'The membership is renewed': 'renewed',
    'The membership is reactivated': 'reinstated',
    'The next renewal is at risk': 'renewal-at-risk',
    'Your directory listing is visible': 'listing-visible',
    'The directory listing is withdrawn': 'listing-dropped',
  },
  incomplete: /^Complete the directory listing before /,
  nameToShow: 'Name to show',
  missing: ['What is still missing', 'Requirements that are not met so far'],
  items: {
    'Annual fee': 'fee',
    'Company profile review': 'review',
    KPI: 'kpi',
    'Microsoft Certified Trainers (MCT)': 'mct',
    Requirements: 'undecidable',
  },
  waived: 'Extension: requirements waived',
  inTime: /paid in time/,
  date: new RegExp(`(${MONTHS.join('|')}) (\\d{1,2}), (\\d{4})`, 'g'),
  month: new RegExp(`(?:${MONTHS.join('|')}) \\d{4}`, 'g'),
};

const PHRASES: readonly Phrases[] = [
  ENGLISH,
  {
    opensIn: /^갱신 기간 시작까지 (\d+)일 남았습니다$/,
    left: /^갱신 마감까지 (\d+)일 남았습니다$/,
    lastDay: /^오늘은 갱신할 수 있는 마지막 날입니다$/,
    headlines: {
      '멤버십이 만료되었습니다': 'expired',
      '멤버십이 갱신되었습니다': 'renewed',
      '멤버십이 다시 활성화되었습니다': 'reinstated',
      '다음 갱신이 위험합니다': 'renewal-at-risk',
      '디렉터리 등재 정보가 표시됩니다': 'listing-visible',
      '디렉터리 등재가 철회됩니다': 'listing-dropped',
    },
    incomplete: / 전에 디렉터리 등재 정보를 완료하세요$/,
    nameToShow: '표시할 이름',
    missing: ['아직 완료되지 않은 항목', '아직 충족되지 않은 요구 사항'],
    items: {
      '연간 요금': 'fee',
      '회사 프로필 검토': 'review',
      'KPI(핵심 성과 지표)': 'kpi',
      'Microsoft 공인 강사(MCT)': 'mct',
      '요구 사항': 'undecidable',
    },
    waived: '연장: 요구 사항 면제',
    inTime: /기한 내인/,
    date: /(\d{4})년 (\d{1,2})월 (\d{1,2})일/g,
    month: /\d{4}년 \d{1,2}월/g,
  },
  {
    opensIn: /^续订时段将在 (\d+) 天后开始$/,
    left: /^续订时间还剩 (\d+) 天$/,
    lastDay: /^今天是续订的最后一天$/,
    headlines: {
      会员资格已过期: 'expired',
      会员资格已续订: 'renewed',
      会员资格已重新激活: 'reinstated',
      下一次续订存在风险: 'renewal-at-risk',
      您的目录收录已可见: 'listing-visible',
      目录收录将被撤回: 'listing-dropped',
    },
    incomplete: /之前补全目录收录信息$/,
    nameToShow: '显示名称',
    missing: ['尚未完成的事项', '尚未满足的要求'],
    items: {
      年度费用: 'fee',
      公司资料审阅: 'review',
      'KPI（关键绩效指标）': 'kpi',
      'Microsoft 认证讲师 (MCT)': 'mct',
      要求: 'undecidable',
    },
    waived: '延期：免除要求',
    inTime: /按时支付/,
    date: /(\d{4})年(\d{1,2})月(\d{1,2})日/g,
    month: /\d{4}年\d{1,2}月/g,
  },
  {
    opensIn: /^續約期間將於 (\d+) 天後開始$/,
    left: /^續約期限還剩 (\d+) 天$/,
    lastDay: /^今天是續約的最後一天$/,
    headlines: {
      成員資格已到期: 'expired',
      成員資格已續約: 'renewed',
      成員資格已重新啟用: 'reinstated',
      下一次續約有風險: 'renewal-at-risk',
      您的目錄刊登已可見: 'listing-visible',
      目錄刊登將被撤回: 'listing-dropped',
    },
    incomplete: /之前補齊目錄刊登資訊$/,
    nameToShow: '顯示名稱',
    missing: ['尚未完成的事項', '尚未符合的需求'],
    items: {
      年度費用: 'fee',
      公司資料檢閱: 'review',
      'KPI（關鍵績效指標）': 'kpi',
      'Microsoft 認證講師 (MCT)': 'mct',
      需求: 'undecidable',
    },
    waived: '延期：免除需求',
    inTime: /如期支付/,
    date: /(\d{4})年(\d{1,2})月(\d{1,2})日/g,
    month: /\d{4}年\d{1,2}月/g,
  },
];

/** What a mail says. @throws Error if it says what is missing under a label that is not known */
export function statementsOf({ raw }: Pick<Letter, 'raw'>): Statements {
  const text = textPart(raw);
  const [headline = ''] = text.split('\n');
  // The operators read English, under headlines of every kind.
  const phrases = PHRASES.find((each) => kindOf(headline, each) !== null) ?? ENGLISH;
  const kind = kindOf(headline, phrases) ?? 'operator-alert';
  return {
    kind,
    text,
    dates: datesIn(text, phrases),
    phase: kind === 'renewal' ? phaseOf(headline, phrases) : null,
    missing: missingIn(text, phrases),
    isWaived: text.includes(phrases.waived),
    saysInTime: phrases.inTime.test(text),
    lacksName: text.includes(`\n- ${phrases.nameToShow}`),
  };
}

/** Of a multipart message of the program. */
function textPart(raw: string): string {
  const [, body = ''] = /Content-Type: text\/plain[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]*?)\r\n--/.exec(raw) ?? [];
  return Buffer.from(body, 'base64').toString('utf8');
}

function kindOf(headline: string, { headlines, opensIn, left, lastDay, incomplete }: Phrases): Told | null {
  if (incomplete.test(headline)) return 'listing-incomplete';
  return headlines[headline] ?? ([opensIn, left, lastDay].some((each) => each.test(headline)) ? 'renewal' : null);
}

function phaseOf(headline: string, { opensIn, left }: Phrases): Statements['phase'] {
  const until = opensIn.exec(headline)?.[1];
  return until === undefined ? { left: Number(left.exec(headline)?.[1] ?? 0) } : { opensIn: Number(until) };
}

const iso = (year: string, month: number, day: string): string =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

function datesIn(text: string, { date }: Phrases): string[] {
  return [...text.matchAll(date)].map(([, a = '', b = '', c = '']) =>
    MONTHS.includes(a) ? iso(c, MONTHS.indexOf(a) + 1, b) : iso(a, Number(b), c),
  );
}

function missingIn(text: string, { missing, items, date, month }: Phrases): Statements['missing'] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => missing.includes(line));
  if (start < 0) return new Map();
  const list = lines.slice(start + 1, lines.indexOf('', start));
  return new Map(
    list.map((line): [Item, number[]] => {
      const label = Object.keys(items).find((each) => line.startsWith(`- ${each}: `) || line.startsWith(`- ${each}：`));
      if (label === undefined) throw new Error(`"${line}" is missing, which no rule knows (R-NOT-9)`);
      const said = line.slice(label.length).replaceAll(date, '').replaceAll(month, '');
      return [items[label] as Item, [...said.matchAll(NUMBER)].map(([number]) => Number(number.replaceAll(',', '')))];
    }),
  );
}
