import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { hasFile, OUTPUT_FILES, readLines } from './folder.ts';
import { partnerLine } from './lines.ts';

/** Names and countries by the partners' ids. */
export type PartnerNames = ReadonlyMap<string, { readonly name: string; readonly country: string }>;

/**
 * Names and countries of the partners: of those in the results, which were not merged into others, and, if it is
 * there, of all in a partners.csv of the import format. Rows without an id or a name are skipped; a partner without a
 * name is shown by its id.
 */
export async function readPartnerNames(outDir: string, file: string | null): Promise<PartnerNames> {
  const names = new Map<string, { name: string; country: string }>();
  if (await hasFile(outDir, OUTPUT_FILES.partners))
    for await (const { partnerId, name, country } of readLines(outDir, OUTPUT_FILES.partners, partnerLine))
      if (name) names.set(partnerId, { name, country: country ?? '' });
  if (file !== null) await addNamesOf(file, names);
  return names;
}

async function addNamesOf(file: string, names: Map<string, { name: string; country: string }>): Promise<void> {
  const rows = parse({ bom: true, columns: true, relax_column_count: true });
  rows.on('error', () => undefined);
  const source = createReadStream(file).on('error', (error) => rows.destroy(error));
  source.pipe(rows);
  try {
    for await (const row of rows as AsyncIterable<Record<string, string>>) {
      if (row.partner_id && row.name) names.set(row.partner_id, { name: row.name, country: row.country ?? '' });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
