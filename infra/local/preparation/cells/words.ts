/** Words of which the program knows a few: roles, offers, levels and so on, and how people write them. */
import { plainName } from './plain-name.ts';

type Spellings = Readonly<Record<string, readonly string[]>>;

/** By column of the import files. The word itself, in any letter case and with any hyphens, need not stand here. */
const SPELLINGS: Readonly<Record<string, Spellings>> = {
  role: {
    'global-admin': [
      'global administrator',
      'company administrator',
      'globaler Administrator',
      'administrateur général',
      'administrador global',
      '전역 관리자',
      '全局管理员',
      '全域管理員',
    ],
    'mpn-admin': [
      'MPN administrator',
      'MPN partner admin',
      'MPN partner administrator',
      'partner admin',
      'partner administrator',
      'MPN 파트너 관리자',
      'MPN 合作伙伴管理员',
      'MPN 合作夥伴管理員',
    ],
    'account-admin': ['account administrator', 'Kontoadministrator', '계정 관리자', '帐户管理员', '帳戶管理員'],
  },
  offer: {
    'action-pack': ['Microsoft Action Pack', 'Microsoft Action Pack subscription', 'MAPS', 'Action Pack subscription'],
    'learning-action-pack': ['LAP', 'Microsoft Learning Action Pack'],
    competency: ['Microsoft competency', 'competence', 'Kompetenz', 'compétence', 'competencia', '역량', '能力'],
    'advanced-specialization': ['advanced specialisation', 'specialization', 'specialisation'],
  },
  level: {
    silver: ['silver level', 'silver competency', 'Silber', 'argent', 'plata', '실버', '银', '銀', '银级', '銀級'],
    gold: ['gold level', 'gold competency', 'or', 'oro', '골드', '金', '金级', '金級'],
  },
  document_type: {
    invoice: ['inv', 'bill', 'tax invoice', 'Rechnung', 'facture', 'factura', 'fattura', '송장', '发票', '發票'],
    'credit-note': [
      'credit memo',
      'credit',
      'cn',
      'refund',
      'Gutschrift',
      'avoir',
      'nota de crédito',
      'nota di credito',
    ],
    'order-confirmation': ['order', 'Auftragsbestätigung', 'confirmation de commande'],
    'partner-report': ['report'],
  },
  metric: {
    revenue: ['Umsatz', "chiffre d'affaires", 'ingresos', '매출'],
    'active-usage': ['usage', 'active users'],
    'deployed-seats': ['seats', 'deployed'],
    'new-customers': ['new customer', 'customer adds', 'Neukunden'],
  },
  kind: {
    token: ['activation token', 'benefit token'],
    mak: ['MAK key', 'multiple activation key'],
    'visual-studio': ['VS', 'Visual Studio subscription', 'MSDN', 'VS subscription'],
  },
  edition: {
    professional: ['pro', 'VS Professional', 'Visual Studio Professional'],
    enterprise: ['ent', 'VS Enterprise', 'Visual Studio Enterprise'],
  },
};

const YES =
  'true yes y 1 t x on ja j wahr oui vrai si s sim verdadero verdadeiro vero tak evet ano 예 네 是 はい ✓ ✔ ☑ checked attested'.split(
    ' ',
  );
const NO =
  'false no n 0 f off nein falsch non faux nao falso nie nej hayir ne 아니요 아니오 否 いいえ ✗ ✘ ☐ unchecked'.split(
    ' ',
  );

/** What is compared: letters, digits and marks, without accents and letter case. */
const plainMark = (text: string): string => plainName(text) || text.trim();

const TRUE_OR_FALSE: ReadonlyMap<string, string> = new Map([
  ...YES.map((word) => [plainMark(word), 'true'] as const),
  ...NO.map((word) => [plainMark(word), 'false'] as const),
]);

export const truthOf = (text: string): string | null => TRUE_OR_FALSE.get(plainMark(text)) ?? null;

/** By column and its words, then by spelling. */
const known = new Map<string, ReadonlyMap<string, string>>();

/** The word of a column that a text stands for; null: none. @param words those that the column takes */
export function wordOf(column: string, words: readonly string[], text: string): string | null {
  const key = [column, ...words].join(' ');
  const spelt = known.get(key) ?? spellingsOf(column, words);
  known.set(key, spelt);
  return spelt.get(plainName(text)) ?? null;
}

const spellingsOf = (column: string, words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    words.flatMap((word) =>
      [word, ...(SPELLINGS[column]?.[word] ?? [])].map((spelling) => [plainName(spelling), word] as const),
    ),
  );
