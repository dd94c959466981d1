import { join } from 'node:path';
import { checkedProgramFile } from '../../checked-program-file.ts';
import { readProgramFile } from '../../read-program-file.ts';
import { synthesize } from '../emulator/assembly/synthesize.ts';
import { IN_PROCESS_ALIASES } from '../emulator/in-process/module-aliases.ts';

const ASSEMBLIES = join(import.meta.dirname, '../../../.cache/assemblies');

/**
 * The folder of the program's cloud assembly, stage local; made once for as long as the sources stay as they are.
 *
 * @param programConfigFile the program configuration that is bundled with the functions
 * @param inProcess whether its functions are bundled to call the services in the emulator's process, instead of over
 *   the wire
 * @param events whether its changes are told on a bus
 * @throws SettingsError for a configuration that the functions would refuse
 * @throws SynthesisError
 */
export function synthesizeProgram(
  programConfigFile: string,
  { inProcess, events = true }: { inProcess: boolean; events?: boolean },
): Promise<string> {
  const { timeZone } = readProgramFile(programConfigFile);
  return synthesize({
    stage: 'local',
    programConfigFile,
    // The templates take nothing else from it.
    configUse: { inTemplates: timeZone, besideBundles: checkedProgramFile(programConfigFile) },
    cacheDir: ASSEMBLIES,
    ...(!events && { context: { events } }),
    ...(inProcess && { moduleAliases: IN_PROCESS_ALIASES }),
  });
}
