import { join } from 'node:path';
import { synthesize } from '../../../infra/local/emulator/assembly/synthesize.ts';
import { IN_PROCESS_ALIASES } from '../../../infra/local/emulator/in-process/module-aliases.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The program of these tests: UTC, one competency with its Learning option, and otherwise what is the default. */
export const UTC_PROGRAM = join(import.meta.dirname, 'program.json');
/** The same nine hours ahead of UTC. */
export const SEOUL_PROGRAM = join(ROOT, 'test/unit/infra/program.seoul.json');

/**
 * The folder of the cloud assembly with this configuration; made once for as long as the sources stay as they are.
 *
 * @param inProcess whether its functions are bundled to call the services in the emulator's process, instead of over the wire
 */
export function assemblyOf(programConfigFile: string, inProcess = false): Promise<string> {
  const moduleAliases = inProcess ? { moduleAliases: IN_PROCESS_ALIASES } : {};
  return synthesize({ stage: 'local', programConfigFile, cacheDir: join(ROOT, '.cache/assemblies'), ...moduleAliases });
}
