/**
 * Colours and type of the HTML mails, for light and dark. Inline styles have the light ones; `styleSheet` overrides
 * them by class.
 */
import type { Locale } from '../../../domain/partners/partner.ts';
import type { Tone } from '../message.ts';

export const COLOURS = {
  page: '#f2f4f7',
  card: '#ffffff',
  text: '#1b2430',
  muted: '#566170',
  rule: '#dfe4ea',
  link: '#0f5ea8',
  button: '#0f5ea8',
  onButton: '#ffffff',
} as const;

type ToneColours = { ground: string; text: string; accent: string };

/** The status strip; text on its ground has a contrast of at least 7:1. */
export const TONES: Readonly<Record<Tone, ToneColours>> = {
  calm: { ground: '#e8f1fb', text: '#0b3c6f', accent: '#2b7cd3' },
  notice: { ground: '#fff3d6', text: '#573800', accent: '#d08a00' },
  urgent: { ground: '#fde8e6', text: '#7d1a10', accent: '#d13b2a' },
  ended: { ground: '#eaedf1', text: '#2c3541', accent: '#76818f' },
  good: { ground: '#e4f5ea', text: '#11482a', accent: '#2a9d5b' },
};

const DARK_TONES: Readonly<Record<Tone, Omit<ToneColours, 'accent'>>> = {
  calm: { ground: '#14304d', text: '#d5e8fb' },
  notice: { ground: '#40310d', text: '#ffe6b0' },
  urgent: { ground: '#4a1c18', text: '#ffd9d4' },
  ended: { ground: '#2a313a', text: '#dfe5ec' },
  good: { ground: '#143a25', text: '#c9f0d8' },
};

/** Fonts that the reader's system has, each script's own before the generic one: Han characters differ by region. */
const CJK_FONTS: Readonly<Record<Locale, string>> = {
  en: '',
  'ko-KR': 'Apple SD Gothic Neo,Malgun Gothic,Noto Sans KR,Noto Sans CJK KR,',
  'zh-CN': 'PingFang SC,Microsoft YaHei,Noto Sans SC,Noto Sans CJK SC,',
  'zh-TW': 'PingFang TC,Microsoft JhengHei,Noto Sans TC,Noto Sans CJK TC,',
};

/** The CSS font family of a locale. */
export function fontFamily(locale: Locale): string {
  return `-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,${CJK_FONTS[locale]}sans-serif`;
}

/** Outlook for Windows shows a font that it does not know, the first of a family, as a serif one. */
export function outlookFonts(locale: Locale): string {
  return `body,table,td,div,p,a,h1,h2,li{font-family:${OUTLOOK_FONTS[locale]}Segoe UI,Arial,sans-serif!important}`;
}

const OUTLOOK_FONTS: Readonly<Record<Locale, string>> = {
  en: '',
  'ko-KR': 'Malgun Gothic,',
  'zh-CN': 'Microsoft YaHei,',
  'zh-TW': 'Microsoft JhengHei,',
};

/** Rules for line breaks: Korean breaks between words, and nothing long may widen a narrow screen. */
export function lineBreaks(locale: Locale): string {
  return `overflow-wrap:anywhere;${locale === 'ko-KR' ? 'word-break:keep-all;' : ''}`;
}

/**
 * The style sheet for dark mode and narrow screens; clients that drop it show the light mail, which is complete. Outlook
 * on the web and on phones says by attributes that it is dark.
 */
export function styleSheet(tone: Tone): string {
  const dark = DARK_TONES[tone];
  const grounds: [string, string][] = [
    ['.page', '#14181d'],
    ['.card', '#1d232b'],
    ['.track', '#3a4451'],
    ['.strip', dark.ground],
  ];
  const texts: [string, string][] = [
    ['.text', '#e6eaf0'],
    ['.muted', '#a9b4c1'],
    ['.link', '#86bdf2'],
    ['.strip-text', dark.text],
  ];
  const groundRules = (before: string) =>
    grounds.map(([name, colour]) => `${before}${name}{background:${colour}!important}`);
  const textRules = (before: string) => texts.map(([name, colour]) => `${before}${name}{color:${colour}!important}`);
  const ruleLines = '.card,.rule{border-color:#323b47!important}';
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    `@media (prefers-color-scheme:dark){${[...groundRules(''), ...textRules(''), ruleLines].join('')}}`,
    ...groundRules('[data-ogsb] '),
    ...textRules('[data-ogsc] '),
    '@media (max-width:480px){.page{padding:0!important}.card{border-radius:0!important;border-width:0!important}.pad{padding-left:20px!important;padding-right:20px!important}.wide{width:100%!important}.button{display:block!important}}',
  ].join('');
}
