/** The parts that all messages have. */
import type { CivilDate } from '../../../domain/core/calendar.ts';
import type { HttpsUrl } from '../../../domain/core/https-url.ts';
import type { Locale } from '../../../domain/partners/partner.ts';
import { type Language, languageOf, type ReaderLanguage } from '../language.ts';
import type { Fact, Message } from '../message.ts';
import { type Name, nameOf, nameOrDash } from '../name.ts';

/** The recipient of a message, the address that its button leads to, and the program's time zone. */
export type MessageRecipient = { name: Name | null; locale: Locale; partnerCenter: HttpsUrl; timeZone: string };

type Frame = Pick<Message, 'locale' | 'greeting' | 'signature' | 'whyYou' | 'timeline' | 'sections'>;
type PartnerName = { partnerId: string; partnerName: string };

/** A partner's name; its id if the name has nothing visible. */
export function partnerNameOf({ partnerName, partnerId }: PartnerName): Name {
  return nameOf(partnerName) ?? nameOrDash(partnerId);
}

/** The parts of a message that are the same in all of them; a timeline and sections are added where there are any. */
export function frameFor(partner: PartnerName, to: MessageRecipient): Frame {
  const { frame } = languageOf(to.locale).words;
  return {
    locale: to.locale,
    greeting: frame.greeting(to.name),
    signature: frame.signature,
    whyYou: frame.whyYou(partnerNameOf(partner)),
    timeline: [],
    sections: [],
  };
}

/** The partner, with its id. */
export function partnerFact(partner: PartnerName, language: Language): Fact {
  return {
    label: language.words.frame.partner,
    value: withId(partnerNameOf(partner), partner.partnerId, language),
  };
}

/** Partner and membership, with their ids. */
export function membershipFacts(
  content: PartnerName & { membershipId: string },
  membership: string,
  language: Language,
): Fact[] {
  const { frame } = language.words;
  return [
    partnerFact(content, language),
    { label: frame.membership, value: withId(membership, content.membershipId, language) },
  ];
}

/** The button to Partner Center, with the sentence on what to do there. */
export function partnerCenterAction(to: MessageRecipient, text: string | null): Message['action'] {
  return { text, label: languageOf(to.locale).words.frame.openPartnerCenter, url: to.partnerCenter };
}

/** A name and the id that operators use. */
export function withId(name: string, id: string, { words }: Language): string {
  return words.frame.withId(name, nameOrDash(id));
}

/** From one day to a deadline, both inclusive. */
export function dateRange({ words, formats, deadline }: ReaderLanguage, from: CivilDate, to: CivilDate): string {
  return words.frame.range(formats.date(from), deadline(to));
}
