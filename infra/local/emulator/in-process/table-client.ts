import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { servicesAt } from './services.ts';

/**
 * How the emulator's own process reaches the tables: with the SDK's commands, but without its wire; errors are the
 * engine's own.
 */
export function inProcessTableClient(endpoint: string): DynamoDBClient {
  const send = async (command: { input: object }): Promise<object> =>
    servicesAt(endpoint).dynamodb(command.constructor.name.replace(/Command$/, ''), command.input);
  return { send, destroy: () => {} } as unknown as DynamoDBClient;
}
