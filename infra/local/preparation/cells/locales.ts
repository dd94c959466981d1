/** Languages of mails as people write them (R-ROLE-1). */
import { LOCALES } from '../../../../shared/domain/partners/partner.ts';
import { plainName } from './plain-name.ts';

/** The characters alone, or with the place; zh-HK and the like are languages of their own. */
const TRADITIONAL = /^zh-(?:hant|cht|hant-tw)$/;
const SIMPLIFIED = /^zh-(?:hans|chs|hans-cn)$/;

const NAMES: Readonly<Record<string, readonly string[]>> = {
  en: ['English', 'Englisch', 'anglais', 'inglés', 'inglês', '영어', '英语', '英語', 'eng'],
  'ko-KR': ['Korean', 'Koreanisch', 'coréen', '한국어', '韩语', '韓語', '韓文', 'kor', 'kr'],
  'zh-CN': [
    'Chinese (Simplified)',
    'Simplified Chinese',
    'Chinese Simplified',
    '简体中文',
    '中文(简体)',
    '중국어(간체)',
    'chs',
  ],
  'zh-TW': [
    'Chinese (Traditional)',
    'Traditional Chinese',
    'Chinese Traditional',
    '繁體中文',
    '中文(繁體)',
    '중국어(번체)',
    'cht',
  ],
};
/** Chinese, and nobody knows in which characters. */
const CHINESE = ['zh', 'chinese', 'chinesisch', 'chinois', 'chino', '中文', '중국어', 'zho', 'chi'];

/**
 * The locales that a text may mean: one of those in which mails are written, the text itself if it means another
 * language, or several.
 */
export function localesOf(text: string): readonly string[] {
  const lower = text
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/\.utf-?8$/, '');
  const exact = LOCALES.find((locale) => locale.toLowerCase() === lower);
  if (exact !== undefined) return [exact];
  if (/^en-[a-z]{2}$/.test(lower)) return ['en'];
  if (/^ko(?:-kr)?$/.test(lower)) return ['ko-KR'];
  if (TRADITIONAL.test(lower)) return ['zh-TW'];
  if (SIMPLIFIED.test(lower)) return ['zh-CN'];
  const plain = plainName(text);
  const named = LOCALES.find((locale) => NAMES[locale]?.some((name) => plainName(name) === plain));
  if (named !== undefined) return [named];
  // `English (United States)`, `Korean (Korea)`.
  const before = /^(.+?)\s*\(.*\)$/.exec(text)?.[1];
  if (before !== undefined && !CHINESE.includes(plainName(before))) return localesOf(before);
  return CHINESE.includes(plain) || CHINESE.includes(lower) ? ['zh-CN', 'zh-TW'] : [text];
}
