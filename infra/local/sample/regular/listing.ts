import { addDays } from '../civil-date.ts';
import type { Listing } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { handInListing, importListing } from '../partner/listings.ts';
import { type Holding, hasLearningOption } from '../partner/memberships.ts';

type Readiness = 'complete' | 'handed-in-later' | 'corrected-later' | 'missing';

/** Only Learning partners are listed (R-DIR-1); most of them were ready before the first day. */
export function addUsualListing(partner: PartnerDraft, holdings: readonly Holding[]): void {
  if (!holdings.some(isLearning)) return;
  const { random, period } = partner;
  const readiness = random.weighted<Readiness>([
    [78, 'complete'],
    [9, 'handed-in-later'],
    [5, 'corrected-later'],
    [8, 'missing'],
  ]);
  const listing = drawListing(partner);
  const later = addDays(period.from, random.between(5, 330));
  if (readiness === 'complete') importListing(partner, listing);
  if (readiness === 'corrected-later') importListing(partner, { ...listing, noCompetitors: false });
  if (readiness === 'handed-in-later' || readiness === 'corrected-later') handInListing(partner, later, listing);
}

function isLearning({ membership }: Holding): boolean {
  return membership.offer.offer === 'learning-action-pack' || hasLearningOption(membership.offer);
}

function drawListing({ random, domain }: PartnerDraft): Partial<Listing> {
  const host = random.weighted([
    [60, domain],
    [25, `www.${domain}`],
    [15, `learn.${domain}`],
  ]);
  return { url: `https://${host}/${random.pick(['microsoft-training', 'learning', 'courses/microsoft', 'mct'])}` };
}
