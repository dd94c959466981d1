/** The size of an item as DynamoDB counts it: "Item sizes and formats" of the DynamoDB Developer Guide. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** DynamoDB's limit, in bytes, inclusive: names and values of all attributes together. */
export const MAX_ITEM_BYTES = 400 * 1024;

/** Of a list or a map, and once more for each element. */
const CONTAINER_BYTES = 3;
const ELEMENT_BYTES = 1;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');
const sum = (sizes: number[]): number => sizes.reduce((all, size) => all + size, 0);

/** In bytes of UTF-8: a Korean syllable is three, where a count of characters says one. */
export function itemBytes(item: Record<string, AttributeValue>): number {
  return sum(Object.entries(item).map(([name, value]) => bytesOf(name) + valueBytes(value)));
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return bytesOf(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.SS !== undefined) return sum(value.SS.map(bytesOf));
  if (value.NS !== undefined) return sum(value.NS.map(numberBytes));
  if (value.BS !== undefined) return sum(value.BS.map(({ byteLength }) => byteLength));
  if (value.L !== undefined) return CONTAINER_BYTES + sum(value.L.map((each) => ELEMENT_BYTES + valueBytes(each)));
  if (value.M !== undefined) return CONTAINER_BYTES + itemBytes(value.M) + ELEMENT_BYTES * Object.keys(value.M).length;
  // A boolean or null.
  return 1;
}

/**
 * "Approximately": a byte for two significant digits, one more, and one for a minus. Zeros at both ends do not count.
 * Two digits may lie in two bytes: rather a byte too many than one too few.
 */
function numberBytes(number: string): number {
  const [mantissa = ''] = number.toLowerCase().split('e');
  const digits = mantissa.replace(/[-+.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.floor(digits.length / 2) + 2 + (number.startsWith('-') ? 1 : 0);
}
