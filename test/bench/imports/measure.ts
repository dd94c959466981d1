/**
 * `node measure.ts ROWS`: imports a file of so many invoice lines, in as many calls as the state machine makes, and
 * tells the parent.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readProgramFile } from '../../../infra/read-program-file.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { type ImportDeps, type ImportState, runImport } from '../../../shared/workflows/import/run-import.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';

export type Imported = { readonly seconds: number; readonly bytes: number };

/** As `functions/import/import.ts` has them. */
const LIMITS = { rows: 100_000, milliseconds: 5 * 60_000 };
const PARTNERS = 1_000;
const STARTED = '2027-03-01T08:00:00Z';
const config = readProgramFile(join(import.meta.dirname, '../../../infra/stages/program.sample.json'));
const rows = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
const client = new MemoryDynamoDb().client(async (_, perform) => perform());

/** Some numbers of the file's rows, each once, in no order. */
const shuffled = (row: number): number => (row * 7_919) % rows;

function* invoiceLines(): Generator<string> {
  yield 'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value,currency\n';
  for (let row = 0; row < rows; row += 1) {
    const number = shuffled(row);
    const partner = `P-${String(number % PARTNERS).padStart(5, '0')}`;
    const day = String((number % 28) + 1).padStart(2, '0');
    yield `${partner},INV-${number},1,invoice,2026-11-${day},Microsoft Labs Online,3,1.25,2100,KRW\n`;
  }
}

function* partnerLines(): Generator<string> {
  yield 'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count\n';
  for (let partner = 0; partner < PARTNERS; partner += 1)
    yield `P-${String(partner).padStart(5, '0')},Contoso ${partner},KR,,,4\n`;
}

async function write(name: string, lines: Generator<string>): Promise<void> {
  const file = createWriteStream(join(folder, name));
  Readable.from(lines).pipe(file);
  await finished(file);
}

const deps: ImportDeps = {
  store: openStore(new Table(client, MEMORY_TABLE), config),
  config,
  imports: { bucket: 'imports', put: async () => {} },
  open: async (key) => {
    const stream = createReadStream(join(folder, key));
    const close = async () => void stream.destroy();
    return { etag: '1', type: 'text/csv', bytes: null, isCompressed: false, metadata: {}, stream, close };
  },
  now: () => performance.now(),
  limits: LIMITS,
};

async function importFile(key: string): Promise<number> {
  let state: ImportState = {
    input: { bucket: 'imports', key },
    execution: 'bench',
    startedAt: STARTED,
    progress: null,
  };
  for (;;) {
    const result = await runImport(state, deps);
    if (!result.valid) throw new Error(result.cause ?? 'refused');
    if (result.done) return result.output?.loaded ?? 0;
    state = result;
  }
}

await write('partners.csv', partnerLines());
await write('invoices.csv', invoiceLines());
await importFile('partners.csv');
const begun = performance.now();
const loaded = await importFile('invoices.csv');
const seconds = (performance.now() - begun) / 1_000;
rmSync(folder, { recursive: true, force: true });
if (loaded !== rows) throw new Error(`${loaded} rows of ${rows}`);
process.send?.({ seconds, bytes: process.resourceUsage().maxRSS * 1024 } satisfies Imported);
process.disconnect?.();
