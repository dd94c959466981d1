/** What the headline of a mail says that it is about. */
export type Told =
  | 'renewal'
  | 'expired'
  | 'renewed'
  | 'reinstated'
  | 'continued'
  | 'upgraded'
  | 'consolidated'
  | 'benefits-ended'
  | 'payment-reversed'
  | 'delivery-lost'
  | 'renewal-at-risk'
  | 'listing-incomplete'
  | 'listing-visible'
  | 'listing-dropped'
  | 'operator-alert';

export type Item = 'fee' | 'review' | 'kpi' | 'mct' | 'undecidable' | 'exams' | 'performance';

/** The words of a language that mean something to the checks. */
export type Phrases = {
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
  /** Of a joint renewal: what stands under terms of which nothing is missing. */
  readonly allMet: string;
  readonly allWaived: string;
  /** How an item begins that tells of one of several paths, and the goals in it. */
  readonly path: RegExp;
  /** In the names of what is renewed: levels, the Learning option, the LAP, and an advanced specialization. */
  readonly silver: string;
  readonly gold: string;
  readonly learning: string;
  readonly lap: string;
  readonly specialization: string;
  readonly keyNeeded: string;
  readonly inTime: RegExp;
  /** Of a date: month, day and year, or in the order of the second one. */
  readonly date: RegExp;
  readonly month: RegExp;
};

export const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Written out, not taken from the catalogues: a sentence that changes its sense there is noticed here. */
export const ENGLISH: Phrases = {
  opensIn: /^Your renewal window opens in (\d+) days?$/,
  left: /^(\d+) days? left to renew$/,
  lastDay: /^Today is the last day to renew$/,
  headlines: {
    'Your membership has expired': 'expired',
    'Your membership has been renewed': 'renewed',
    'Your membership has been reactivated': 'reinstated',
    'Your next renewal is at risk': 'renewal-at-risk',
    'Your directory listing is now visible': 'listing-visible',
    'Your directory listing is withdrawn': 'listing-dropped',
    'Your payment has been recorded': 'continued',
    'Your membership has been upgraded to gold': 'upgraded',
    'Your membership has been combined with another': 'consolidated',
    'Your membership and its benefits have ended': 'benefits-ended',
    'A payment was reversed': 'payment-reversed',
    'You may no longer deliver courseware to others': 'delivery-lost',
  },
  incomplete: /^Complete your directory listing before /,
  nameToShow: 'Display name',
  missing: ['What is still missing', 'Requirements not met yet'],
  items: {
    'Annual fee': 'fee',
    'Company profile review': 'review',
    KPI: 'kpi',
    'Microsoft Certified Trainers (MCT)': 'mct',
    Requirements: 'undecidable',
    'Exams and assessments': 'exams',
    'Performance goals': 'performance',
  },
  waived: 'Extension: requirements waived',
  allMet: 'All its requirements are met.',
  allWaived: 'A program extension waives its requirements for this renewal.',
  path: /^- Option \d+ of \d+ \(one is enough\): /,
  silver: 'Silver ',
  gold: 'Gold ',
  learning: 'with Learning option',
  lap: 'Learning Action Pack',
  specialization: 'advanced specialization',
  keyNeeded: 'needs a product key and activation',
  inTime: /paid in time/,
  date: new RegExp(`(${MONTHS.join('|')}) (\\d{1,2}), (\\d{4})`, 'g'),
  month: new RegExp(`(?:${MONTHS.join('|')}) \\d{4}`, 'g'),
};

