import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** Names and countries by the partners' ids. */
export type PartnerNames = ReadonlyMap<string, { readonly name: string; readonly country: string }>;

/**
 * Names and countries of the partners in a partners.csv of the import format. The simulation's output knows partners by
 * id alone; without the file (null, or missing) they are shown by it. Rows without an id or a name are skipped.
 */
export async function readPartnerNames(file: string | null): Promise<PartnerNames> {
  const names = new Map<string, { name: string; country: string }>();
  if (file === null) return names;
  const rows = createReadStream(file).pipe(parse({ bom: true, columns: true, relax_column_count: true }));
  rows.on('error', () => undefined);
  try {
    for await (const row of rows as AsyncIterable<Record<string, string>>) {
      if (row.partner_id && row.name) names.set(row.partner_id, { name: row.name, country: row.country ?? '' });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return names;
}
