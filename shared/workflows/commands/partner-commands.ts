/** Commands that change a partner's own data: `record-profile-review`, `set-contacts`, `set-listing`. */

import type {
  RecordAccountProfile,
  RecordProfileReview,
  SetContacts,
  SetListing,
} from '../../domain/commands/command.ts';
import { utcInstant } from '../../domain/core/calendar.ts';
import { withoutCredentials } from '../../domain/core/https-url.ts';
import { stampOf } from '../../domain/core/stamp.ts';
import type { Partner } from '../../domain/partners/partner.ts';
import { REVIEWERS, withReview } from '../../domain/partners/profile-review.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { replaceListing } from '../changes/replace-listing.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

/** R-ROLE-3: by a global or account admin, named by role or by a contact's address or name; not in the future. */
export async function recordProfileReview(
  { partnerId, reviewedOn, by }: RecordProfileReview,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  return retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    const inputs = { reviewedOn, by };
    if (stored === null || !isReviewer(stored.value, by))
      return refused({
        rule: 'R-ROLE-3',
        reason: `"${by}" is not one of ${REVIEWERS.join(', ')} of ${partnerId}`,
        inputs,
      });
    if (reviewedOn > call.asOf)
      return refused({
        rule: 'R-ROLE-3',
        reason: `${reviewedOn} lies after ${call.asOf}, the day it is recorded`,
        inputs,
      });
    const profileReviews = withReview(stored.value.profileReviews, reviewedOn);
    await store.partners.replace(stored, { ...stored.value, profileReviews });
    return done('R-ROLE-3', `profile reviewed on ${reviewedOn} by ${by}`, { inputs });
  });
}

/** R-MEM-10: not in the future; another day replaces the one that was recorded. */
export async function recordAccountProfile(
  { partnerId, setUpOn }: RecordAccountProfile,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  return retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    const refuse = (reason: string) => refused({ rule: 'R-MEM-10', reason, inputs: { setUpOn, asOf } });
    if (stored === null) return refuse(`there is no partner ${partnerId}`);
    if (setUpOn > asOf) return refuse(`${setUpOn} lies after ${asOf}, the day it is recorded`);
    const before = stored.value.accountProfileOn ?? null;
    await store.partners.replace(stored, { ...stored.value, accountProfileOn: setUpOn });
    return done('R-MEM-10', `account profile set up on ${setUpOn}`, { inputs: { setUpOn, before } });
  });
}

function isReviewer({ contacts }: Partner, by: string): boolean {
  const named = by.toLowerCase();
  if (REVIEWERS.some((role) => role === named)) return true;
  return contacts.some(
    ({ role, email, name }) =>
      REVIEWERS.includes(role) && (email.toLowerCase() === named || name.toLowerCase() === named),
  );
}

/** R-ROLE-1: replaces all contacts. The operator vouches for them: addresses marked as unreachable are tried again. */
export async function setContacts(
  { partnerId, contacts }: SetContacts,
  { now }: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  return retryOnConflict(async () => {
    const stored = await store.partners.get({ partnerId });
    if (stored === null) return refused({ rule: 'R-ROLE-1', reason: `there is no partner ${partnerId}`, inputs: {} });
    const { notSpam: _, ...partner } = stored.value;
    await store.partners.replace(stored, { ...partner, contacts, unreachable: [], vouchedAt: utcInstant(now) });
    return done('R-ROLE-1', `${contacts.length} contacts set`, { inputs: { contacts: contacts.length } });
  });
}

/** R-DIR-1, R-DIR-3: an incomplete listing is stored, and its partner gets a notice. */
export async function setListing(
  command: SetListing,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, displayName, country, url, aboutPartnerOnly, noCompetitors, ownedByPartner } = command;
  const content = { displayName, country, url, aboutPartnerOnly, noCompetitors, ownedByPartner };
  const result = await replaceListing(store, partnerId, content, call.asOf, stampOf(call));
  return done('R-DIR-1', `listing ${result}`, { inputs: { url: withoutCredentials(url), country } });
}
