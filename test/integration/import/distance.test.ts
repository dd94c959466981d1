/**
 * Rows that contradict each other come to the same end however far apart they stand, and wherever the import stops
 * (R-IMP-4).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../../shared/import/files.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import type { ImportState } from '../../../shared/workflows/import/import-state.ts';
import { runImport } from '../../../shared/workflows/import/run-import.ts';
import { importExecution } from '../../import-execution.ts';
import { MemoryObjects } from '../../memory-objects.ts';
import { inOrder, MemoryProgram, stop } from '../support/memory-program.ts';
import { NEVER, Tripwire, WatchedTable } from '../support/tripwire.ts';
import { csv, NO_LIMITS } from './import-rows.ts';

const PARTNERS = ['P-1,One,KR,one.example,,3', 'P-2,Two,KR,two.example,,3', 'P-3,Three,KR,one.example,,0'];
const numbered = (row: (number: number) => string): string[] => Array.from({ length: 6 }, (_, index) => row(index));

/** Rows that say different things of one and the same, and others between them. */
const FILES: [Kind, string[]][] = [
  ['partners', ['P-7,Seven,KR,,,1', 'P-7,Siebte,KR,,,2', 'P-1,Uno,KR,,,', ...numbered((n) => `N-${n},New,TW,,,`)]],
  [
    'contacts',
    [
      'P-1,mpn-admin,Kim,kim@one.example,ko-KR',
      'P-1,mpn-admin,Kim B,KIM@one.example,en',
      'P-1,mpn-admin,,Kim@one.example,',
      ...numbered((n) => `P-${2 + (n % 2)},global-admin,Lee ${n},lee-${n}@two.example,`),
    ],
  ],
  [
    'memberships',
    [
      'P-1,M-1,action-pack,,,,2024-03-01,1',
      'P-1,M-1,action-pack,,,,2024-03-01,2',
      'P-1,M-1,action-pack,,,,2024-04-01,',
      ...numbered((n) => `P-2,M-${n},action-pack,,,,2026-03-0${n === 0 ? 1 : n},`),
    ],
  ],
  [
    'listings',
    [
      'P-3,Three,KR,https://one.example/a,true,true,true',
      'P-1,One,KR,https://ONE.example/a,true,true,true',
      'P-3,Dritte,KR,https://one.example/b,true,true,true',
      'P-2,Two,KR,https://two.example/,true,true,true',
    ],
  ],
  [
    'employees',
    [
      'P-1,E-1,Ann,2024-01-01,',
      'P-2,E-1,Ann B,2025-01-01,',
      'P-3,E-1,,2026-01-01,2026-06-01',
      'P-2,E-1,Ann C,2026-03-01,2026-09-01',
      ...numbered((n) => `P-${1 + (n % 3)},F-${n},Bo,2025-01-01,`),
    ],
  ],
  [
    'performance',
    [
      'P-1,DevOps,revenue,1,2026-01-01',
      'P-1,DevOps,revenue,2,2026-01-01',
      ...numbered((n) => `P-${1 + (n % 2)},DevOps,revenue,${n},2026-02-0${1 + (n % 9)}`),
    ],
  ],
  [
    'invoices',
    [
      'P-1,I-1,1,invoice,2026-11-05,MOC,3,2.4,103.29,KRW',
      'P-1,I-1,1,invoice,2026-11-05,MOC,3,9,103.29,KRW',
      ...numbered((n) => `P-2,I-${n},1,invoice,2026-11-05,MOC,1,1,1,KRW`),
    ],
  ],
];

async function known(kind: Kind): Promise<MemoryProgram> {
  const program = new MemoryProgram();
  const memberships = kind === 'memberships' ? [] : ['P-1,M-1,learning-action-pack,,,,2026-03-01,'];
  expect(await program.load({ partners: PARTNERS, memberships }, '2026-12-31')).toEqual([]);
  return program;
}

/** Call by call, as the state machine does it; a call that is stopped is made again. @returns the problems */
async function imported(
  program: MemoryProgram,
  kind: Kind,
  rows: readonly string[],
  limit: number,
  { wire = NEVER, children = 3 }: { wire?: Tripwire; children?: number } = {},
): Promise<string[]> {
  const objects = new MemoryObjects();
  await objects.put(`${kind}.csv`, csv(kind, ...rows));
  const limits = { ...NO_LIMITS, rows: limit };
  const deps = { config: program.config, imports: objects, open: objects.open, sorted: objects, now: () => 0, limits };
  const watched = openStore(new WatchedTable(program.table, wire), program.config);
  const run = (state: ImportState, store: Store) => runImport(state, { ...deps, store, children });
  const begun = { input: { bucket: 'imports', key: `${kind}.csv` }, execution: 'import-1', startedAt: STARTED };
  const call = (state: ImportState) => run(state, watched).catch(() => run(state, program.store));
  const { result } = await importExecution({ ...begun, progress: null }, call);
  expect(result.cause).toBe(null);
  const parts = objects.keys('reports/').filter((key) => key.endsWith('.jsonl'));
  return parts.flatMap((key) => objects.text(key).split('\n').filter(Boolean)).toSorted();
}

const STARTED = '2027-01-01T01:00:00Z';

/** What is stored, without what tells in how many steps it came. */
const stored = (program: MemoryProgram): string[] =>
  program.memory.dump().map((item) => inOrder(JSON.stringify(JSON.parse(item, withoutSteps))));

const withoutSteps = (name: string, value: unknown): unknown =>
  ['history', 'version'].includes(name) ? undefined : value;

/** Rows enough for all of one group, fewer than those of the file. */
const limitOf = (kind: Kind): fc.Arbitrary<number> =>
  kind === 'listings' ? fc.constant(2) : fc.integer({ min: 4, max: 8 });

describe.each(FILES)('R-IMP-4: %s.csv', (kind, rows) => {
  it('comes to the same end in calls of any size, its rows in any order', async () => {
    const order = fc.shuffledSubarray(rows, { minLength: rows.length });
    await fc.assert(
      fc.asyncProperty(order, limitOf(kind), async (shuffled, limit) => {
        const [whole, inParts] = [await known(kind), await known(kind)];
        const problems = await imported(whole, kind, shuffled, 1_000);
        expect(await imported(inParts, kind, shuffled, limit)).toEqual(problems);
        expect(stored(inParts)).toEqual(stored(whole));
      }),
      { numRuns: 12 },
    );
  });

  it('comes to the same end if a call is stopped anywhere and made again', async () => {
    const whole = await known(kind);
    const watched = new Tripwire(-1, 'before', async () => {});
    const problems = await imported(whole, kind, rows, 5, { wire: watched });
    for (let at = 1; at <= watched.calls; at += 1) {
      const stopped = await known(kind);
      expect(await imported(stopped, kind, rows, 5, { wire: new Tripwire(at, 'after', stop) }), `call ${at}`).toEqual(
        problems,
      );
      expect(stored(stopped), `stopped after call ${at}`).toEqual(stored(whole));
    }
  });
});
