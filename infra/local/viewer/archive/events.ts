import type { EventLine } from '../results/lines.ts';
import type { Archive } from './archive.ts';
import type { Mails } from './mails/mails.ts';
import { type SliceOf, type SliceRange, slice } from './slice.ts';

/** An event as it was on the bus, with the number of the mail that it is about; null if it is about none. */
export type EventItem = { readonly event: EventLine; readonly mail: number | null };

/** What was told about one partner, or about one of its memberships, the latest first. */
export async function eventsAbout(
  archive: Archive,
  mails: Mails,
  about: { partnerId: string; membershipId: string },
  range: SliceRange,
): Promise<SliceOf<EventItem>> {
  const { partnerId, membershipId } = about;
  const told = (await archive.events.entries()).filter(
    (event) => event.partnerId === partnerId && (membershipId === '' || event.membershipId === membershipId),
  );
  const part = slice(told.reverse(), range);
  const events = await archive.events.read(part.items);
  const numbers = await mails.numbers();
  return { ...part, items: events.map((event) => ({ event, mail: numbers.get(event.noticeId ?? '') ?? null })) };
}
