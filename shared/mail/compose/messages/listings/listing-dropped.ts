/** A directory listing is withdrawn, and why (R-LIC-6). */
import type { ListingDroppedContent } from '../../../../domain/directory/contents.ts';
import { languageFor } from '../../language.ts';
import type { Message, Section } from '../../message.ts';
import { nameOrDash } from '../../name.ts';
import { partnerSubject } from '../../subject.ts';
import {
  actionOf,
  frameFor,
  type MessageRecipient,
  partnerCenterAction,
  partnerFact,
  partnerNameOf,
} from '../parts/frame.ts';
import { problemItem } from './listing-incomplete.ts';
import { landingPage } from './listing-visible.ts';

/** @see ListingDroppedContent */
export function listingDroppedMessage(content: ListingDroppedContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { listingVisible, listingIncomplete, endings } = language.words;
  const words = endings.listingDropped;
  const displayName = nameOrDash(content.displayName);
  const partner = partnerNameOf(content);
  const items = content.problems.map((problem) => problemItem(problem, language));
  const problems: Section = { heading: listingIncomplete.heading, intro: null, items };
  const next = words.next[content.why];
  return {
    ...frameFor(content, to),
    subject: partnerSubject(words.subject, displayName, partner, language),
    eyebrow: words.eyebrow,
    tone: 'ended',
    headline: words.headline,
    detail: words.detail(language.formats.date(content.withdrawnOn)),
    lead: [words.lead[content.why](partner), ...(next === null ? [] : [next])],
    facts: [
      partnerFact(content, language),
      { label: listingVisible.displayName, value: displayName },
      landingPage(content.url, language),
    ],
    sections: items.length === 0 ? [] : [problems],
    action: content.why === 'incomplete' ? actionOf('directory', content, to) : partnerCenterAction(to, null),
  };
}
