import { UnsupportedError } from '../../errors.ts';
import type { LoopbackRequest } from '../../loopback-server.ts';
import type { AttributeValue, Item } from '../memory/attribute-value.ts';
import type { Write } from '../memory/table-log.ts';

/** A write of an item, in a request of DynamoDB's protocol. */
export type TableWrite = { readonly table: string; readonly write: Write };

type WriteRequest = { readonly PutRequest?: { readonly Item: Item }; readonly DeleteRequest?: { readonly Key: Item } };
type Requests = Readonly<Record<string, readonly WriteRequest[]>>;
type Input = {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly RequestItems?: Requests;
};

const READS = ['BatchGetItem', 'DescribeTable', 'GetItem', 'ListTables', 'Query', 'Scan'];

export const operationOf = ({ headers }: LoopbackRequest): string =>
  String(headers['x-amz-target']).replace(/^.*\./, '');

/**
 * What a request writes into any table.
 *
 * @throws UnsupportedError for an operation of which it is not known what it writes
 */
export function writesIn(request: LoopbackRequest): TableWrite[] {
  const operation = operationOf(request);
  if (READS.includes(operation)) return [];
  const { TableName: table = '', Item = {}, Key = {}, RequestItems = {} } = parse(request.body);
  if (operation === 'PutItem') return [{ table, write: { put: fromWire(Item) } }];
  if (operation === 'DeleteItem') return [{ table, write: { delete: fromWire(Key) } }];
  if (operation === 'BatchWriteItem') return writesOf(RequestItems);
  throw new UnsupportedError('DynamoDB', `${operation} does not run on one machine beside a table with a stream`);
}

/** What a BatchWriteItem has left undone, by its answer. @throws SyntaxError for one that is not complete */
export function unprocessedIn(body: Buffer): TableWrite[] {
  const { UnprocessedItems = {} } = JSON.parse(body.toString('utf8')) as { UnprocessedItems?: Requests };
  return writesOf(UnprocessedItems);
}

const parse = (body: Buffer): Input => JSON.parse(body.toString('utf8')) as Input;

const writesOf = (requests: Requests): TableWrite[] =>
  Object.entries(requests).flatMap(([table, writes]) =>
    writes.flatMap(({ PutRequest, DeleteRequest }): TableWrite[] => {
      if (PutRequest) return [{ table, write: { put: fromWire(PutRequest.Item) } }];
      return DeleteRequest ? [{ table, write: { delete: fromWire(DeleteRequest.Key) } }] : [];
    }),
  );

/** Bytes are in base64 on the wire. */
const fromWire = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueFromWire(value)]));

function valueFromWire(value: AttributeValue): AttributeValue {
  const { B, BS, L, M } = value;
  if (B !== undefined) return { B: bytesOf(B) };
  if (BS !== undefined) return { BS: BS.map(bytesOf) };
  if (L !== undefined) return { L: L.map(valueFromWire) };
  return M === undefined ? value : { M: fromWire(M) };
}

const bytesOf = (base64: unknown): Uint8Array => Buffer.from(String(base64), 'base64');
