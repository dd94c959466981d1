/** Alerts the operators that no admin of a partner can be reached; the alert is a notice in the ledger like every other (R-ROLE-4). */

import { listingAlert } from '../../domain/directory/unreachable-alert.ts';
import { newClaims } from '../../domain/notices/ledger.ts';
import type { NoticeKey } from '../../domain/notices/notice-id.ts';
import type { NoticeEntry } from '../../domain/notices/notice-state.ts';
import { UNREACHABLE } from '../../domain/notices/unreachable.ts';
import { membershipAlert } from '../../domain/renewal/unreachable-alert.ts';
import { type Delivery, deliver } from '../../mail/deliver.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { withDeliveries } from '../deliveries/delivery-report.ts';
import { listingContent } from '../deliveries/listing-content.ts';
import { membershipContent } from '../deliveries/membership-content.ts';
import { recordDeliveries } from '../deliveries/record-deliveries.ts';
import { readListings } from '../reads/listings.ts';
import { readMembershipFacts } from '../reads/membership-facts.ts';
import type { EventCall, EventDeps } from './event-call.ts';
import { isOfListing } from './find-notice.ts';

/** The ids of the alerts that were sent; none if the operators were alerted before. */
export async function alertOperators(
  about: NoticeEntry,
  key: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<string[]> {
  const deliveries = isOfListing(key)
    ? await alertAboutListing(about, key, call, deps)
    : await alertAboutMembership(about, key, call, deps);
  return deliveries.map(({ claim }) => claim.entry.noticeId);
}

async function alertAboutMembership(
  about: NoticeEntry,
  { partnerId, subject: membershipId }: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<Delivery[]> {
  const { store, config } = deps;
  const claimed = await retryOnConflict(async () => {
    const [item] = await readMembershipFacts(store, config, [store.memberships.key({ partnerId, membershipId })]);
    const record = item && membershipAlert(item.stored.value, about, { ...call, operators: deps.operators });
    if (!item || !record) return null;
    const { stored, facts } = item;
    const membership = { ...stored.value, notices: { ...stored.value.notices, [UNREACHABLE]: record } };
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

/** The listing stays due until the answer is recorded: a run of directory-submission settles a claim that is left open. */
async function alertAboutListing(
  about: NoticeEntry,
  { partnerId }: NoticeKey,
  call: EventCall,
  deps: EventDeps,
): Promise<Delivery[]> {
  const { store, config } = deps;
  const claimed = await retryOnConflict(async () => {
    const [item] = await readListings(store, config, [store.listings.key({ partnerId })]);
    const alert = item && listingAlert(item.stored.value, about, { ...call, operators: deps.operators });
    if (!item || !alert) return null;
    const { value } = item.stored;
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
