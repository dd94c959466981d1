import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { makeKpiRefreshDue } from '../../../../shared/workflows/due/make-kpi-due.ts';
import { makePartnerDue } from '../../../../shared/workflows/due/make-partner-due.ts';
import { importRows } from '../../import/import-rows.ts';
import { command, P1, race, refresh, startRacedProgram, store } from './raced-program.ts';

startRacedProgram();

const ledger = async () => (await store.kpiLedgers.get(P1))?.value;

describe('R-KPI: invoice lines', () => {
  const line = (number: string, kpi: string) => `P-1,INV-1,${number},invoice,2026-11-05,MOC,3,${kpi},100,KRW`;
  const loadLines = (rows: string[], target = store) => importRows(target, 'invoices', rows, civilDateOf('2027-01-10'));
  const stored = async () => (await store.invoiceLines.get({ ...P1, invoiceNumber: 'INV-1', line: '1' }))?.value;

  it('R-KPI-10: keep their first values if a second file differs, and the second import reports the conflict', async () => {
    const outcome = await race(
      'INVOICE#',
      (target) => loadLines([line('1', '2.4')], target),
      () => loadLines([line('1', '9.9')]),
    );
    expect(outcome).toEqual([
      '0 loaded, 0 unchanged',
      expect.stringContaining('kpi_value 2.4; allowed: what was loaded first: kpi_value 9.9'),
    ]);
    expect((await stored())?.kpiValue).toBe('9.9');
  });

  it('R-KPI-10: are corrected by both of two corrections at once', async () => {
    await loadLines([line('1', '2.4')]);
    const correct = { command: 'correct-invoice-line', ...P1, invoiceNumber: 'INV-1', line: '1' } as const;
    await race(
      'INVOICE#',
      (target) => command({ ...correct, kpiValue: '3' }, '2027-01-12', target),
      () => command({ ...correct, revenueValue: '200' }, '2027-01-12'),
    );
    expect(await stored()).toMatchObject({ kpiValue: '3', revenueValue: '200' });
  });

  it('R-KPI-8: are counted if they are imported while the refresh publishes', async () => {
    await loadLines([line('1', '2.4')]);
    await race(
      'KPI',
      (target) => refresh('2027-01-15', target),
      () => loadLines([line('2', '1.6')]),
    );
    expect(await ledger()).toMatchObject({ months: { '2026-11': { kpi: '4' } }, dirty: false });
  });

  it('R-KPI-8, R-KPI-12: stay published if another line is imported at the same time, which counts at once', async () => {
    await loadLines([line('1', '2.4')]);
    await race(
      'KPI',
      (target) => loadLines([line('2', '1.6')], target),
      () => refresh('2027-01-15'),
    );
    expect(await ledger()).toMatchObject({
      ...{ publishedThrough: '2026-12', dirty: false },
      months: { '2026-11': { kpi: '4' } },
    });
  });

  it('are summed if they are imported together with the first membership that needs them', async () => {
    const asOf = civilDateOf('2027-01-10');
    await race(
      'KPI',
      (target) => makeKpiRefreshDue(target, 'P-1', asOf),
      () => loadLines([line('1', '2.4')]),
    );
    expect(await ledger()).toMatchObject({ dirty: true });
  });

  it('are summed if they are imported while a reinstated partner is recounted', async () => {
    await loadLines([line('1', '2.4')]);
    await refresh('2027-01-15');
    expect((await ledger())?.refreshOn).toBeNull();
    const asOf = civilDateOf('2027-01-20');
    await race(
      'KPI',
      (target) => makePartnerDue(target, 'P-1', asOf),
      () => loadLines([line('2', '1.6')]),
    );
    expect(await ledger()).toMatchObject({ months: { '2026-11': { kpi: '4' } }, dirty: false });
  });
});
