/** Which contacts can be reached, through imports and merges (R-NOT-7, R-NOT-8). */
import { type Partner, type Reachability, UNREACHABLE_CAUSES, type Unreachable } from './partner.ts';

export function markOf({ unreachable }: Reachability, address: string): Unreachable | undefined {
  return unreachable.find((mark) => mark.address === address.toLowerCase());
}

/** Whether a mark replaces another one of the same address. */
export function isStronger(mark: Unreachable, other: Unreachable): boolean {
  if (mark.cause !== other.cause)
    return UNREACHABLE_CAUSES.indexOf(mark.cause) > UNREACHABLE_CAUSES.indexOf(other.cause);
  if (mark.at === other.at) return mark.noticeId < other.noticeId;
  // The latest complaint is kept, because only a later report withdraws it.
  return mark.cause === 'complaint' ? mark.at > other.at : mark.at < other.at;
}

/** @param partner null for a new partner */
export function reachabilityOf(partner: Partner | null): Reachability {
  if (partner === null) return { unreachable: [] };
  const { unreachable, notSpam, vouchedAt } = partner;
  return { unreachable, ...(notSpam && { notSpam }), ...(vouchedAt !== undefined && { vouchedAt }) };
}

/** The reachability of two merged partners; of an address that both have, the stronger mark and the later report. */
export function mergeReachability(into: Partner, from: Partner): Reachability {
  const marks = Map.groupBy([...into.unreachable, ...from.unreachable], ({ address }) => address);
  const words = Map.groupBy([...(into.notSpam ?? []), ...(from.notSpam ?? [])], ({ address }) => address);
  const notSpam = [...words.values()].map((told) => told.reduce((a, b) => (b.at > a.at ? b : a)));
  const vouchedAt = [into.vouchedAt, from.vouchedAt]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
  return {
    unreachable: [...marks.values()].map((same) => same.reduce((a, b) => (isStronger(b, a) ? b : a))),
    ...(notSpam.length > 0 && { notSpam }),
    ...(vouchedAt !== undefined && { vouchedAt }),
  };
}