export const PHRASES: readonly Phrases[] = [
  ENGLISH,
  {
    opensIn: /^갱신 기간이 (\d+)일 후에 시작됩니다$/,
    left: /^갱신 마감까지 (\d+)일 남았습니다$/,
    lastDay: /^오늘이 갱신 마지막 날입니다$/,
    headlines: {
      '멤버십이 만료되었습니다': 'expired',
      '멤버십이 갱신되었습니다': 'renewed',
      '멤버십이 다시 활성화되었습니다': 'reinstated',
      '다음 갱신 요건을 충족하지 못하고 있습니다': 'renewal-at-risk',
      '디렉터리에 등재되었습니다': 'listing-visible',
      '디렉터리 등재가 종료됩니다': 'listing-dropped',
      '결제가 확인되었습니다': 'continued',
      '멤버십이 골드로 업그레이드되었습니다': 'upgraded',
      '멤버십이 다른 멤버십으로 통합되었습니다': 'consolidated',
      '멤버십과 혜택이 종료되었습니다': 'benefits-ended',
      '결제가 취소되었습니다': 'payment-reversed',
      '조직 외부에 교육 자료를 더 이상 제공할 수 없습니다': 'delivery-lost',
    },
    incomplete: / 전에 디렉터리 등재 정보를 완료해 주십시오$/,
    nameToShow: '표시 이름',
    missing: ['아직 완료되지 않은 항목', '아직 충족하지 못한 요건'],
    items: {
      '연간 요금': 'fee',
      '회사 프로필 검토': 'review',
      'KPI(핵심 성과 지표)': 'kpi',
      'Microsoft 공인 강사(MCT)': 'mct',
      요건: 'undecidable',
      '시험 및 평가': 'exams',
      '성과 목표': 'performance',
    },
    waived: '연장: 요건 면제',
    allMet: '모든 요건을 충족했습니다.',
    allWaived: '프로그램 연장에 따라 이번 갱신의 요건이 면제됩니다.',
    path: /^- 방법 \d+\/\d+\(한 가지만 충족하면 됩니다\): /,
    silver: '실버 ',
    gold: '골드 ',
    learning: '(학습 옵션 포함)',
    lap: '학습 Action Pack',
    specialization: '고급 특수화',
    keyNeeded: '제품 키 및 정품 인증 필요',
    inTime: /기한 내인/,
    date: /(\d{4})년 (\d{1,2})월 (\d{1,2})일/g,
    month: /\d{4}년 \d{1,2}월/g,
  },
  {
    opensIn: /^续订期将在 (\d+) 天后开始$/,
    left: /^续订期还剩 (\d+) 天$/,
    lastDay: /^今天是续订截止日$/,
    headlines: {
      会员资格已过期: 'expired',
      会员资格已续订: 'renewed',
      会员资格已重新激活: 'reinstated',
      下次续订存在风险: 'renewal-at-risk',
      您的目录信息已上线: 'listing-visible',
      您的目录信息将下线: 'listing-dropped',
      付款已入账: 'continued',
      会员资格已升级到金牌: 'upgraded',
      会员资格已并入另一项会员资格: 'consolidated',
      会员资格及其权益已终止: 'benefits-ended',
      一笔付款已撤销: 'payment-reversed',
      不得再向组织外部交付课件: 'delivery-lost',
    },
    incomplete: /之前补全目录信息$/,
    nameToShow: '显示名称',
    missing: ['尚未完成的事项', '尚未满足的要求'],
    items: {
      年费: 'fee',
      公司资料审阅: 'review',
      'KPI（关键绩效指标）': 'kpi',
      'Microsoft 认证讲师（MCT）': 'mct',
      要求: 'undecidable',
      考试和评估: 'exams',
      绩效目标: 'performance',
    },
    waived: '延期：免除要求',
    allMet: '各项要求均已满足。',
    allWaived: '按照合作伙伴计划的延期政策，本次续订免除其各项要求。',
    path: /^- 方式 \d+\/\d+（满足其中一种即可）：/,
    silver: '银牌能力',
    gold: '金牌能力',
    learning: '（含学习选项）',
    lap: '学习 Action Pack',
    specialization: '高级专业化',
    keyNeeded: '需要产品密钥和激活',
    inTime: /按时支付/,
    date: /(\d{4})年(\d{1,2})月(\d{1,2})日/g,
    month: /\d{4}年\d{1,2}月/g,
  },
  {
    opensIn: /^續約期間將於 (\d+) 天後開始$/,
    left: /^續約期間還剩 (\d+) 天$/,
    lastDay: /^今天是續約截止日$/,
    headlines: {
      會員資格已到期: 'expired',
      會員資格已續約: 'renewed',
      會員資格已重新啟用: 'reinstated',
      下次續約有風險: 'renewal-at-risk',
      您的目錄刊登已上線: 'listing-visible',
      您的目錄刊登將下架: 'listing-dropped',
      付款已入帳: 'continued',
      會員資格已升級至金級: 'upgraded',
      會員資格已併入另一項會員資格: 'consolidated',
      會員資格及其權益已終止: 'benefits-ended',
      一筆付款已撤銷: 'payment-reversed',
      不得再向組織外部提供課程教材: 'delivery-lost',
    },
    incomplete: /之前補齊目錄刊登資訊$/,
    nameToShow: '顯示名稱',
    missing: ['尚未完成的事項', '尚未符合的資格條件'],
    items: {
      年費: 'fee',
      公司資料檢閱: 'review',
      'KPI（關鍵績效指標）': 'kpi',
      'Microsoft 認證講師（MCT）': 'mct',
      資格條件: 'undecidable',
      考試與評量: 'exams',
      績效目標: 'performance',
    },
    waived: '延期：免除資格條件',
    allMet: '各項資格條件均已符合。',
    allWaived: '依照合作夥伴計畫的延期措施，本次續約免除其各項資格條件。',
    path: /^- 方式 \d+\/\d+（符合其中一種即可）：/,
    silver: '銀級專長認證',
    gold: '金級專長認證',
    learning: '（含學習選項）',
    lap: '學習行動套件',
    specialization: '進階專業化',
    keyNeeded: '需要產品金鑰和啟用',
    inTime: /如期支付/,
    date: /(\d{4})年(\d{1,2})月(\d{1,2})日/g,
    month: /\d{4}年\d{1,2}月/g,
  },
];
