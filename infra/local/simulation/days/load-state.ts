import type { ProgramConfig } from '../../../../shared/domain/config/program-config.ts';
import { mapConcurrently } from '../../../../shared/store/map-concurrently.ts';
import type { Store } from '../../../../shared/store/store.ts';
import type { Item, Key } from '../../../../shared/store/table.ts';
import { readTableFile } from '../../present-state/table-file.ts';

/** Items that are written at a time. */
const CHUNK = 200;

/**
 * Puts the items of a state into an empty table, instead of importing files.
 *
 * @throws Error if a line is wrong: all were checked before
 */
export async function loadState(store: Store, dataDir: string, config: ProgramConfig): Promise<void> {
  let chunk: (Item & Key)[] = [];
  const flush = async () => {
    await mapConcurrently(chunk, (item) => store.table.put(item, { absent: true }));
    chunk = [];
  };
  for await (const entry of readTableFile(dataDir, config)) {
    if ('problem' in entry) throw new Error(`${dataDir} has changed since it was checked: ${entry.problem.got}`);
    chunk.push(entry.item);
    if (chunk.length === CHUNK) await flush();
  }
  await flush();
}
