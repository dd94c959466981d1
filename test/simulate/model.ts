/**
 * A second, deliberately naive reading of the program rules: everything in memory, one loop over the days, no store, no
 * ledger, no paging. It shares no code with the product, so that a misread rule shows up as a difference.
 */
import { give } from './model/commands.ts';
import { type Day, day, text } from './model/dates.ts';
import { submit } from './model/directory.ts';
import { programOf } from './model/given.ts';
import { publish } from './model/kpi.ts';
import { anniversary, isOrder, type Membership, type ModelInput } from './model/program.ts';
import { end, notify } from './model/renewals.ts';

/** For which days the schedules fire on a day (its number after the first): that day, but for outages and clocks that go wrong. */
export type Firings = (day: number) => readonly string[];

export function runModel(input: ModelInput, from: string, to: string, outages: [string, string][] | Firings = []) {
  const first = day(from);
  const program = programOf(input, first);
  const directory: Record<string, [string, string][]> = {};
  /** By request: whether it was done. */
  const commands: Record<string, string> = {};
  const firings: Firings =
    typeof outages === 'function'
      ? outages
      : (number) => {
          const today = text(first + number);
          return outages.some(([a, b]) => today >= a && today <= b) ? [] : [today];
        };
  for (let today = first; today <= day(to); today += 1) {
    for (const c of input.commands.filter((c) => c.on === text(today)))
      commands[c.requestId] = give(program, c, today) ? 'done' : 'refused';
    for (const asOf of firings(today - first)) run(day(asOf));
  }

  function run(on: Day): void {
    const date = Number(text(on).slice(8));
    if (date === 15) publish(program, on);
    if (date >= 15 && date <= 21 && (on + 4) % 7 === 1) directory[text(on).slice(0, 7)] = submit(program, on);
    notify(program, on);
    end(program, on);
  }

  const { emails, kpi } = program;
  return { emails, kpi, directory, commands, memberships: program.memberships.flatMap((m) => lineOf(m, day(to))) };
}

/** The final state of a membership; none for an order that was not paid. */
function lineOf(m: Membership, on: Day) {
  if (isOrder(m)) return [];
  const ad = anniversary(m);
  const status = on > ad ? 'in-window' : 'active';
  return [
    {
      partnerId: m.partner.id,
      membershipId: m.id,
      offer: m.offer,
      level: m.level,
      status: m.superseded !== null ? 'superseded' : m.expired ? 'expired' : status,
      cycle: m.cycle,
      anniversary: text(ad),
    },
  ];
}
