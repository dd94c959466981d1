import type { ListingContent } from '../../../../shared/domain/directory/listing.ts';

/** A listing that is complete. */
export const CONTENT: ListingContent = {
  displayName: 'Contoso',
  country: 'KR',
  url: 'https://learn.contoso.example/ms',
  aboutPartnerOnly: true,
  noCompetitors: true,
  ownedByPartner: true,
};

/** The same as the directory shows it. */
export const SHOWN = { displayName: 'Contoso', country: 'KR', url: 'https://learn.contoso.example/ms' };
