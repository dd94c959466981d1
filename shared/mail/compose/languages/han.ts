import type { Name } from '../name.ts';

const ENDS_IN_HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]\u2069?$/u;

/** A name as it stands before Chinese words: with a blank between, unless its own script has none either. */
export function nameBeforeHan(name: Name | null): string {
  if (name === null) return '';
  return ENDS_IN_HAN.test(name) ? name : `${name} `;
}
