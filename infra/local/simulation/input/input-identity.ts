import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileNameOf, KINDS } from '../../../../shared/import/files.ts';
import { TABLE_FILE } from '../../present-state/table-file.ts';
import { describeAssumption } from '../assumptions/payment-assumption.ts';
import type { SimulationOptions } from '../options.ts';

/**
 * Identifies the input of a simulation: the same identity gives the same results. Names and values, for a person to
 * compare.
 */
export type InputIdentity = Readonly<Record<string, string>>;

const COMMANDS_FILE = 'commands.jsonl';

/** Files by their digests, services by whether they are embedded: where they listen does not matter. */
export async function identityOf(
  options: Pick<
    SimulationOptions,
    'dataDir' | 'configFile' | 'period' | 'outages' | 'assumption' | 'endpoints' | 'isWire'
  >,
): Promise<InputIdentity> {
  const { dataDir, configFile, period, outages, assumption, endpoints, isWire } = options;
  return {
    ...(await digestsOfData(dataDir)),
    [basename(configFile)]: await digestOf(configFile),
    '--from': period.from,
    '--to': period.to,
    '--outage': outages.map(({ from, to }) => `${from}..${to}`).join(' '),
    '--assume-payments': assumption === null ? 'none' : describeAssumption(assumption),
    '--wire': String(isWire),
    DynamoDB: endpoints.dynamoDbEndpoint === undefined ? 'embedded' : 'given',
    SES: endpoints.sesEndpoint === undefined ? 'embedded' : 'given',
  };
}

/** Those of the import files and the commands, by the files' names. */
export async function digestsOfData(dataDir: string): Promise<InputIdentity> {
  const names = [...KINDS.map(fileNameOf), COMMANDS_FILE, TABLE_FILE];
  const files = await Promise.all(names.map(async (name) => [name, await digestOf(join(dataDir, name))] as const));
  return Object.fromEntries(files);
}

/** The names whose values differ. */
export const differences = (a: InputIdentity, b: InputIdentity): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]);

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
}
