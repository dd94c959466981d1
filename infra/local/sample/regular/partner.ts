import { addDays } from '../civil-date.ts';
import { addContact } from '../partner/contacts.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { addUsualBenefits } from './benefits.ts';
import { addUsualBusiness } from './business.ts';
import { addUsualListing } from './listing.ts';
import { drawMemberships } from './memberships.ts';
import { planRenewals } from './renewals.ts';
import { addUsualTeam } from './team.ts';

/** A partner without anything odd: most of them renew in time. */
export function fillRegularPartner(partner: PartnerDraft): void {
  addUsualContacts(partner);
  const { random, period } = partner;
  if (random.chance(80)) partner.profileReviewedOn = addDays(period.from, -random.between(1, 200));
  const holdings = drawMemberships(partner);
  const tooLittleFor = addUsualBusiness(partner, holdings);
  addUsualListing(partner, holdings);
  for (const holding of holdings) planRenewals(partner, holding, holding === tooLittleFor);
  addUsualTeam(partner, holdings);
  addUsualBenefits(partner, holdings);
}

function addUsualContacts(partner: PartnerDraft): void {
  const { random } = partner;
  const { name, email, locale } = addContact(partner, 'global-admin');
  if (random.chance(30)) addContact(partner, 'global-admin');
  if (random.chance(60)) addContact(partner, 'mpn-admin');
  // In small companies one person has all roles.
  else if (random.chance(25)) addContact(partner, 'mpn-admin', { name, email, locale });
  if (random.chance(55)) addContact(partner, 'account-admin');
}
