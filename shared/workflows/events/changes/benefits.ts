/** What a change of a partner's benefits tells (R-LIC). */
import { isDeepStrictEqual } from 'node:util';
import type { Benefit, Benefits } from '../../../domain/benefits/benefit.ts';
import type { UnnumberedEvent } from '../catalogue/program-event.ts';
import type { EventsOf } from './change.ts';

export const benefitsEvents: EventsOf<Benefits> = ({ before, after }) => {
  const { partnerId } = after;
  const known = new Map((before?.entries ?? []).map((entry) => [entry.tokenId, entry]));
  const left = new Set(after.entries.map(({ tokenId }) => tokenId));
  const reversed = new Set(
    (after.reversals ?? []).filter(({ step }) => step === 'issue').map(({ tokenId }) => tokenId),
  );
  // A replacement goes when it is taken back, and the token that it replaced stays; a merge moves both.
  const isTakenBack = (entry: Benefit): boolean =>
    reversed.has(entry.tokenId) || (entry.kind === 'token' && entry.replaces !== null && left.has(entry.replaces));
  const gone = [...known.values()].filter(({ tokenId }) => !left.has(tokenId));
  return [
    ...after.entries.flatMap((entry) => {
      const earlier = known.get(entry.tokenId);
      return earlier === undefined ? arrival(partnerId, entry) : steps(partnerId, earlier, entry);
    }),
    ...gone.map((entry) => ended(partnerId, entry, isTakenBack(entry) ? 'reversed' : 'merged')),
  ];
};

const about = (partnerId: string, { membershipId }: Benefit, rule: string) => ({ partnerId, membershipId, rule });

function ended(partnerId: string, entry: Benefit, cause: 'reversed' | 'merged' | 'replaced'): UnnumberedEvent {
  const rule = { reversed: 'R-OPS-1', merged: 'R-MRG-1', replaced: 'R-LIC-3' }[cause];
  return { type: 'benefit.ended', ...about(partnerId, entry, rule), data: { tokenId: entry.tokenId, cause } };
}

/** A benefit that is new here, with what was done with it already. */
function arrival(partnerId: string, entry: Benefit): UnnumberedEvent[] {
  const former = entry.formerIds?.at(-1);
  const facts = {
    tokenId: entry.tokenId,
    kind: entry.kind,
    product: entry.kind === 'visual-studio' ? null : entry.product,
    edition: entry.kind === 'visual-studio' ? entry.edition : null,
    amount: amountOf(entry),
  };
  const replaces = entry.kind === 'token' ? entry.replaces : null;
  const ids = { commandId: entry.commandId, runId: entry.stamp?.runId ?? null };
  const come: UnnumberedEvent =
    former === undefined
      ? { type: 'benefit.issued', ...about(partnerId, entry, 'R-LIC-1'), ...ids, data: { ...facts, replaces } }
      : { type: 'benefit.moved', ...about(partnerId, entry, 'R-MRG-1'), data: { ...facts, from: former } };
  return [come, ...steps(partnerId, unused(entry), entry)];
}

function amountOf(entry: Benefit): number {
  if (entry.kind === 'token') return entry.seats;
  return entry.kind === 'mak' ? entry.activations : 1;
}

function unused(entry: Benefit): Benefit {
  switch (entry.kind) {
    case 'token':
      return { ...entry, activation: null, replacedBy: null };
    case 'mak':
      return { ...entry, used: [] };
    case 'visual-studio':
      return { ...entry, assignments: [] };
  }
}

function steps(partnerId: string, before: Benefit, after: Benefit): UnnumberedEvent[] {
  const events = [...newSteps(partnerId, before, after)];
  const { tokenId, kind } = after;
  if (events.length > 0 || isDeepStrictEqual(before, after)) return events;
  return [{ type: 'benefit.changed', ...about(partnerId, after, 'R-OPS-1'), data: { tokenId, kind } }];
}

function* newSteps(partnerId: string, before: Benefit, after: Benefit): Generator<UnnumberedEvent> {
  const { tokenId, kind } = after;
  const activated = (rule: string, on: string, count: number, commandId: string | null): UnnumberedEvent => ({
    type: 'benefit.activated',
    ...about(partnerId, after, rule),
    commandId,
    data: { tokenId, kind, on, count },
  });
  if (after.kind === 'token' && before.kind === 'token') {
    if (after.activation !== null && before.activation === null)
      yield activated('R-LIC-2', after.activation.on, after.seats, after.activation.commandId);
    if (after.replacedBy !== null && before.replacedBy === null) yield ended(partnerId, after, 'replaced');
  }
  if (after.kind === 'mak' && before.kind === 'mak')
    for (const { on, count, commandId } of after.used.slice(before.used.length))
      yield activated('R-LIC-4', on, count, commandId);
  if (after.kind === 'visual-studio' && before.kind === 'visual-studio')
    for (const [index, { on, commandId, activation }] of after.assignments.entries()) {
      const earlier = before.assignments[index];
      if (earlier === undefined) {
        const data = { tokenId, kind, on };
        yield { type: 'benefit.assigned', ...about(partnerId, after, 'R-LIC-5'), commandId, data };
      }
      if (activation !== null && (earlier === undefined || earlier.activation === null))
        yield activated('R-LIC-5', activation.on, 1, activation.commandId);
    }
}
