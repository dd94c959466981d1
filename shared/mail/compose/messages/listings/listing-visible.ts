/** A directory listing has become visible (R-DIR-5). */

import { httpsUrlOf, withoutCredentials } from '../../../../domain/core/https-url.ts';
import type { ListingVisibleContent } from '../../../../domain/directory/contents.ts';
import { asciiUrl } from '../../../../domain/directory/listing-url.ts';
import { type Language, languageFor } from '../../language.ts';
import type { Fact, Message } from '../../message.ts';
import { ADDRESS_LIMIT, nameOrDash } from '../../name.ts';
import { partnerSubject } from '../../subject.ts';
import { frameFor, type MessageRecipient, partnerCenterAction, partnerFact, partnerNameOf } from '../parts/frame.ts';

/** @see ListingVisibleContent */
export function listingVisibleMessage(content: ListingVisibleContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const words = language.words.listingVisible;
  const displayName = nameOrDash(content.displayName);
  const partner = partnerNameOf(content);
  return {
    ...frameFor(content, to),
    subject: partnerSubject(words.subject, displayName, partner, language),
    eyebrow: words.eyebrow,
    tone: 'good',
    headline: words.headline,
    detail: words.since(language.formats.date(content.visibleOn)),
    lead: [words.lead(partner)],
    facts: [
      partnerFact(content, language),
      { label: words.displayName, value: displayName },
      landingPage(content.url, language),
    ],
    action: partnerCenterAction(to, null),
  };
}

/** The address of the landing page; a link only if it is safe to link to. */
export function landingPage(url: string, { words }: Language): Fact {
  const link = httpsUrlOf(url);
  const shown = link === null ? withoutCredentials(asciiUrl(url)) : asciiUrl(url);
  const fact = { label: words.listingVisible.landingPage, value: nameOrDash(shown, ADDRESS_LIMIT) };
  return link === null ? fact : { ...fact, link };
}
