/** Files that one call does not hold: sorted in pieces, and imported in parts by several children (decision 35). */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/import/files.ts';
import type { ImportResult, ImportState } from '../../../shared/workflows/import/import-state.ts';
import { type ImportDeps, runImport } from '../../../shared/workflows/import/run-import.ts';
import { importExecution } from '../../import-execution.ts';
import { MemoryObjects } from '../../memory-objects.ts';
import { MemoryProgram } from '../support/memory-program.ts';
import { csv } from './import-rows.ts';

const PARTNERS = Array.from({ length: 12 }, (_, number) => `P-${number},Partner ${number},KR,,,2`);
const numbered = (count: number, row: (number: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => row((index * 37) % count));

const FILES: Partial<Record<Kind, string[]>> = {
  partners: numbered(61, (n) => `P-${n},Partner ${n},${n % 9 === 0 ? 'Korea' : 'KR'},,,${n}`),
  contacts: numbered(60, (n) => `P-${n % 12},global-admin,Lee ${n},lee-${n % 40}@p.example,`),
  memberships: numbered(60, (n) => `P-${n % 12},M-${n % 50},action-pack,,,,2026-03-${10 + (n % 9)},`),
  invoices: numbered(120, (n) => `P-${n % 12},I-${n % 100},1,invoice,2026-11-05,MOC,1,1,${n},KRW`),
  listings: numbered(33, (n) => `P-${n % 12},House ${n},KR,https://one.example/${n % 2},true,true,true`),
  employees: numbered(60, (n) => `P-${n % 12},E-${n % 50},Ann,2025-01-${10 + (n % 20)},`),
  // Half of them are of one partner, more than a part has.
  performance: numbered(
    90,
    (n) => `P-${n % 2 ? 1 : n % 12},DevOps,revenue,${n},2026-0${1 + (n % 9)}-${10 + Math.floor(n / 9)}`,
  ),
  tokens: numbered(48, (n) => `P-${n % 12},M-1,T-${n % 40},,Azure,5,,,2026-04-01,,,,`),
};

class LargeFile {
  readonly objects = new MemoryObjects();
  readonly program: MemoryProgram;
  readonly begun: ImportState;
  readonly key: string;

  constructor(program: MemoryProgram, kind: Kind, key = `${kind}.csv`) {
    this.program = program;
    this.key = key;
    const input = { bucket: 'imports', key };
    this.begun = { input, execution: 'e-1', startedAt: '2027-01-01T01:00:00Z', progress: null };
  }

  /** `milliseconds: -1`: each call ends after its first piece or chunk. */
  deps(given: Partial<ImportDeps> = {}): ImportDeps {
    const { objects, program } = this;
    const { store, config } = program;
    const limits = { rows: 20, milliseconds: 60_000 };
    const parts = { imports: objects, open: objects.open, sorted: objects };
    return { store, config, ...parts, now: () => 0, limits, children: 4, ...given };
  }

  /** The children run in the order that is the least like the order of the rows. */
  async imported(given: Partial<ImportDeps> = {}): Promise<{ result: ImportResult; calls: number }> {
    const deps = this.deps(given);
    return importExecution(this.begun, (state) => runImport(state, deps), true);
  }

  /** The report, part by part. */
  report(): string[][] {
    return this.objects.keys('reports/').map((key) => [key, this.objects.text(key)]);
  }
}

async function large(kind: Kind, content: string | Uint8Array = csv(kind, ...(FILES[kind] ?? []))): Promise<LargeFile> {
  const program = new MemoryProgram();
  const known = ['partners', 'memberships'].includes(kind) ? [] : ['P-1,M-1,action-pack,,,,2026-03-01,'];
  const partners = kind === 'partners' ? [] : PARTNERS;
  expect(await program.load({ partners, memberships: known }, '2026-12-31')).toEqual([]);
  const file = new LargeFile(program, kind);
  await file.objects.put(file.key, content);
  return file;
}

describe.each(Object.keys(FILES) as Kind[])('a large %s.csv', (kind) => {
  it('comes to the same bytes, history and report however many children import it, and in calls of any length', async () => {
    const [one, several, hurried] = [await large(kind), await large(kind), await large(kind)];
    const expected = await one.imported({ children: 1 });
    expect(expected.result.output).toMatchObject({ rows: FILES[kind]?.length });
    const limits = { rows: 8, milliseconds: 60_000 };
    const others = await several.imported({ children: 5 });
    expect(others.result.output).toEqual(expected.result.output);
    expect(several.program.memory.dump()).toEqual(one.program.memory.dump());
    expect(several.report()).toEqual(one.report());
    const slow = await hurried.imported({ limits: { ...limits, milliseconds: -1 } });
    expect(slow.calls).toBeGreaterThan(others.calls);
    expect(slow.result.output).toEqual(expected.result.output);
  });
});

describe('a large file', () => {
  const rows = numbered(
    90,
    (n) => `P-${n},"Contoso 한국 ${n}${n % 7 === 0 ? '\r\n"" ,Ltd' : ''}",${n % 9 === 0 ? 'Korea' : 'KR'},,,${n}`,
  );
  const strange = `\ufeff\r\n${csv('partners', ...rows)
    .replaceAll('\n', '\r\n')
    .replaceAll('\r\r\n', '\r\n')}`;

  it('is gone on with at the right byte: byte order mark, characters of several bytes, quoted line ends', async () => {
    const [at_once, byPiece] = [await large('partners', strange), await large('partners', strange)];
    const whole = await at_once.imported();
    const inSteps = await byPiece.imported({ limits: { rows: 20, milliseconds: -1 } });
    expect(whole.result.output).toMatchObject({ rows: 90, loaded: 80, rejected: 10 });
    expect(inSteps.result.output).toEqual(whole.result.output);
    expect(byPiece.program.memory.dump()).toEqual(at_once.program.memory.dump());
    expect(byPiece.report()).toEqual(at_once.report());
  });

  it('is read once, and each part of it reads its own rows, and few others', async () => {
    const file = await large(
      'invoices',
      csv('invoices', ...numbered(2_000, (n) => `P-${n % 12},I-${n},1,invoice,2026-11-05,MOC,1,1,${n},KRW`)),
    );
    const { result } = await file.imported({ limits: { rows: 200, milliseconds: 60_000 } });
    expect(result.output).toMatchObject({ rows: 2_000, loaded: 2_000 });
    const bytes = file.objects.text(file.key).length;
    expect(file.objects.read.get(file.key)).toBeLessThan(bytes + 100);
    const pieces = file.objects.keys('sorted/').filter((key) => /piece-\d+\.jsonl$/.test(key));
    expect(pieces).toHaveLength(10);
    const [written, read] = [
      pieces.reduce((sum, key) => sum + file.objects.text(key).length, 0),
      pieces.reduce((sum, key) => sum + (file.objects.read.get(key) ?? 0), 0),
    ];
    expect(read).toBeLessThan(1.3 * written);
  });

  it('has a report whose parts are those of the file, in its order', async () => {
    const file = await large('partners', strange);
    const { result } = await file.imported({ children: 3 });
    expect(result.output?.report).toBe('s3://imports/reports/partners.csv/e-1-');
    const lines = file.report().filter(([key]) => key?.endsWith('.jsonl'));
    expect(lines.map(([key]) => key)).toEqual(expect.arrayContaining(['reports/partners.csv/e-1-1.jsonl']));
    expect(lines.flatMap(([, text]) => text?.split('\n').filter(Boolean) ?? [])).toHaveLength(10);
  });

  it('is stopped anywhere and goes on: nothing is lost, nothing is done twice', async () => {
    const expected = await large('invoices');
    const { result } = await expected.imported();
    for (let failing = 1; failing <= 12; failing += 1) {
      const file = await large('invoices');
      const deps = file.deps();
      let calls = 0;
      const call = async (state: ImportState): Promise<ImportResult> => {
        calls += 1;
        // The call did its work, and its answer is lost.
        if (calls === failing) await runImport(state, deps);
        return runImport(state, deps);
      };
      const again = await importExecution(file.begun, call);
      expect(again.result.output?.rows).toBe(result.output?.rows);
      expect(again.result.output?.rejected).toBe(result.output?.rejected);
      expect(withoutVersions(file)).toEqual(withoutVersions(expected));
    }
  });

  it('is refused, by its key, if it is replaced while it is sorted, or while its parts are imported', async () => {
    const file = await large('partners', strange);
    const cause = expect.stringContaining(
      'key: got "partners.csv", replaced by another upload while it was being loaded',
    );
    const sorting = await runImport(file.begun, file.deps({ limits: { rows: 20, milliseconds: -1 } }));
    const sorted = await runImport(file.begun, file.deps());
    await file.objects.put(file.key, `${strange}P-900,Other,KR,,,1\r\n`);
    expect(await runImport(json(sorting), file.deps())).toMatchObject({ valid: false, done: true, cause });
    const [child] = sorted.stretches;
    const refused = await runImport(json({ ...sorted, progress: child }) as ImportState, file.deps());
    expect(refused).toMatchObject({ valid: false, done: true, cause });
    const end = await runImport(json({ ...sorted, children: [refused] }) as ImportState, file.deps());
    expect(end).toMatchObject({ valid: false, cause });
  });

  it.each([
    ['gone', (file: LargeFile, key: string) => file.objects.remove(key)],
    [
      'without somebody who was erased (R-OPS-4)',
      (file: LargeFile, key: string) => file.objects.put(key, '', undefined, { 'rewritten-by': 'erase-person' }),
    ],
  ])('is refused, by its key, if what was sorted is %s', async (_, change) => {
    const file = await large('partners', strange);
    const { stretches, ...sorted } = await runImport(file.begun, file.deps());
    for (const key of file.objects.keys('sorted/').filter((key) => key.endsWith('.jsonl'))) await change(file, key);
    const refused = await runImport(json({ ...sorted, progress: stretches[0] }) as ImportState, file.deps());
    expect(refused).toMatchObject({
      valid: false,
      cause: expect.stringMatching(
        /^key: got "partners.csv", whose sorted rows are gone .*; allowed: .*upload it again$/,
      ),
    });
  });

  it('is refused with its line if it breaks off; rows before it stay imported, and the report tells why', async () => {
    const file = await large('partners', `${strange}P-901,"never closed,KR,,,1\r\n`);
    const { result } = await file.imported();
    expect(result).toMatchObject({ valid: false, output: null });
    expect(result.cause).toMatch(
      /^partners.csv line 106, name: got a quote that is never closed; .* \(rows before it: 80 loaded, 0 unchanged, 10 rejected\)$/,
    );
    const last = file
      .report()
      .filter(([key]) => key?.endsWith('.jsonl'))
      .at(-1);
    expect(last?.[1]).toContain('a quote that is never closed');
  });

  it('is refused if it is compressed and one call does not read it to its end', async () => {
    const file = await large('partners', strange);
    const open: ImportDeps['open'] = async (key, options) => {
      const object = await file.objects.open(key, options);
      return object && { ...object, isCompressed: true };
    };
    const { result } = await file.imported({ open, limits: { rows: 20, milliseconds: -1 } });
    expect(result.cause).toBe(
      'key: got "partners.csv", a large file with a Content-Encoding; allowed: a file that is not compressed',
    );
    expect((await file.imported({ open })).result.output).toMatchObject({ rows: 90 });
  });
});

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
/** What is stored, without how often it was written. */
const withoutVersions = ({ program }: LargeFile): string[] =>
  program.memory.dump().map((item) => item.replaceAll(/"version":(\{"N":"\d+"\}|\d+)/g, ''));
