/** The words of the mails about a directory listing that lacks something, or is visible (R-DIR-3, R-DIR-5). */
import type { ListingProblem } from '../../../../domain/directory/listing-problem.ts';
import type { Name } from '../../name.ts';

type Refusal = Extract<ListingProblem, { code: 'url-refused' }>['reason'];
type Statement = Extract<ListingProblem, { code: 'not-attested' }>['statement'];

export type ListingWords = {
  listingIncomplete: {
    eyebrow: string;
    subject: string;
    headline: (submissionOn: string) => string;
    detail: (month: string) => string;
    lead: (partner: Name) => string;
    heading: string;
    name: { label: string; text: string };
    country: { label: string; text: string };
    url: {
      label: string;
      missing: string;
      refused: (url: Name, reason: string) => string;
      reasons: Record<Refusal, string>;
    };
    attestation: { label: string; text: (statement: string) => string; statements: Record<Statement, string> };
    batch: (month: string) => string;
  };
  listingVisible: {
    eyebrow: string;
    subject: string;
    headline: string;
    since: (date: string) => string;
    lead: (partner: Name) => string;
    displayName: string;
    landingPage: string;
  };
};
