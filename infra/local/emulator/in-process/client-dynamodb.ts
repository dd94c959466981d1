/**
 * In place of `@aws-sdk/client-dynamodb` in the bundles of functions that run in the emulator's process: the part that
 * programs call.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { servicesAt } from './services.ts';

/** A request, under the name that DynamoDB's API has for it. */
class Command<Name extends string> {
  readonly operation: Name;
  readonly input: object;

  constructor(operation: Name, input: object) {
    this.operation = operation;
    this.input = input;
  }
}

export class GetItemCommand extends Command<'GetItem'> {
  constructor(input: object) {
    super('GetItem', input);
  }
}

export class BatchGetItemCommand extends Command<'BatchGetItem'> {
  constructor(input: object) {
    super('BatchGetItem', input);
  }
}

export class PutItemCommand extends Command<'PutItem'> {
  constructor(input: object) {
    super('PutItem', input);
  }
}

export class QueryCommand extends Command<'Query'> {
  constructor(input: object) {
    super('Query', input);
  }
}

export class ScanCommand extends Command<'Scan'> {
  constructor(input: object) {
    super('Scan', input);
  }
}

export class DynamoDBServiceException extends Error {
  readonly $fault = 'client';
}

export class ConditionalCheckFailedException extends DynamoDBServiceException {
  override readonly name = 'ConditionalCheckFailedException';
}

/** The functions' settings of retries and time limits have no meaning here: every request is answered. */
export class DynamoDBClient {
  readonly #endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  readonly middlewareStack = { add: (): void => {} };

  /** A turn of the event loop later: other functions go on meanwhile, as while a request is on its way. */
  async send({ operation, input }: Command<string>): Promise<object> {
    await nextTurn();
    try {
      return await servicesAt(this.#endpoint).dynamodb(operation, input);
    } catch (error) {
      throw exceptionOf(error as Error);
    }
  }
}

function exceptionOf({ name, message }: Error): Error {
  if (name === 'ConditionalCheckFailedException') return new ConditionalCheckFailedException(message);
  return Object.assign(new DynamoDBServiceException(message), { name });
}
