import type { Listing } from '../model.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { handInListing, importListing } from '../partner/listings.ts';
import { hold, LEARNING_ACTION_PACK } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

type Gap = {
  readonly name: string;
  readonly why: string;
  /** What is wrong with an otherwise complete listing. */
  readonly wrong: (domain: string) => Partial<Listing>;
};

const url = (address: string): Partial<Listing> => ({ url: address });

/** One for every way in which a listing can break R-DIR-2. */
const GAPS: readonly Gap[] = [
  { name: 'plain-http', why: 'Not https.', wrong: (domain) => url(`http://${domain}/training`) },
  { name: 'foreign-host', why: "Not the partner's domain.", wrong: () => url('https://courses.elsewhere.example/ms') },
  {
    name: 'lookalike-host',
    why: 'Ends with the letters of the domain, but is another domain.',
    wrong: (domain) => url(`https://not-${domain}/training`),
  },
  {
    name: 'domain-as-prefix',
    why: 'Starts with the domain, but belongs to somebody else.',
    wrong: (domain) => url(`https://${domain}.elsewhere.example/training`),
  },
  { name: 'ip-address', why: 'An IP address.', wrong: () => url('https://203.0.113.7/training') },
  { name: 'ipv6-address', why: 'An IP address, the long kind.', wrong: () => url('https://[2001:db8::7]/training') },
  { name: 'local-host', why: 'A host that only the partner can see.', wrong: () => url('https://localhost/training') },
  { name: 'microsoft-host', why: "Microsoft's own.", wrong: () => url('https://learn.microsoft.com/training') },
  { name: 'credentials', why: 'A password inside.', wrong: (domain) => url(`https://web:secret@${domain}/training`) },
  { name: 'port', why: 'A port.', wrong: (domain) => url(`https://${domain}:8443/training`) },
  { name: 'no-name', why: 'Nothing to show.', wrong: () => ({ displayName: '' }) },
  { name: 'not-only-partner', why: 'Not attested: this partner only.', wrong: () => ({ aboutPartnerOnly: false }) },
  { name: 'shows-competitors', why: 'Not attested: no competitors.', wrong: () => ({ noCompetitors: false }) },
  { name: 'not-owned', why: 'Not attested: owned by the partner.', wrong: () => ({ ownedByPartner: false }) },
];

export const listingGapCases: readonly AwkwardCase[] = GAPS.map(({ name, why, wrong }, index) => ({
  name: `listing-${name}`,
  rules: ['R-DIR-2', 'R-DIR-3'],
  why: `${why} Incomplete: told once a month${isCorrected(index) ? ', until it is mended during the year' : ''}.`,
  build: (partner) => fillWithGap(partner, wrong(partner.domain), index),
}));

/** Every other partner reacts to the mail. */
function isCorrected(index: number): boolean {
  return index % 2 === 0;
}

function fillWithGap(partner: PartnerDraft, wrong: Partial<Listing>, index: number): void {
  importListing(partner, wrong);
  const month = 1 + (index % 10);
  if (isCorrected(index)) handInListing(partner, dayAhead(partner.period, month, 9 + index));
  reviewAndPay(partner, hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, month, 26)));
}
