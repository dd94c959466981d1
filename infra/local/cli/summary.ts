import { describeAssumption, type PaymentAssumption } from '../simulation/assumptions/payment-assumption.ts';
import type { Tally } from '../simulation/days/tally.ts';

/** Summarizes a simulation in a few lines. @param outDir the folder of the results */
export function summaryOf(tally: Tally, outDir: string, assumption: PaymentAssumption | null = null): string {
  const rows: [string, string][] = [
    ['days', String(tally.days)],
    ['executions', `${tally.executions}, ${tally.failedExecutions} failed`],
    ['mails', `${tally.mailCount}${formatCounts(Object.entries(tally.mails))}`],
    ['renewed', `${tally.renewed}, and ${tally.reinstated} reinstated after expiry`],
    ...(assumption === null ? [] : [assumedRow(tally, assumption)]),
    ['expired', String(tally.expired)],
    ['KPI reports', String(tally.kpiReports)],
    ['batches', `${Object.keys(tally.batches).length}${formatCounts(Object.entries(tally.batches), 'lines')}`],
    ['commands', `${sum(tally.doneCommands)}${formatCounts(Object.entries(tally.doneCommands))}`],
    ['lapsed orders', String(tally.lapsed)],
    ['refused commands', String(tally.refusedCommands)],
    ...deadLetters(tally).map((line): [string, string] => ['dead letters', line]),
    ['results', outDir],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `${name.padEnd(width)}${value}\n`).join('');
}

const assumedRow = ({ assumedPayments }: Tally, assumption: PaymentAssumption): [string, string] => [
  'assumed',
  `${assumedPayments} of the renewals: nobody has paid yet, but ${describeAssumption(assumption)}`,
];

/** For each queue that holds what no function took; nothing, if all was taken. */
export const deadLetters = (tally: Pick<Tally, 'deadLetters'>): string[] =>
  Object.entries(tally.deadLetters).map(
    ([queue, count]) => `${count} in the queue ${queue}: no function took them, as their logs say`,
  );

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

function formatCounts(counts: readonly [string, number][], unit = ''): string {
  if (counts.length === 0) return '';
  if (unit !== '') return ` with ${counts.reduce((sum, [, count]) => sum + count, 0)} ${unit}`;
  const sorted = counts.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return ` (${sorted.map(([name, count]) => `${name} ${count}`).join(', ')})`;
}
