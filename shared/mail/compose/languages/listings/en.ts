/** English. Awaits a review by a native reader before a real mailing. */
import type { ListingWords } from './words.ts';

export const en: ListingWords = {
  listingIncomplete: {
    eyebrow: 'Learning Partner directory',
    subject: 'Directory listing incomplete',
    headline: (submissionOn) => `Complete your directory listing before ${submissionOn}`,
    detail: (month) => `The ${month} submission takes place on that day, in the third week of the month.`,
    lead: (partner) => `The directory listing of ${partner} cannot be submitted to the Learning Partner directory yet.`,
    heading: 'What is missing or needs to be corrected',
    name: { label: 'Display name', text: 'The name is missing.' },
    country: { label: 'Associated country', text: 'The country is missing.' },
    url: {
      label: 'Landing page',
      missing: 'The address of the landing page is missing.',
      refused: (url, reason) => `${url}: ${reason}`,
      reasons: {
        'not-a-url': 'this is not a complete web address.',
        'not-https': 'the address must begin with https://.',
        credentials: 'the address must not contain a user name or a password.',
        port: 'the address must not contain a port.',
        'ip-address': 'the address must have a host name instead of an IP address.',
        'local-host': 'the page must be public, not on a local host.',
        'microsoft-host': 'the page must be on your own domain, not on a Microsoft host.',
        'not-a-verified-domain': 'the host must belong to one of your verified domains.',
        'used-by-another-partner': 'another partner uses this address already; each partner needs its own.',
      },
    },
    attestation: {
      label: 'Attestation',
      text: (statement) => `Please attest that ${statement}`,
      statements: {
        'about-partner-only': 'the landing page is about your organization only.',
        'no-competitors': 'no competitors are shown on the landing page.',
        'owned-by-partner': 'the landing page is owned by your organization.',
      },
    },
    batch: (month) =>
      `Listings that are complete when the submission starts are part of the ${month} batch. A listing completed later has to wait for the next batch.`,
  },
  listingVisible: {
    eyebrow: 'Learning Partner directory',
    subject: 'Directory listing visible',
    headline: 'Your directory listing is now visible',
    since: (date) => `Visible since ${date}`,
    lead: (partner) => `The directory listing of ${partner} can now be found in the Learning Partner directory.`,
    displayName: 'Display name',
    landingPage: 'Landing page',
  },
};
