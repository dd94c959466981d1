import type { DecisionLine } from '../results/lines.ts';
import type { Archive } from './archive.ts';
import type { Mails } from './mails.ts';
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

/** The decisions about one partner, or about one of its memberships, in their order. */
export function decisionsAbout(
  archive: Archive,
  mails: Mails,
  about: { partnerId: string; membershipId: string },
  range: SliceRange,
): Promise<SliceOf<DecisionItem>> {
  const { partnerId, membershipId } = about;
  return readDecisions(
    archive,
    mails,
    (decision) => decision.partnerId === partnerId && (membershipId === '' || decision.membershipId === membershipId),
    range,
  );
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
