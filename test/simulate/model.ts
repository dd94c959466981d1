/**
 * A second, deliberately naive reading of the program rules: everything in memory, one loop over the days, no store, no
 * ledger, no paging. It shares no code with the product, so that a misread rule shows up as a difference.
 */
import { give } from './model/commands.ts';
import { type Day, day, text } from './model/dates.ts';
import { submit } from './model/directory.ts';
import { partnerOf, programOf } from './model/given.ts';
import { publish } from './model/kpi.ts';
import { coursewareOf, listBenefits } from './model/overview.ts';
import { anniversary, isOrder, type Membership, type ModelInput } from './model/program.ts';
import { end, notify } from './model/renewals.ts';

/**
 * For which days the schedules fire on a day (its number after the first): that day, but for outages and clocks that go
 * wrong.
 */
export type Firings = (day: number) => readonly string[];

export function runModel(input: ModelInput, from: string, to: string, outages: [string, string][] | Firings = []) {
  const first = day(from);
  const program = programOf(input, first);
  const directory: Record<string, [string, string][]> = {};
  /** By request: whether it was done. */
  const commands: Record<string, string> = {};
  /** What was listed, by request. */
  const lists: Record<string, unknown[]> = {};
  const firings: Firings =
    typeof outages === 'function'
      ? outages
      : (number) => {
          const today = text(first + number);
          return outages.some(([a, b]) => today >= a && today <= b) ? [] : [today];
        };
  for (let today = first; today <= day(to); today += 1) {
    for (const c of input.commands.filter((c) => c.on === text(today) && c.dryRun !== true)) {
      if (c.command === 'list-benefits')
        lists[answerName(c)] = listBenefits(program, partnerOf(program, c.partnerId), c, today);
      else commands[answerName(c)] = give(program, c, today) ? 'done' : 'refused';
    }
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
  const partners = [...program.partners.values()];
  return {
    emails,
    kpi,
    directory,
    commands,
    lists,
    memberships: program.memberships.flatMap((m) => lineOf(m, day(to))),
    origins: program.memberships.map(originOf),
    courseware: partners.flatMap((partner) => coursewareOf(program, partner, day(to)) ?? []),
    benefits: partners
      .filter(({ into }) => into === null)
      .flatMap((partner) =>
        listBenefits(program, partner, {}, day(to)).map((benefit) => ({ partnerId: partner.id, ...benefit })),
      ),
  };
}

/** A request may be given again, on a later day. */
export const answerName = ({ on, requestId }: { on: string; requestId: string }): string => `${on} ${requestId}`;

/** What was recorded when it began (R-MEM-5, R-MEM-11, R-MEM-12). */
const originOf = ({ partner, id, commitment, discount }: Membership) => ({
  partnerId: partner.id,
  membershipId: id,
  commitment,
  discount,
});

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
