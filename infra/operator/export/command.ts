import { addDays, type CivilDate, civilDateIn } from '../../../shared/domain/core/calendar.ts';
import { Table } from '../../../shared/store/table.ts';
import { openStage } from '../../account/open-stage.ts';
import { writeState } from '../../local/present-state/write-state.ts';
import { requireEmpty } from '../../local/simulation/input/require-empty.ts';
import { readProgramFile } from '../../read-program-file.ts';
import { EXPORT_HELP, exportOptions } from './options.ts';

/** `npm run export`. @throws UserError; what AWS answers */
export async function exportCommand(args: string[]): Promise<void> {
  const options = exportOptions(args);
  if (options === 'help') return void process.stdout.write(EXPORT_HELP);
  const { settings, outDir, itemsPerSecond } = options;
  await requireEmpty('out', outDir);
  const { clients, deployed } = await openStage('export', settings);
  try {
    const configFile = settings.programConfigFile;
    const config = readProgramFile(configFile);
    const table = new Table(clients.dynamo, deployed.table);
    let from: CivilDate | null = null;
    const continuesOn = (lastRun: CivilDate | null): CivilDate => {
      from = lastRun === null ? civilDateIn(new Date().toISOString(), config.timeZone) : addDays(lastRun, 1);
      return from;
    };
    const onProgress = (items: number): void => void process.stderr.write(`progress ${items} items\n`);
    const items = await writeState(outDir, { table, config, configFile, continuesOn, itemsPerSecond, onProgress });
    process.stdout.write(
      `${items} items in ${outDir}, from ${from} on: npm run simulate -- --data ${outDir} --from ${from} --to DATE --out OUT\n`,
    );
  } finally {
    clients.destroy();
  }
}
