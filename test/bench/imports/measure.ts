/**
 * `node measure.ts ROWS`: imports a file of so many invoice lines, in as many calls as the state machine makes, and
 * tells the parent. `node measure.ts ROWS read`: only sorts it, and reads its parts.
 */
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readProgramFile } from '../../../infra/read-program-file.ts';
import type { OpenedObject, OpenOptions } from '../../../shared/lambda/object-source.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { ImportState } from '../../../shared/workflows/import/import-state.ts';
import { type ImportDeps, runImport } from '../../../shared/workflows/import/run-import.ts';
import { SortedFile } from '../../../shared/workflows/import/sorted-file.ts';
import { importExecution } from '../../import-execution.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';

/** `cpu`: seconds of processors, which do not wait for others that use them. `bytes`: the most memory. */
export type Imported = { readonly cpu: number; readonly bytes: number };

/** As `functions/import/import.ts` has them. */
const LIMITS = { rows: 100_000, milliseconds: 5 * 60_000 };
const PARTNERS = 1_000;
const STARTED = '2027-03-01T08:00:00Z';
const config = readProgramFile(join(import.meta.dirname, '../../../infra/stages/program.sample.json'));
const rows = Number(process.argv[2]);
const onlyReads = process.argv[3] === 'read';
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

async function open(key: string, { range }: OpenOptions = {}): Promise<OpenedObject> {
  const bytes = range && { start: range.start, ...(range.end !== null && { end: range.end - 1 }) };
  const stream = createReadStream(join(folder, key), bytes);
  const close = async () => void stream.destroy();
  return { etag: '1', type: 'text/csv', bytes: null, isCompressed: false, metadata: {}, stream, close };
}

async function put(key: string, body: string): Promise<void> {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), body);
}

const deps: ImportDeps = {
  store: openStore(new Table(client, MEMORY_TABLE), config),
  config,
  imports: { bucket: 'imports', put: async () => {} },
  open,
  sorted: { open, put },
  now: () => performance.now(),
  limits: LIMITS,
  children: 4,
};

const begun = (key: string): ImportState => ({
  input: { bucket: 'imports', key },
  execution: 'bench',
  startedAt: STARTED,
  progress: null,
});

/** Child by child: they would share this process's only processor. @returns rows that were loaded */
async function importFile(key: string): Promise<number> {
  const { result } = await importExecution(begun(key), (state) => runImport(state, deps), true);
  if (!result.valid) throw new Error(result.cause ?? 'refused');
  return result.output?.loaded ?? 0;
}

/** @returns rows that were read */
async function readFile(key: string): Promise<number> {
  const { stretches } = await runImport(begun(key), deps);
  const sorted = new SortedFile(deps.sorted, 'invoices', { key, execution: 'bench' }, LIMITS.rows);
  let read = 0;
  for (let part = 1; part <= (stretches.at(-1)?.last ?? 0); part += 1) read += (await sorted.readPart(part)).length;
  return read;
}

await write('partners.csv', partnerLines());
await write('invoices.csv', invoiceLines());
await importFile('partners.csv');
const started = process.cpuUsage();
const loaded = await (onlyReads ? readFile('invoices.csv') : importFile('invoices.csv'));
const { user, system } = process.cpuUsage(started);
rmSync(folder, { recursive: true, force: true });
if (loaded !== rows) throw new Error(`${loaded} rows of ${rows}`);
process.send?.({ cpu: (user + system) / 1e6, bytes: process.resourceUsage().maxRSS * 1024 } satisfies Imported);
process.disconnect?.();
