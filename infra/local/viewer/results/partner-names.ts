import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** Who a partner is, by its id. */
export type PartnerNames = ReadonlyMap<string, { readonly name: string; readonly country: string }>;

/**
 * Names and countries of the partners in a partners.csv of the import format. The simulation's output knows partners by id alone;
 * without the file (null, or missing) that is how they are shown. Rows without an id or a name are passed over.
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
