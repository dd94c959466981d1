import { join } from 'node:path';
import { synthesize } from '../../../infra/local/emulator/assembly/synthesize.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The program of these tests: UTC, one competency with its Learning option, and otherwise what is the default. */
export const UTC_PROGRAM = join(import.meta.dirname, 'program.json');
/** The same nine hours ahead of UTC. */
export const SEOUL_PROGRAM = join(ROOT, 'test/unit/infra/program.seoul.json');

/** The folder of the cloud assembly with this configuration; made once for as long as the sources stay as they are. */
export function assemblyOf(programConfigFile: string): Promise<string> {
  return synthesize({ stage: 'local', programConfigFile, cacheDir: join(ROOT, '.cache/assemblies') });
}
