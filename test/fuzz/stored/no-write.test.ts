import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { handler as takeMailEvent } from '../../../functions/mail-events/take.ts';
import { handler as runCommand } from '../../../functions/partner-command/run.ts';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import type { ImportResult } from '../../../shared/workflows/import/import-state.ts';
import { runImport } from '../../../shared/workflows/import/run-import.ts';
import { MemoryObjects } from '../../memory-objects.ts';
import { goodCommand } from '../inputs/commands.ts';
import { fileOf, hostileRow } from '../inputs/csv.ts';
import { written } from '../inputs/json-text.ts';
import { batchOf, goodEvent } from '../inputs/mail-events.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { context } from '../support/context.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { begin, bucket, deeds, NOTHING, setup } from '../support/recorded-program.ts';

// The real functions, on recording parts.
vi.mock('../../../shared/lambda/mailing-setup.ts', async () => {
  const { setup } = await import('../support/recorded-program.ts');
  return { reportingSetup: () => setup, mailingSetup: () => setup };
});

vi.mock('../../../shared/lambda/metrics.ts', () => ({ emitCounts: () => {} }));

const fuzz = fuzzing('no-write');
type Answer = { valid: boolean; cause?: string; output?: object };
type Outcome = { outcome?: 'done' | 'refused'; partnerId?: string };
const OPENING = { execution: 'run-1', startedAt: '2027-09-10T08:00:00Z' };

describe('partner-command', () => {
  const outcomes = { refusedInput: 0, refused: 0, done: 0 };

  async function give(input: unknown): Promise<void> {
    begin();
    const { valid, cause, output }: Answer = await runCommand({ input, ...OPENING }, context);
    const { written, mails, objects } = deeds();
    if (!valid) {
      outcomes.refusedInput += 1;
      expect(cause).toMatch(/got .+; allowed: ./);
      expect(cause?.length).toBeLessThan(32_768);
      expect({ written, mails, objects }).toEqual(NOTHING);
      return;
    }
    // `explain` has no outcome: it only reads, as `explain-kpi-discrepancy` does.
    const { outcome = 'done', partnerId = 'none' } = (output ?? {}) as Outcome;
    outcomes[outcome] += 1;
    const own = outcome === 'refused' ? [`PARTNER#${partnerId} COMMAND#`] : [`PARTNER#${partnerId} `, 'URL#'];
    for (const key of written) expect(own.some((prefix) => key.startsWith(prefix))).toBe(true);
    for (const key of objects)
      expect(key).toMatch(
        /^runs\/partner-command\/2027-09-10\/run-1\/(part-0-0-[0-9a-f]{12}\.jsonl|discrepancy\.(html|txt))$/,
      );
    if (outcome === 'refused') expect(mails).toEqual([]);
  }

  it('writes nothing for invalid input, and only a decision for a refused command', async () => {
    await fuzz.each(mutated(goodCommand), 1_800, give);
    await fuzz.each(hostileJson, 100, give);
    // All three were met: neither the generator nor the parts in memory refuse everything.
    for (const [outcome, times] of Object.entries(outcomes)) expect(times, outcome).toBeGreaterThan(20);
  });
});

describe('import', () => {
  const load = (input: unknown, body: string): Promise<ImportResult> =>
    runImport(
      { input, ...OPENING, progress: null },
      {
        store: setup.store,
        config: setup.config,
        imports: bucket('imports'),
        open: async () => ({
          type: 'text/csv',
          bytes: null,
          isCompressed: false,
          metadata: {},
          etag: 'e',
          stream: Readable.from([Buffer.from(body)]),
          close: async () => {},
        }),
        now: () => 0,
        limits: { rows: 1_000, milliseconds: 1_000 },
        sorted: new MemoryObjects(),
        children: 1,
      },
    );

  it('writes nothing for an input that names no upload', () => {
    const good = fc.constantFrom(
      { bucket: 'imports', key: 'a/partners.csv' },
      { bucket: 'imports', key: 'contacts.csv' },
    );
    return fuzz.each(mutated(good), 300, async (input) => {
      begin();
      const { valid, cause } = await load(input, 'x');
      expect(valid).toBe(false);
      expect(cause).toMatch(/got .+; allowed: ./);
      expect(deeds()).toMatchObject({ written: [], mails: [] });
      for (const key of deeds().objects) expect(key).toMatch(/^reports\/(.+\/)?\w+\.csv\/run-1-1\.(jsonl|csv)$/);
    });
  });

  it.each(KINDS)('writes only the rejection report for a rejected row of %s.csv', (kind: Kind) =>
    fuzz.each(hostileRow(kind), 80, async (row) => {
      begin();
      const { output } = await load({ bucket: 'imports', key: `${kind}.csv` }, fileOf(kind, [row]));
      const { written, mails, objects } = deeds();
      expect(mails).toEqual([]);
      if (output?.rejected === 1) {
        expect(written).toEqual([]);
        expect(objects.toSorted()).toEqual([`reports/${kind}.csv/run-1-1.csv`, `reports/${kind}.csv/run-1-1.jsonl`]);
      }
      // Employee items have no partner in their key: an employee belongs to one partner after the other (R-COMP-2).
      const own = [`PARTNER#${row.partnerId} `, `EMPLOYEE#${row.employeeId} `, 'URL#'];
      for (const key of written) expect(own.some((prefix) => key.startsWith(prefix))).toBe(true);
    }),
  );
});

it('mail-events writes nothing for an event about an unknown notice', () =>
  fuzz.each(mutated(goodEvent), 300, async (event) => {
    begin();
    await takeMailEvent(batchOf(written(event)), context);
    expect(deeds()).toEqual(NOTHING);
  }));
