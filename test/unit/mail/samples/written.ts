/** What a mail must not look like in any language (R-NOT-6), whatever names stand in it. */
import type { Locale } from '../../../../shared/domain/partners/partner.ts';

/** Faults of setting: those of every script, and those of Chinese, which has no blanks of its own. */
const FAULTS: readonly RegExp[] = [
  /[^\S\n]{2}/,
  /^[^\S\n]|[^\S\n]$/m,
  /[^\S\n][.,;:!?)\]}’”](?![^\S\n\p{L}\p{N}])/u,
  /[([{‘“][^\S\n]/,
  /\(\s*\)|（\s*）|\[\s*\]|‘\s*’|“\s*”|「\s*」|""|''/,
  /[.,:;]{2}|[，。：；、]{2}|[。.][：:]|（（|））/,
  /undefined|NaN|null|\[object|[{}]|\$\{|%[sd]|Invalid Date|\bTODO\b/,
];
const FAULTS_OF_CHINESE: readonly RegExp[] = [
  /[^\S\n][，。：；！？、（）「」“”]|[，。：；！？、（）「」“”][^\S\n]/,
  /[,;:!?()][\p{Script=Han}]|[\p{Script=Han}][,;:!?()]/u,
  /\p{Script=Han}[^\S\n]\p{Script=Han}/u,
  // A word or number in Latin letters stands between blanks, a date does not.
  /\p{Script=Han}[^\S\n]\d{4}年/u,
  /\p{Script=Han}\p{Script=Latin}|\p{Script=Latin}\p{Script=Han}/u,
  /(?<=\p{Script=Han})\d+(?![\d年月日])/u,
  /\d(?![年月日])\p{Script=Han}/u,
];
/** Of Korean: particles that leave the choice to the reader; addressing in another style than the formal one. */
const FAULTS_OF_KOREAN: readonly RegExp[] = [
  /을\(를\)|이\(가\)|은\(는\)|와\(과\)|\(으\)로/,
  /(?:해요|세요|예요|이에요|어요|아요|[가-힣]까요)(?![가-힣])/,
];

const OF_LOCALE: Readonly<Record<Locale, readonly RegExp[]>> = {
  en: FAULTS,
  'ko-KR': [...FAULTS, ...FAULTS_OF_KOREAN],
  'zh-CN': [...FAULTS, ...FAULTS_OF_CHINESE],
  'zh-TW': [...FAULTS, ...FAULTS_OF_CHINESE],
};

/** Each fault of a text, with what is around it. Addresses are left out. */
export function faultsOf(text: string, locale: Locale): string[] {
  const words = text
    .replaceAll(/^- /gm, '')
    .replaceAll(/https?:\/\/[^\s：]+/g, 'https')
    .replaceAll(/[\w.-]+@[\w.-]+/g, 'mail');
  return OF_LOCALE[locale].flatMap((fault) => {
    const found = fault.exec(words);
    return found === null ? [] : [`${fault}: …${words.slice(Math.max(0, found.index - 12), found.index + 12)}…`];
  });
}
