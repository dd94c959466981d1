/** Writes without their condition, for one site at a time: `createAnyway`, `createIfAbsentAnyway`, … of a collection; `putAnyway` of the table. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Collection } from '../../shared/store/collection.ts';
import { Table } from '../../shared/store/table.ts';

const isUnconditional = new AsyncLocalStorage<boolean>();

/** What makes a write conditional: nothing else of the program uses these fields of a write. */
const CONDITION = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'] as const;

const send = DynamoDBClient.prototype.send;
DynamoDBClient.prototype.send = function (this: DynamoDBClient, command: unknown, ...rest: unknown[]) {
  if (command instanceof PutItemCommand && isUnconditional.getStore())
    for (const field of CONDITION) delete command.input[field];
  return send.apply(this, [command, ...rest] as never);
} as typeof send;

function defineAnyway(prototype: object, name: string): void {
  const write: (...values: unknown[]) => unknown = Reflect.get(prototype, name);
  Object.defineProperty(prototype, `${name}Anyway`, {
    value(this: unknown, ...values: unknown[]) {
      return isUnconditional.run(true, () => write.apply(this, values));
    },
  });
}

for (const name of ['create', 'createIfAbsent', 'replace', 'write']) defineAnyway(Collection.prototype, name);
defineAnyway(Table.prototype, 'put');
