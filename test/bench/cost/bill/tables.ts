import { dollars, figure, table } from '../../markdown.ts';
import type { Measurement } from '../measure/measure.ts';
import type { RecordedRun } from '../measure/recorded-runs.ts';
import { NO_USAGE, plus, sum, type Usage } from '../measure/usage.ts';
import { type BillLine, costOf, total } from './bill.ts';
import { busiestRuns, type Pace } from './limits.ts';
import { ratesOf, slopeOf } from './rates.ts';

export const SIZES = [1_000, 100_000, 1_000_000] as const;

export function billTable(lines: readonly BillLine[]): string {
  const header = ['US dollars a month', ...SIZES.map((size) => `${figure(size)} memberships`)];
  return table(
    header,
    [...lines, total(lines)].map((line) => [line.service, ...SIZES.map((size) => dollars(costOf(line, size)))]),
  );
}

const SHOWN: readonly (keyof Usage)[] = [
  'readUnits',
  'writeUnits',
  'requests',
  'conflicts',
  'transitions',
  'invocations',
  'gigabyteSeconds',
  'logBytes',
  'puts',
  'putBytes',
  'mails',
  'mailBytes',
];

/** The usage of a membership in a year, measured in programs of several sizes: nearly equal if cost is linear. */
export function perMembershipTable(measurements: readonly Measurement[]): string {
  const header = ['a membership and year', ...measurements.map(({ memberships }) => `of ${figure(memberships)}`)];
  const slopes = measurements.map((measured) => slopeOf(ratesOf(measured)));
  return table(
    header,
    SHOWN.map((name) => [name, ...slopes.map((slope) => figure(slope[name]))]),
  );
}

/** The usage of daily runs by the number of due items. */
export function dayTable(measurements: readonly Measurement[]): string {
  const rows = measurements.flatMap(({ partners, runs, emptyRuns, idleRuns }) => {
    const days = daysOf(runs);
    const busy = days.toSorted((a, b) => a.examined - b.examined);
    const middle = busy[Math.floor(busy.length / 2)];
    const busiest = busy.at(-1);
    const quiet = (some: readonly RecordedRun[]): Day => dayOf(some.filter(isDaily));
    const row = (day: string, { examined, usage }: Day): string[] => [
      `${figure(partners)} partners, ${day}`,
      ...[examined, usage.mails, usage.readUnits, usage.writeUnits, usage.transitions, usage.invocations].map(figure),
      examined === 0 ? '' : figure(usage.writeUnits / examined),
    ];
    return [
      row('table empty', quiet(emptyRuns)),
      row('nothing due', quiet(idleRuns)),
      ...(middle && busiest ? [row('median', middle), row('most due', busiest)] : []),
    ];
  });
  const header = ['a day of both daily workflows', 'due', 'mails', 'read units', 'write units', 'transitions', 'calls'];
  return table([...header, 'write units per item'], rows);
}

/** What a day on which nothing is due takes in the last program, as a multiple of the same in the first. */
export function idleRatios(measurements: readonly Measurement[]): string {
  const days = [measurements.at(0), measurements.at(-1)].map(
    (measurement) => dayOf((measurement?.idleRuns ?? []).filter(isDaily)).usage,
  );
  const [first = NO_USAGE, last = NO_USAGE] = days;
  const names = ['readUnits', 'writeUnits', 'transitions', 'invocations', 'puts'] as const;
  return names.map((name) => `${name} ${figure(last[name] / first[name])}`).join(', ');
}

type Day = {
  readonly examined: number;
  readonly usage: Usage;
};

const isDaily = ({ workflow }: RecordedRun): boolean => workflow === 'renewal-notices' || workflow === 'grace-expiry';

const daysOf = (runs: readonly RecordedRun[]): Day[] =>
  [...Map.groupBy(runs.filter(isDaily), ({ date }) => date).values()].map(dayOf);

const dayOf = (runs: readonly RecordedRun[]): Day => ({
  examined: runs.reduce((due, { examined }) => due + examined, 0),
  usage: sum(runs.map(({ usage }) => usage)),
});

/** By workflow: what its executions took in the measured year. */
export function workflowTable({ runs, days }: Measurement): string {
  const groups = [...Map.groupBy(runs, ({ workflow }) => workflow)].map(([workflow, group]) => {
    const examined = group.reduce((due, run) => due + run.examined, 0);
    const { readUnits, writeUnits, mails, transitions, gigabyteSeconds } = group.reduce(
      (usage, run) => plus(usage, run.usage),
      NO_USAGE,
    );
    const figures = [group.length, examined, readUnits, writeUnits, mails, transitions, gigabyteSeconds];
    return [workflow, ...figures.map(figure)];
  });
  const header = [
    `in ${days} days`,
    'executions',
    'due items',
    'read units',
    'write units',
    'mails',
    'transitions',
    'GB-s',
  ];
  return table(header, groups);
}

/** An import makes everything due at once, so that a program's first weeks are left out. */
const SETTLED_AFTER_DAYS = 62;

export function busiestTable({ runs, memberships, days }: Measurement, paces: readonly Pace[]): string {
  const dates = [...new Set(runs.map(({ date }) => date))].sort();
  const settled = dates[SETTLED_AFTER_DAYS] ?? dates.at(-1) ?? '';
  const first = runs.filter(({ date }) => date < settled);
  const later = runs.filter(({ date }) => date >= settled);
  const parts =
    days > SETTLED_AFTER_DAYS
      ? ([
          ['after loading', first],
          ['later', later],
        ] as const)
      : ([['all', runs]] as const);
  const rows = SIZES.slice(1).flatMap((size) =>
    parts.flatMap(([when, some]) =>
      paces.map((pace) => {
        const busiest = busiestRuns(some, size / memberships, pace);
        const { mails, mailing, mailHours, items, working, itemHours } = busiest;
        const name = `${figure(size)}, ${when}, ${pace.sendRate} mails/s`;
        return [name, figure(mails), mailHours.toFixed(1), mailing, figure(items), itemHours.toFixed(1), working];
      }),
    ),
  );
  return table(['memberships', 'most mails', 'hours', 'of', 'most items', 'hours', 'of'], rows);
}
