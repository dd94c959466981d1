import type { State, Value } from './mail-state.ts';
import type { Statements } from './statements.ts';

/** There is no trainer since then, and was one before, of the partner or of one that was merged into it (R-MEM-10). */
export function deliveryLost({ dates }: Statements, { partner, formerPartners }: State): string[] {
  const losses = [partner, ...formerPartners].flatMap((each) => trainersGoneOn(each) ?? []);
  const isKnown = dates.length > 0 && new Set(dates).size === 1 && losses.includes(dates[0] ?? '');
  return [
    ...(partner.mctCount === 0 ? [] : [`there are ${partner.mctCount} trainers`]),
    ...(isKnown ? [] : [`since ${dates}, not ${losses}`]),
  ];
}

/** By the partner's history; null: there are trainers, or there never were any. */
export function trainersGoneOn(partner: Value): string | null {
  const changes = partner.history.changes.flatMap(({ on, inputs: { mctCount } }: Value) =>
    mctCount?.after === undefined ? [] : [{ on, ...mctCount }],
  );
  const last = changes.findLast(({ before, after }: Value) => after === 0 && before > 0);
  return partner.mctCount > 0 || last === undefined ? null : last.on;
}
