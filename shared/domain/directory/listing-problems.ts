/** Whether a listing is complete (R-DIR-1, R-DIR-2). */
import { withoutCredentials } from '../core/https-url.ts';
import type { Partner } from '../partners/partner.ts';
import type { Listing, ListingContent } from './listing.ts';
import type { ListingFacts } from './listing-facts.ts';
import type { ListingProblem } from './listing-problem.ts';
import { urlRefusal } from './listing-url.ts';

/** Everything that keeps a listing from being complete (R-DIR-1, R-DIR-2). */
export function listingProblems({ listing, partner, config }: ListingFacts): ListingProblem[] {
  const { content } = listing;
  return [
    ...(content.displayName.trim() === '' ? [{ code: 'name-missing' as const }] : []),
    ...(content.country === '' ? [{ code: 'country-missing' as const }] : []),
    ...urlProblems(listing, partner, config),
    ...attestationProblems(content),
  ];
}

function urlProblems(listing: Listing, partner: Partner, config: ListingFacts['config']): ListingProblem[] {
  const { url } = listing.content;
  if (url.trim() === '') return [{ code: 'url-missing' }];
  const reason = urlRefusal(url, partner.verifiedDomains, config.microsoftHosts);
  if (reason !== null) return [{ code: 'url-refused', url: withoutCredentials(url), reason }];
  return listing.holdsUrl ? [] : [{ code: 'url-refused', url, reason: 'used-by-another-partner' }];
}

function attestationProblems(content: ListingContent): ListingProblem[] {
  const statements = [
    ['about-partner-only', content.aboutPartnerOnly],
    ['no-competitors', content.noCompetitors],
    ['owned-by-partner', content.ownedByPartner],
  ] as const;
  return statements.filter(([, attested]) => !attested).map(([statement]) => ({ code: 'not-attested', statement }));
}
