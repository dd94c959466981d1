/** DynamoDB's condition and key condition expressions, as far as they are known here; others are refused by name. */
import { type AttributeValue, type Item, isSame } from './attribute-value.ts';
import { validationError } from './request-error.ts';
import { compareUtf8 } from './utf8-order.ts';

type Names = Readonly<Record<string, string>> | undefined;
type Values = Readonly<Record<string, AttributeValue>> | undefined;
export type Expression = { readonly text: string | undefined; readonly names: Names; readonly values: Values };

type Term =
  | { readonly is: 'exists'; readonly path: string }
  | { readonly is: 'missing'; readonly path: string }
  | { readonly is: 'begins'; readonly path: string; readonly value: string }
  | { readonly is: 'between'; readonly path: string; readonly value: string; readonly last: string }
  | { readonly is: Comparison; readonly path: string; readonly value: string };
type Comparison = '=' | '<' | '<=' | '>' | '>=';

const PATH = '[A-Za-z_#][A-Za-z0-9_]*';
const VALUE = ':[A-Za-z0-9_]+';
const FORMS: readonly [RegExp, (parts: string[]) => Term][] = [
  [new RegExp(`^attribute_exists\\s*\\(\\s*(${PATH})\\s*\\)$`), ([path = '']) => ({ is: 'exists', path })],
  [new RegExp(`^attribute_not_exists\\s*\\(\\s*(${PATH})\\s*\\)$`), ([path = '']) => ({ is: 'missing', path })],
  [
    new RegExp(`^begins_with\\s*\\(\\s*(${PATH})\\s*,\\s*(${VALUE})\\s*\\)$`),
    ([path = '', value = '']) => ({ is: 'begins', path, value }),
  ],
  [
    new RegExp(`^(${PATH})\\s+BETWEEN\\s+(${VALUE})\\s+AND\\s+(${VALUE})$`),
    ([path = '', value = '', last = '']) => ({ is: 'between', path, value, last }),
  ],
  [
    new RegExp(`^(${PATH})\\s*(=|<=|>=|<|>)\\s*(${VALUE})$`),
    ([path = '', is = '=', value = '']) => ({ is: is as Comparison, path, value }),
  ],
];

const parsed = new Map<string, readonly Term[]>();

/** @throws RequestError for an expression that is not a conjunction of known terms */
function termsOf(text: string): readonly Term[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const terms = text.split(/\s+AND\s+(?!:[A-Za-z0-9_]+\s*(?:AND|$))/).map((part) => termOf(part.trim(), text));
  parsed.set(text, terms);
  return terms;
}

function termOf(part: string, text: string): Term {
  for (const [form, make] of FORMS) {
    const match = form.exec(part);
    if (match) return make(match.slice(1));
  }
  throw validationError(`the expression ${text} does not run on one machine: ${part}`);
}

/** Whether the condition holds for what is stored. No condition always does. */
export function holds({ text, ...given }: Expression, stored: Item | undefined): boolean {
  return text === undefined || termsOf(text).every((term) => isTrue(term, given, stored));
}

function isTrue(term: Term, { names, values }: Omit<Expression, 'text'>, stored: Item | undefined): boolean {
  const attribute = stored?.[nameIn(names, term.path)];
  if (term.is === 'exists') return attribute !== undefined;
  if (term.is === 'missing') return attribute === undefined;
  const value = valueIn(values, term.value);
  if (term.is === '=') return isSame(attribute, value);
  throw validationError(`${term.is} in a condition does not run on one machine`);
}

/** A query: the partition, and what is asked of the sort keys there. */
export type KeyCondition = { readonly partition: string; readonly sort: SortRange };
export type SortRange = {
  /** Where it begins, inclusive. */
  readonly from: string;
  /** Whether a sort key that is not before `from` belongs to it; once one does not, no later one does. */
  readonly contains: (sort: string) => boolean;
  /** Whether a sort key that is `from` itself does not belong to it. */
  readonly isAfter: boolean;
};

const EVERYTHING: SortRange = { from: '', contains: () => true, isAfter: false };

/** @param keys names of the partition key and of the sort key */
export function keyConditionOf(
  { text = '', names, values }: Expression,
  keys: { readonly partition: string; readonly sort: string | undefined },
): KeyCondition {
  const terms = termsOf(text);
  const [equal, others] = [
    terms.find((term) => term.is === '=' && nameIn(names, term.path) === keys.partition),
    terms.filter((term) => nameIn(names, term.path) !== keys.partition),
  ];
  if (equal === undefined || equal.is !== '=')
    throw validationError(`Query condition missed key schema element: ${keys.partition}`);
  const [onSort, more] = others;
  if (more !== undefined || terms.length > 2) throw validationError('Query key condition not supported');
  if (onSort !== undefined && nameIn(names, onSort.path) !== keys.sort)
    throw validationError(`Query condition missed key schema element: ${keys.sort}`);
  const partition = textIn(values, equal.value);
  return { partition, sort: onSort === undefined ? EVERYTHING : rangeOf(onSort, values) };
}

function rangeOf(term: Term, values: Values): SortRange {
  if (term.is === 'exists' || term.is === 'missing') throw validationError('Query key condition not supported');
  const value = textIn(values, term.value);
  const range = (from: string, contains: SortRange['contains'], isAfter = false) => ({ from, contains, isAfter });
  switch (term.is) {
    case 'begins':
      return range(value, (sort) => sort.startsWith(value));
    case 'between': {
      const last = textIn(values, term.last);
      if (compareUtf8(value, last) > 0)
        throw validationError(
          `Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:${value}}, upper bound operand: AttributeValue: {S:${last}}`,
        );
      return range(value, (sort) => compareUtf8(sort, last) <= 0);
    }
    case '=':
      return range(value, (sort) => sort === value);
    case '<':
      return range('', (sort) => compareUtf8(sort, value) < 0);
    case '<=':
      return range('', (sort) => compareUtf8(sort, value) <= 0);
    case '>':
      return range(value, () => true, true);
    case '>=':
      return range(value, () => true);
  }
}

function nameIn(names: Names, path: string): string {
  if (!path.startsWith('#')) return path;
  const name = names?.[path];
  if (name === undefined)
    throw validationError(`An expression attribute name used in the expression is not defined: ${path}`);
  return name;
}

function valueIn(values: Values, placeholder: string): AttributeValue {
  const value = values?.[placeholder];
  if (value === undefined)
    throw validationError(`An expression attribute value used in expression is not defined: ${placeholder}`);
  return value;
}

function textIn(values: Values, placeholder: string): string {
  const { S: text } = valueIn(values, placeholder);
  if (text === undefined)
    throw validationError(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
  return text;
}
