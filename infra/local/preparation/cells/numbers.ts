/** Numbers as spreadsheets write them. */
import { Big } from 'big.js';
import type { Readings } from './conventions.ts';

export const NUMBER_FORMS = ['decimal-point', 'decimal-comma'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];

/** Signs of currencies before or behind an amount, and codes. */
const CURRENCY =
  /^(?:\p{Sc}|(?:US|CA|AU|NZ|HK|NT|R)\$|[A-Z]{3}|kr\.?|zł|Kč|Fr\.|元|円|원)\s*|\s*(?:\p{Sc}|[A-Z]{3}|kr\.?|zł|Kč|元|円|원)$/gu;
/** Digits that a binary number can hold exactly: what is beyond is noise, and spreadsheets do not show it. */
const TRUE_DIGITS = 15;

const FORMS: Readonly<Record<NumberForm, RegExp>> = {
  'decimal-point': /^(?:\d+|[1-9]\d{0,2}(?:([, '])\d{3})(?:\1\d{3})*)?(?:\.\d+)?$/,
  'decimal-comma': /^(?:\d+|[1-9]\d{0,2}(?:([. '])\d{3})(?:\1\d{3})*)?(?:,\d+)?$/,
};

/** What a text means by each way to write decimals. `isWhole`: a reading with decimals is none. */
export function numberReadings(text: string, isWhole: boolean): Readings<NumberForm> {
  const { body, isNegative } = unsigned(text);
  if (!/\d/.test(body)) return new Map();
  const readings = NUMBER_FORMS.flatMap((form) => {
    const size = sizeOf(body, form);
    const plain = size === null ? null : isWhole ? wholeOf(size) : size;
    return plain === null ? [] : [[form, isNegative && /[1-9]/.test(plain) ? `-${plain}` : plain] as const];
  });
  return new Map(readings);
}

/** Number, sign and decimals of a cell that the spreadsheet itself has as a number. */
export function typedNumber(text: string): string {
  const number = new Big(text);
  const size = number.c.length > TRUE_DIGITS ? number.prec(TRUE_DIGITS) : number;
  return size.toFixed();
}

/** Whether a spreadsheet may have lost digits of a number: of an id nobody knows which. */
export const mayHaveLostDigits = (text: string): boolean => new Big(text).abs().gte(1e15);

/** What is written beside the number itself: the sign or code of a currency; null: nothing. */
export function currencyIn(text: string): string | null {
  const found = bare(text).match(CURRENCY);
  return found === null ? null : (found[0]?.trim() ?? null);
}

const bare = (text: string): string => text.replace(/^[\s(+-]+|[\s)-]+$/g, '').trim();

function unsigned(text: string): { body: string; isNegative: boolean } {
  const isBracketed = /^\(.*\)$/.test(text);
  const inner = isBracketed ? text.slice(1, -1).trim() : text;
  const plain = inner.replace(CURRENCY, '').trim();
  const isNegative = isBracketed || /^-|-$/.test(plain) || /^-/.test(inner);
  const body = plain
    .replace(/^[-+]\s*|\s*-$/g, '')
    .replace(CURRENCY, '')
    .trim();
  return { body, isNegative };
}

function sizeOf(body: string, form: NumberForm): string | null {
  if (/^\d+(?:\.\d+)?e[+-]?\d{1,2}$/i.test(body)) return form === 'decimal-point' ? new Big(body).toFixed() : null;
  if (/^\d+,\d+e[+-]?\d{1,2}$/i.test(body))
    return form === 'decimal-comma' ? new Big(body.replace(',', '.')).toFixed() : null;
  if (!FORMS[form].test(body)) return null;
  const digits = form === 'decimal-point' ? body.replace(/[, ']/g, '') : body.replace(/[. ']/g, '').replace(',', '.');
  return digits.startsWith('.') ? `0${digits}` : digits;
}

const wholeOf = (size: string): string | null => (/^\d+(?:\.0+)?$/.test(size) ? size.replace(/\..*$/, '') : null);
