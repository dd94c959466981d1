/**
 * Alerts the operators that no admin of a partner can be reached, or that nobody received a notice; the alert is a
 * notice in the ledger like every other (R-ROLE-4, R-NOT-7).
 */

import type { Listing } from '../../domain/directory/listing.ts';
import { undeliveredListingAlert } from '../../domain/directory/undelivered-alert.ts';
import { listingAlert } from '../../domain/directory/unreachable-alert.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { DecisionContext } from '../../domain/notices/decision-context.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import { UNDELIVERED } from '../../domain/notices/mail-events/undelivered.ts';
import { UNREACHABLE } from '../../domain/notices/mail-events/unreachable.ts';
import type { NoticeKey } from '../../domain/notices/notice-id.ts';
import { undeliveredMembershipAlert } from '../../domain/renewal/alerts/undelivered-alert.ts';
import { membershipAlert } from '../../domain/renewal/alerts/unreachable-alert.ts';
import { type Delivery, deliver } from '../../mail/deliver.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { withDeliveries } from '../deliveries/delivery-report.ts';
import { listingContent } from '../deliveries/listing-content.ts';
import { membershipContent } from '../deliveries/membership-content.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import { readListings } from '../reads/listings.ts';
import { readMembershipFacts } from '../reads/membership-facts.ts';
import type { EventCall, EventDeps } from './event-call.ts';
import { type FoundNotice, isOfListing } from './find-notice.ts';

/** `nobody-left`: no admin can be reached. `nobody-got-it`: the notice reached none of its recipients. */
export type Alarm = 'nobody-left' | 'nobody-got-it';
type About = Pick<FoundNotice, 'entry' | 'record'>;

/** The ids of the alerts that were sent; none if the operators were alerted before. */
export async function alertOperators(
  alarm: Alarm,
  about: About,
  key: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<string[]> {
  const deliveries = isOfListing(key)
    ? await alertAboutListing(alarm, about, key, call, deps)
    : await alertAboutMembership(alarm, about, key, call, deps);
  return deliveries.map(({ claim }) => claim.entry.noticeId);
}

function membershipAlarm(membership: Membership, alarm: Alarm, { entry, record }: About, context: DecisionContext) {
  return alarm === 'nobody-left'
    ? { key: UNREACHABLE, record: membershipAlert(membership, entry, context) }
    : { key: UNDELIVERED, record: undeliveredMembershipAlert(membership, record, context) };
}

async function alertAboutMembership(
  alarm: Alarm,
  about: About,
  { partnerId, subject: membershipId }: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<Delivery[]> {
  const { store, config } = deps;
  const claimed = await retryOnConflict(async () => {
    const [item] = await readMembershipFacts(store, config, [store.memberships.key({ partnerId, membershipId })]);
    if (!item) return null;
    const { stored, facts } = item;
    const { key, record } = membershipAlarm(stored.value, alarm, about, { ...call, operators: deps.operators });
    if (record === null) return null;
    const membership = { ...stored.value, notices: { ...stored.value.notices, [key]: record } };
    return { before: stored.value, facts, saved: await store.memberships.replace(stored, membership) };
  });
  if (claimed === null) return [];
  const { before, facts, saved } = claimed;
  const claims = newClaims(before.notices, saved.value.notices);
  const current = { ...facts, membership: saved.value };
  const deliveries = await deliver(
    claims,
    (claim) => membershipContent(current, claim, call.asOf),
    call.asOf,
    deps.post,
  );
  await recordDeliveries(store, saved, deliveries);
  return deliveries;
}

function listingAlarm(listing: Listing, alarm: Alarm, { entry, record }: About, context: DecisionContext) {
  return alarm === 'nobody-left'
    ? listingAlert(listing, entry, context)
    : undeliveredListingAlert(listing, record, context);
}

/**
 * The listing stays due until the answer is recorded: a run of directory-submission settles a claim that is left open.
 */
async function alertAboutListing(
  alarm: Alarm,
  about: About,
  { partnerId }: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<Delivery[]> {
  const { store, config } = deps;
  const claimed = await retryOnConflict(async () => {
    const [item] = await readListings(store, config, [store.listings.key({ partnerId })]);
    if (!item) return null;
    const { value } = item.stored;
    const alert = listingAlarm(value, alarm, about, { ...call, operators: deps.operators });
    if (alert === null) return null;
    const dueOn = value.dueOn !== null && value.dueOn < call.asOf ? value.dueOn : call.asOf;
    const listing = { ...value, dueOn, notices: { ...value.notices, [alert.key]: alert.record } };
    return { before: value, facts: item.facts, saved: await store.listings.replace(item.stored, listing) };
  });
  if (claimed === null) return [];
  const { before, facts, saved } = claimed;
  const claims = newClaims(before.notices, saved.value.notices);
  const deliveries = await deliver(claims, (claim) => listingContent(facts, claim, call.asOf), call.asOf, deps.post);
  await retryOnConflict(async () => {
    const current = await store.listings.get({ partnerId });
    if (current === null) return;
    const notices = withDeliveries(current.value.notices, deliveries);
    await store.listings.replace(current, { ...current.value, notices });
  });
  return deliveries;
}
