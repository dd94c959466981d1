/** The keys of a table or an index: which attributes they are, and what DynamoDB refuses in them. */
import type { AttributeValue, Item } from './attribute-value.ts';
import { validationError } from './request-error.ts';

export type KeySchema = readonly { readonly AttributeName: string | undefined; readonly KeyType: string | undefined }[];
export type Keys = { readonly partition: string; readonly sort: string | undefined };
/** Inclusive, in bytes: "Quotas" of the DynamoDB Developer Guide. */
export const MAX_PARTITION_KEY = 2048;
export const MAX_SORT_KEY = 1024;

export const MISFIT = 'The provided key element does not match the schema';

export function keysOf(schema: KeySchema | undefined): Keys {
  const name = (type: string) => schema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const partition = name('HASH');
  if (partition === undefined) throw new Error('a table without a partition key');
  return { partition, sort: name('RANGE') };
}

export const namesOf = ({ partition, sort }: Keys): string[] => (sort === undefined ? [partition] : [partition, sort]);

export const textOf = (item: Item, name: string): string => item[name]?.S ?? '';

export function keyText(item: Item, name: string, maxBytes: number): string {
  const value: AttributeValue | undefined = item[name];
  if (value === undefined)
    throw validationError(`One or more parameter values were invalid: Missing the key ${name} in the item`);
  if (value.S === undefined) throw validationError(MISFIT);
  refuseKeyText(value.S, name, maxBytes);
  return value.S;
}

function refuseKeyText(text: string, name: string, maxBytes: number): void {
  if (text === '')
    throw validationError(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`,
    );
  if (Buffer.byteLength(text) > maxBytes)
    throw validationError(`One or more parameter values were invalid: Size of a key has exceeded its limit, ${name}`);
}

export function refuseIndexKeys(keys: Keys, item: Item): void {
  const limits = [MAX_PARTITION_KEY, MAX_SORT_KEY];
  for (const [position, name] of namesOf(keys).entries())
    if (item[name] !== undefined) keyText(item, name, limits[position] as number);
}

/** An item without one of the keys of an index is not in it. */
export const isIn = (keys: Keys, item: Item): boolean => namesOf(keys).every((name) => item[name] !== undefined);

export const isAtSamePlace = (keys: Keys, left: Item, right: Item): boolean =>
  namesOf(keys).every((name) => left[name]?.S === right[name]?.S);
