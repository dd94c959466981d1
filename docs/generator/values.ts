/** Names for what many fields take, so that a table need not say it in full each time. */
import type * as z from 'zod';
import { date, decimal, id, line, lines } from '../../shared/domain/config/values.ts';
import { country, email } from '../../shared/import/fields.ts';
import { invoiceLineRow } from '../../shared/import/rows/invoice-line.ts';
import { code, codes, table } from './markdown.ts';

const NAMED: Readonly<Record<string, z.ZodType>> = {
  id,
  date,
  decimal,
  email,
  country,
  currency: invoiceLineRow.shape.currency,
};

const allowedBy = (schema: z.ZodType): string => schema.safeParse('\u0001').error?.issues[0]?.message ?? '';

/** `text of 1 to 9 characters …` → `line, 1 to 9`. The numbers of the samples below are put in as they come. */
const SIZED: readonly { name: string; allowed: string }[] = [
  { name: 'line', allowed: allowedBy(line(1, 9)) },
  { name: 'text', allowed: allowedBy(lines(1, 9)) },
];

const OR_NOTHING = /, or nothing.*$/;

/** What a field takes, in a cell of a table. */
export function valueText(allowed: string): string {
  if (OR_NOTHING.test(allowed)) return valueText(allowed.replace(OR_NOTHING, ''));
  const [list, ...item] = allowed.split(': ');
  if (list?.startsWith('a list') && item.length > 0) return `${list}: ${valueText(item.join(': '))}`;
  const words = /^one of (.+)$/.exec(allowed)?.[1];
  if (words !== undefined) return codes(words.split(', '));
  if (allowed === 'true or false') return codes(['true', 'false']);
  const named = Object.entries(NAMED).find(([, schema]) => allowedBy(schema) === allowed);
  return named ? code(named[0]) : sized(allowed);
}

function sized(allowed: string): string {
  const [size, from, to] = /(-?\d+) to (\d+)/.exec(allowed) ?? [];
  if (size === undefined) return allowed;
  const kind = SIZED.find((sample) => sample.allowed.replace('1 to 9', size) === allowed);
  if (kind !== undefined) return `${code(kind.name)}, ${from === '0' ? 'at most' : '1 to'} ${to}`;
  const isNumber = allowed === `a whole number from ${size}`;
  return isNumber ? `whole number, ${from} to ${grouped(to)}` : allowed;
}

/** Not years. */
const grouped = (digits = ''): string => (digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ','));

/** What the names mean. */
export function valuesTable(): string {
  const named = Object.entries(NAMED).map(([name, schema]) => [code(name), allowedBy(schema)]);
  const withSize = SIZED.map(({ name, allowed }) => [
    code(name),
    allowed.replace('of 1 to 9 characters', 'of as many characters as the table says'),
  ]);
  return table(['name', 'is'], [...named, ...withSize]);
}

/** What is taken when a field is left out. */
export function fallbackText(value: unknown): string {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'nothing';
  return code(typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', '));
}
