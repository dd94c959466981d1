import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { dynamoDbClient } from './dynamodb-client.ts';

/** The simulated program's store, for what reads it beside the functions. */
export type ProgramStore = { readonly store: Store; readonly close: () => void };

export function openProgramStore(emulator: Emulator, config: ProgramConfig): ProgramStore {
  const client = dynamoDbClient(emulator.endpoints.dynamodb);
  const store = openStore(new Table(client, emulator.nameOf('AWS::DynamoDB::Table', 'Table')), config);
  return { store, close: () => client.destroy() };
}
