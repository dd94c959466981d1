/** The problems of a directory listing, a week before the submission (R-DIR-3). */

import { withoutCredentials } from '../../../../domain/core/https-url.ts';
import type { ListingIncompleteContent } from '../../../../domain/directory/contents.ts';
import type { ListingProblem } from '../../../../domain/directory/listing-problem.ts';
import { asciiUrl } from '../../../../domain/directory/listing-url.ts';
import { type Language, languageFor } from '../../language.ts';
import type { Item, Message } from '../../message.ts';
import { ADDRESS_LIMIT, nameOrDash } from '../../name.ts';
import { partnerSubject } from '../../subject.ts';
import { actionOf, frameFor, type MessageRecipient, partnerFact, partnerNameOf } from '../parts/frame.ts';

/** @see ListingIncompleteContent */
export function listingIncompleteMessage(content: ListingIncompleteContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const words = language.words.listingIncomplete;
  const month = language.formats.month(content.month);
  const partner = partnerNameOf(content);
  const items = content.problems.map((problem) => problemItem(problem, language));
  return {
    ...frameFor(content, to),
    subject: partnerSubject(words.subject, month, partner, language),
    eyebrow: words.eyebrow,
    tone: 'notice',
    headline: words.headline(language.deadline(content.submissionOn)),
    detail: words.detail(month),
    lead: [words.lead(partner), words.batch(month)],
    facts: [partnerFact(content, language)],
    sections: [{ heading: words.heading, intro: null, items }],
    action: actionOf('directory', content, to),
  };
}

/** An item for what a listing lacks. */
export function problemItem(problem: ListingProblem, language: Language): Item {
  const { name, country, url, attestation } = language.words.listingIncomplete;
  switch (problem.code) {
    case 'name-missing':
      return name;
    case 'country-missing':
      return country;
    case 'url-missing':
      return { label: url.label, text: url.missing };
    case 'url-refused':
      return {
        label: url.label,
        text: url.refused(
          nameOrDash(withoutCredentials(asciiUrl(problem.url)), ADDRESS_LIMIT),
          url.reasons[problem.reason],
        ),
      };
    case 'not-attested':
      return { label: attestation.label, text: attestation.text(attestation.statements[problem.statement]) };
  }
}
