/** Why a listing cannot be submitted (R-DIR-1, R-DIR-2). */
export type ListingProblem =
  | { code: 'name-missing' }
  | { code: 'country-missing' }
  | { code: 'url-missing' }
  /** `reason`: which demand of R-DIR-2 the URL does not meet. */
  | {
      code: 'url-refused';
      url: string;
      reason:
        | 'not-a-url'
        | 'not-https'
        | 'credentials'
        | 'port'
        | 'ip-address'
        | 'local-host'
        | 'microsoft-host'
        | 'not-a-verified-domain'
        | 'used-by-another-partner';
    }
  | { code: 'not-attested'; statement: 'about-partner-only' | 'no-competitors' | 'owned-by-partner' };
