import type { DecisionLine } from '../results/lines.ts';
import type { Archive } from './archive.ts';
import type { Mails } from './mails/mails.ts';
import { type SliceOf, type SliceRange, slice } from './slice.ts';

/** A decision with the number of the mail that it sent; null if it sent none. */
export type DecisionItem = DecisionLine & { readonly mail: number | null };

/** The decisions of one run, in their order. */
export function decisionsOfRun(
  archive: Archive,
  mails: Mails,
  runId: string,
  range: SliceRange,
): Promise<SliceOf<DecisionItem>> {
  return readDecisions(archive, mails, (decision) => decision.runId === runId, range);
}

/** One of those to whom a notice went, or did not go. */
export type Recipient = { readonly to: string; readonly what: string; readonly mail: number | null };

/** Decisions of one run with one reason: what was decided, and whom a notice told. */
export type DecisionGroup = {
  /** The decision that speaks for all. */
  readonly lead: DecisionItem;
  /** The kind of the notice; null: none. */
  readonly kind: string | null;
  /** What else was decided, for the same reason. */
  readonly others: readonly string[];
  readonly recipients: readonly Recipient[];
};

/**
 * What was decided about one partner, or about one of its memberships, the latest first; a notice with all its recipients
 * is one of them.
 */
export async function decisionsAbout(
  archive: Archive,
  mails: Mails,
  about: { partnerId: string; membershipId: string },
  range: SliceRange,
): Promise<SliceOf<DecisionGroup>> {
  const { partnerId, membershipId } = about;
  const isAbout = (decision: IndexedDecision): boolean =>
    decision.partnerId === partnerId && (membershipId === '' || decision.membershipId === membershipId);
  const { items } = await readDecisions(archive, mails, isAbout, { offset: 0, limit: Number.POSITIVE_INFINITY });
  const groups = Map.groupBy(items, (item) => [item.runId, item.membershipId, item.reason].join('\n'));
  return slice([...groups.values()].reverse().map(groupOf), range);
}

function groupOf(items: readonly DecisionItem[]): DecisionGroup {
  const isNotice = ({ what }: DecisionItem): boolean => what.startsWith('notice-');
  const [first] = items as [DecisionItem, ...DecisionItem[]];
  const lead = items.find((item) => !isNotice(item)) ?? first;
  const others = new Set(items.filter((item) => !isNotice(item)).map(({ what }) => what));
  others.delete(lead.what);
  return {
    lead,
    kind: items.find(({ email }) => email !== null)?.email?.kind ?? null,
    others: [...others],
    recipients: items.flatMap(({ email, what, mail }) => (email === null ? [] : [{ to: email.to, what, mail }])),
  };
}

/** The decision that sent the notice with this id, or null. */
export async function decisionOfNotice(archive: Archive, noticeId: string): Promise<DecisionLine | null> {
  const entry = (await archive.decisions.entries()).findLast((decision) => decision.noticeId === noticeId);
  if (entry === undefined) return null;
  const [line] = await archive.decisions.read([entry]);
  return line ?? null;
}

type IndexedDecision = {
  readonly runId: string;
  readonly partnerId: string | null;
  readonly membershipId: string | null;
};

async function readDecisions(
  archive: Archive,
  mails: Mails,
  matches: (decision: IndexedDecision) => boolean,
  range: SliceRange,
): Promise<SliceOf<DecisionItem>> {
  const matching = slice((await archive.decisions.entries()).filter(matches), range);
  const lines = await archive.decisions.read(matching.items);
  const numbers = await mails.numbers();
  return {
    ...matching,
    items: lines.map((line) => ({ ...line, mail: numbers.get(line.email?.noticeId ?? '') ?? null })),
  };
}
