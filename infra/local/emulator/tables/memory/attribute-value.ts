/**
 * What DynamoDB stores, and its limits: "Item sizes and formats", "Quotas" and "Naming rules and data types" of the
 * DynamoDB Developer Guide.
 */
import { validationError } from './request-error.ts';

export type AttributeValue = {
  readonly S?: string;
  readonly N?: string;
  readonly B?: Uint8Array;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly Uint8Array[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Readonly<Record<string, AttributeValue>>;
};

/** An item. None is ever changed: a write puts another one in its place. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Inclusive, in bytes. */
const MAX_ITEM_BYTES = 400 * 1024;
const MAX_DEPTH = 32;
const MAX_DIGITS = 38;
/** Of a list or a map, and once more for each element, in bytes. */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;
const NUMBER = /^\s*([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?\s*$/;
/** Exponents of ten between which a number's magnitude lies, inclusive. */
const MIN_EXPONENT = -130;
const MAX_EXPONENT = 125;

/**
 * The bytes of an item.
 *
 * @throws RequestError ValidationException for a value that cannot be stored, and for an item that is too large
 */
export function checkedItemBytes(item: Item): number {
  const bytes = itemBytes(item);
  if (bytes > MAX_ITEM_BYTES) throw validationError('Item size has exceeded the maximum allowed size');
  return bytes;
}

/** The bytes of an item, or of some of its attributes. */
export function itemBytes(item: Item, depth = 0): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + valueBytes(item[name] as AttributeValue, depth);
  return bytes;
}

function valueBytes(value: AttributeValue, depth: number): number {
  if (depth > MAX_DEPTH) throw validationError('Nesting Levels have exceeded supported limits');
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.BOOL !== undefined || value.NULL === true) return 1;
  if (value.M !== undefined)
    return CONTAINER_BYTES + itemBytes(value.M, depth + 1) + ELEMENT_BYTES * Object.keys(value.M).length;
  if (value.L !== undefined)
    return sumOf(value.L, (each) => ELEMENT_BYTES + valueBytes(each, depth + 1), CONTAINER_BYTES);
  if (value.B !== undefined) return value.B.byteLength;
  return setBytes(value);
}

function setBytes({ SS, NS, BS }: AttributeValue): number {
  const set = SS ?? NS ?? BS;
  if (set === undefined)
    throw validationError('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  if (set.length === 0)
    throw validationError('One or more parameter values were invalid: An string set  may not be empty');
  if (SS !== undefined) return sumOf(SS, (text) => Buffer.byteLength(text));
  return NS !== undefined ? sumOf(NS, numberBytes) : sumOf(BS ?? [], ({ byteLength }) => byteLength);
}

const sumOf = <Each>(values: readonly Each[], bytesOf: (value: Each) => number, before = 0): number =>
  values.reduce((sum, value) => sum + bytesOf(value), before);

/** "Approximately": a byte for two significant digits, one more, and one for a minus. */
function numberBytes(number: string): number {
  const [matched, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(number) ?? [];
  if (matched === undefined || whole.length + fraction.length === 0)
    throw validationError(`The parameter cannot be converted to a numeric value: ${number}`);
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  const magnitude = digits.length - fraction.length + Number(exponent) - 1;
  if (significant.length > MAX_DIGITS)
    throw validationError('Attempting to store more than 38 significant digits in a Number');
  if (significant !== '' && magnitude > MAX_EXPONENT)
    throw validationError('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (significant !== '' && magnitude < MIN_EXPONENT)
    throw validationError('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  return Math.floor(significant.length / 2) + 2 + (sign === '-' ? 1 : 0);
}

/** Whether two values are the same; numbers by their value. */
export function isSame(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (left.S !== undefined) return left.S === right.S;
  if (left.N !== undefined) return right.N !== undefined && canonical(left.N) === canonical(right.N);
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL;
  if (left.NULL !== undefined) return left.NULL === right.NULL;
  if (left.L !== undefined)
    return left.L.length === right.L?.length && left.L.every((each, index) => isSame(each, right.L?.[index]));
  if (left.M !== undefined) return right.M !== undefined && isSameItem(left.M, right.M);
  return isSameTexts(textsOf(left), textsOf(right));
}

/** Of a set or a binary value: what it is, and a text for each of its members, in whatever order they came. */
function textsOf({ B, SS, NS, BS }: AttributeValue): readonly string[] {
  if (B !== undefined) return ['B', Buffer.from(B).toString('base64')];
  if (SS !== undefined) return ['SS', ...SS.toSorted()];
  if (NS !== undefined) return ['NS', ...NS.map(canonical).toSorted()];
  return ['BS', ...(BS ?? []).map((each) => Buffer.from(each).toString('base64')).toSorted()];
}

const isSameTexts = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);

/** Whether two items, or two maps, have the same attributes. */
export function isSameItem(left: Item, right: Item): boolean {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => isSame(left[name], right[name]));
}

/** One text for each number: `1.50e1` is `15`. */
function canonical(number: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}
