import { addDays, type CivilDate, civilDateIn } from '../../../shared/domain/core/calendar.ts';
import { runPartition } from '../../../shared/store/keys.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { openAccount } from '../../account/clients.ts';
import { deployedStage } from '../../account/deployed.ts';
import { writeState } from '../../local/present-state/write-state.ts';
import { requireEmpty } from '../../local/simulation/input/require-empty.ts';
import { readProgramFile } from '../../read-program-file.ts';
import { EXPORT_HELP, exportOptions } from './options.ts';

/** `npm run export`. @throws UserError, SettingsError; what AWS answers */
export async function exportCommand(args: string[]): Promise<void> {
  const options = exportOptions(args);
  if (options === 'help') return void process.stdout.write(EXPORT_HELP);
  const { settings, outDir, itemsPerSecond } = options;
  await requireEmpty('out', outDir);
  const clients = await openAccount(settings.region);
  try {
    const { table: name } = await deployedStage(clients, settings);
    const configFile = settings.programConfigFile;
    const config = readProgramFile(configFile);
    const table = new Table(clients.dynamo, name);
    const continuesOn = await nextDayOf(openStore(table, config), config.timeZone);
    const onProgress = (items: number): void => void process.stderr.write(`progress ${items} items\n`);
    const items = await writeState(outDir, { table, config, configFile, continuesOn, itemsPerSecond, onProgress });
    process.stdout.write(
      `${items} items in ${outDir}, from ${continuesOn} on: npm run simulate -- --data ${outDir} --from ${continuesOn} --to DATE --out OUT\n`,
    );
  } finally {
    clients.destroy();
  }
}

const DAILY = 'renewal-notices';

/** After the last day whose daily run was completed; the present day if there was none. */
async function nextDayOf(store: Store, timeZone: string): Promise<CivilDate> {
  let last: CivilDate | null = null;
  for await (const { value } of store.completedRuns.list(runPartition(DAILY), ''))
    if (last === null || value.asOf > last) last = value.asOf;
  return last === null ? civilDateIn(new Date().toISOString(), timeZone) : addDays(last, 1);
}
