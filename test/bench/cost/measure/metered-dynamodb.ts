import { type LoopbackServer, serveLoopback } from '../../../../infra/local/emulator/loopback-server.ts';
import type { Meter } from './usage.ts';

/** Units by what used them: an operation on the table or on one of its indexes, such as `PutItem index due`. */
export type UnitsByOperation = Record<string, number>;

export type MeteredDynamoDb = LoopbackServer & {
  readonly units: UnitsByOperation;
};

type Request = {
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<
    Record<string, { readonly Keys: readonly object[]; readonly ConsistentRead?: boolean }>
  >;
};

type Answer = {
  readonly ConsumedCapacity: Capacity | readonly Capacity[];
  readonly Count?: number;
  readonly Responses?: Readonly<Record<string, readonly object[]>>;
};

type Capacity = {
  readonly Table?: { readonly CapacityUnits?: number };
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits?: number }>>;
};

const READS = ['GetItem', 'BatchGetItem', 'Query'];
const WRITES = ['PutItem'];
const TYPE = { 'content-type': 'application/x-amz-json-1.0' };
const WRITE_UNIT_BYTES = 1_024;

/**
 * A DynamoDB between the program and `endpoint` which asks for the capacity of every request and adds it up. What
 * DynamoDB Local calls a capacity unit is a request unit of an on-demand table.
 */
export async function meterDynamoDb(endpoint: string, meter: Meter): Promise<MeteredDynamoDb> {
  const units: UnitsByOperation = {};
  const server = await serveLoopback(async ({ headers, body }) => {
    const target = String(headers['x-amz-target']);
    const operation = target.slice(target.indexOf('.') + 1);
    const request = JSON.parse(body.toString()) as Request;
    const asked = { ...request, ...(isMetered(operation) ? { ReturnConsumedCapacity: 'INDEXES' } : {}) };
    // DynamoDB Local keeps tables apart by the access key in the signature, and does not verify it.
    const signed = { 'x-amz-date': String(headers['x-amz-date']), authorization: String(headers.authorization) };
    const forwarded = { method: 'POST', headers: { ...TYPE, 'x-amz-target': target, ...signed } };
    const answer = await fetch(endpoint, { ...forwarded, body: JSON.stringify(asked) });
    const text = await answer.text();
    if (isMetered(operation))
      for (const [where, consumed] of consumedBy(operation, request, answer.status, text, body.length)) {
        meter.add(READS.includes(operation) ? { readUnits: consumed } : { writeUnits: consumed });
        units[`${operation} ${where}`] = (units[`${operation} ${where}`] ?? 0) + consumed;
      }
    meter.add({ requests: 1, conflicts: answer.status === 200 ? 0 : 1 });
    return { status: answer.status, headers: TYPE, body: text };
  });
  return { ...server, units };
}

const isMetered = (operation: string): boolean => [...READS, ...WRITES].includes(operation);

function consumedBy(
  operation: string,
  request: Request,
  status: number,
  text: string,
  bytes: number,
): [string, number][] {
  // A conditional write that loses is billed, but its answer does not say how much: the size of what it would have
  // written.
  if (status !== 200) return [['table, lost', Math.ceil(bytes / WRITE_UNIT_BYTES)]];
  const answer = JSON.parse(text) as Answer;
  const consumed = [answer.ConsumedCapacity]
    .flat()
    .flatMap(({ Table, GlobalSecondaryIndexes = {} }) => [
      ['table', Table?.CapacityUnits ?? 0] as [string, number],
      ...Object.entries(GlobalSecondaryIndexes).map(([name, { CapacityUnits = 0 }]): [string, number] => [
        `index ${name}`,
        CapacityUnits,
      ]),
    ]);
  return [...consumed.filter(([, units]) => units > 0), ['found nothing', unitsOfNothing(operation, request, answer)]];
}

/** AWS bills a read that finds nothing as one of up to 4 KB; DynamoDB Local does so for GetItem only. */
function unitsOfNothing(operation: string, request: Request, { Count, Responses = {} }: Answer): number {
  if (operation === 'Query') return Count === 0 ? unitsOfOne(request) : 0;
  return Object.entries(request.RequestItems ?? {}).reduce(
    (sum, [table, asked]) => sum + (asked.Keys.length - (Responses[table]?.length ?? 0)) * unitsOfOne(asked),
    0,
  );
}

const unitsOfOne = ({ ConsistentRead }: { readonly ConsistentRead?: boolean }): number => (ConsistentRead ? 1 : 0.5);
