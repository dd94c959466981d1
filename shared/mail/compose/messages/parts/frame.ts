/** The parts that all messages have. */

import type { ActionUrls } from '../../../../domain/config/mails.ts';
import { filledIn } from '../../../../domain/core/address-template.ts';
import type { CivilDate } from '../../../../domain/core/calendar.ts';
import type { HttpsUrl } from '../../../../domain/core/https-url.ts';
import { httpsUrlOf } from '../../../../domain/core/https-url.ts';
import type { Locale } from '../../../../domain/partners/partner.ts';
import { type Language, languageOf, type ReaderLanguage } from '../../language.ts';
import type { Fact, Link, Message } from '../../message.ts';
import { type Name, nameOf, nameOrDash } from '../../name.ts';
import type { MailProgram } from '../../program.ts';
import { helpOf } from './help.ts';

/** The recipient of a message, and what it says about the program. */
export type MessageRecipient = { name: Name | null; locale: Locale; partnerCenter: HttpsUrl } & Omit<
  MailProgram,
  'partnerCenterUrl'
>;

type Frame = Pick<
  Message,
  'locale' | 'greeting' | 'signature' | 'whyYou' | 'timeline' | 'sections' | 'links' | 'attachment' | 'help'
>;
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
    links: [],
    attachment: null,
    help: helpOf(to),
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

type Ids = { partnerId: string; membershipId?: string | undefined };

/**
 * The button to where something is done; without an address of its own, to Partner Center with the sentence on what to
 * do there.
 */
export function actionOf(
  action: keyof ActionUrls,
  ids: Ids,
  to: MessageRecipient,
  text: string | null = null,
): Message['action'] {
  const [link] = linksOf([action], ids, to);
  return link === undefined ? partnerCenterAction(to, text) : { text: null, ...link };
}

/** Where things are done, of those that have an address of their own. */
export function linksOf(actions: readonly (keyof ActionUrls)[], ids: Ids, to: MessageRecipient): Link[] {
  const { actions: labels } = languageOf(to.locale).words.asked;
  return actions.flatMap((action) => {
    const template = to.actionUrls?.[action];
    const url = template === undefined ? null : httpsUrlOf(filledIn(template, ids));
    return url === null ? [] : [{ label: labels[action], url }];
  });
}

/** A name and the id that operators use. */
export function withId(name: string, id: string, { words }: Language): string {
  return words.frame.withId(name, nameOrDash(id));
}

/** From one day to a deadline, both inclusive. */
export function dateRange({ words, formats, deadline }: ReaderLanguage, from: CivilDate, to: CivilDate): string {
  return words.frame.range(formats.date(from), deadline(to));
}
