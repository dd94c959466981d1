/**
 * A membership has ended otherwise than by expiry: what goes on in its place, and what has ended (R-LIC-6, R-MRG-2).
 */
import type { EndedContent } from '../../../domain/renewal/contents.ts';
import { type Language, languageFor, membershipNameOf } from '../language.ts';
import type { Message, Section } from '../message.ts';
import { membershipSubject } from '../subject.ts';
import { attachmentOf } from './parts/attachment.ts';
import {
  frameFor,
  type MessageRecipient,
  membershipFacts,
  partnerCenterAction,
  partnerNameOf,
  withId,
} from './parts/frame.ts';
import { licenceItems } from './parts/licences.ts';
import { lossItems } from './parts/losses.ts';

/** @see EndedContent */
export function endedMessage(content: EndedContent, to: MessageRecipient): Message {
  const language = languageFor(to);
  const { endings } = language.words;
  const words = content.goesOn === null ? endings.benefitsEnded : endings.consolidated;
  const membership = membershipNameOf(language, content.terms);
  return {
    ...frameFor(content, to),
    subject: membershipSubject(words.subject, content.terms, partnerNameOf(content), language),
    eyebrow: words.eyebrow,
    tone: content.goesOn === null ? 'ended' : 'notice',
    headline: words.headline,
    detail: endings.endedOn(language.formats.date(content.endedOn)),
    lead: [leadOf(content, membership, language)],
    facts: [...membershipFacts(content, membership, language), ...placeTakerFacts(content, language)],
    sections: [...placeTakerSections(content, language), ...endedSections(content, membership, language)],
    action: partnerCenterAction(to, null),
    attachment: attachmentOf(content, language),
  };
}

function leadOf({ goesOn, ...content }: EndedContent, membership: string, language: Language): string {
  const { benefitsEnded, consolidated } = language.words.endings;
  const what = { membership, partner: partnerNameOf(content), endedOn: language.formats.date(content.endedOn) };
  if (goesOn === null) return benefitsEnded.lead(what);
  return consolidated.lead({ ...what, goesOn: membershipNameOf(language, goesOn.terms) });
}

function placeTakerFacts({ goesOn }: EndedContent, language: Language): Message['facts'] {
  if (goesOn === null) return [];
  const { consolidated } = language.words.endings;
  const value = withId(membershipNameOf(language, goesOn.terms), goesOn.membershipId, language);
  return [{ label: consolidated.goesOn.label, value }];
}

function placeTakerSections({ goesOn }: EndedContent, language: Language): Section[] {
  if (goesOn === null) return [];
  const { heading, intro } = language.words.endings.consolidated.goesOn;
  const names = [goesOn.terms, ...goesOn.covers].map((terms) => membershipNameOf(language, terms));
  const items = names.map((text) => ({ label: null, text }));
  return [{ heading, intro: intro(language.formats.date(goesOn.anniversary)), items }];
}

/** Every licence is named: the reader has to act on each of them. */
function endedSections(content: EndedContent, membership: string, language: Language): Section[] {
  const { losses, software } = language.words.expired;
  const text = content.goesOn === null ? software.text : language.words.endings.software;
  return [
    {
      heading: losses.heading,
      intro: null,
      items: [...lossItems(content.losses, losses, [membership]), ...licenceItems(content.licences, language)],
    },
    { heading: software.heading, intro: text, items: [] },
  ];
}
