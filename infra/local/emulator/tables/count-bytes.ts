/**
 * Dynalite counts text in characters, DynamoDB in bytes of UTF-8: a Korean syllable is one here and three there. This
 * gives dynalite's own checks the numbers of DynamoDB ("Item sizes and formats" and "Quotas" of the DynamoDB Developer
 * Guide).
 */

type AttributeValue = { readonly S?: string };
type Item = Readonly<Record<string, AttributeValue>>;
type Index = { readonly IndexName: string; readonly KeySchema: readonly { readonly AttributeName: string }[] };
/** What dynalite answers a request with, or nothing. */
type Refusal = Error | null | undefined;

/** What dynalite's requests share, and look up whenever they are made. */
export type DynaliteChecks = {
  itemSize: (item: Item, ...more: unknown[]) => number;
  validateItem: (item: Item, table: object) => Refusal;
  validateKey: (key: Item, ...more: unknown[]) => Refusal;
  validateKeyPiece: (key: Item, ...more: unknown[]) => Refusal;
  readonly traverseIndexes: (table: object, visit: (name: string, type: string, index: Index) => Refusal) => Refusal;
  readonly validationError: (message: string) => Error;
};

/** Bytes of an index key, inclusive; dynalite knows those of the table's own keys. */
const MAX_PARTITION_KEY = 2048;
const MAX_SORT_KEY = 1024;

const MESSAGE = 'One or more parameter values';

/** @throws Error if it is not the dynalite that this was written for */
export function countBytes(checks: DynaliteChecks): void {
  const { itemSize, validateItem, validateKey, validateKeyPiece } = checks;
  for (const [name, check] of Object.entries({ itemSize, validateItem, validateKey, validateKeyPiece }))
    if (typeof check !== 'function') throw new Error(`dynalite has no ${name}: its sizes cannot be counted in bytes`);
  checks.itemSize = (item, ...more) => itemSize(item, ...more) + bytesMoreThanCharacters(item);
  checks.validateItem = (item, table) => validateItem(inBytes(item), table) ?? refuseIndexKeys(checks, item, table);
  checks.validateKey = (key, ...more) => validateKey(inBytes(key), ...more);
  checks.validateKeyPiece = (key, ...more) => validateKeyPiece(inBytes(key), ...more);
}

/** Names and text are all that can have more: types, numbers and base64 are ASCII. */
function bytesMoreThanCharacters(item: Item): number {
  const json = JSON.stringify(item);
  return Buffer.byteLength(json) - json.length;
}

/** The same attributes with a character for each byte, so that what counts characters counts bytes. */
function inBytes(item: Item): Item {
  const attributes = Object.entries(item).map(([name, value]) => [
    name,
    value.S === undefined ? value : { S: Buffer.from(value.S).toString('latin1') },
  ]);
  return Object.fromEntries(attributes) as Item;
}

/** Dynalite checks no keys of indexes but for their type. */
function refuseIndexKeys({ traverseIndexes, validationError }: DynaliteChecks, item: Item, table: object): Refusal {
  return traverseIndexes(table, (name, _, { IndexName, KeySchema }) => {
    const text = item[name]?.S;
    if (text === undefined) return null;
    if (text === '')
      return validationError(
        `${MESSAGE} are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${IndexName}, IndexKey: ${name}`,
      );
    const most = KeySchema[0]?.AttributeName === name ? MAX_PARTITION_KEY : MAX_SORT_KEY;
    return Buffer.byteLength(text) > most ? validationError(`${MESSAGE} were invalid: Size limit exceeded`) : null;
  });
}
