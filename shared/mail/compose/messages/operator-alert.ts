/** To the program's operators: what cannot be done without them (R-ROLE-4). In English, whatever the locale of the address. */
import type { OperatorAlertContent } from '../../../domain/notice-content.ts';
import { languageOf } from '../language.ts';
import type { Fact, Message } from '../message.ts';
import { shown } from '../name.ts';
import { type Address, frameFor, partnerFact, partnerNamed } from './frame.ts';

const LOCALE = 'en';
const FIRST_DAY_AFTER_WINDOW = 31;

/** @see OperatorAlertContent */
export function operatorAlertMessage(content: OperatorAlertContent, to: Address): Message {
  const language = languageOf(LOCALE);
  const partner = partnerNamed(content);
  const id = shown(content.partnerId);
  return {
    ...frameFor(content, { ...to, locale: LOCALE }),
    subject: `Operator alert: nobody to notify at ${partner} (${id})`,
    eyebrow: 'Operator alert',
    tone: 'urgent',
    headline: `Nobody to notify at ${partner}`,
    detail: `Found by the run of ${language.formats.date(content.asOf)}.`,
    lead: [happened(content)],
    facts: [partnerFact(content, language), ...membershipFact(content)],
    sections: [{ heading: 'What to do', intro: null, items: steps(content).map((text) => ({ label: null, text })) }],
    action: null,
    whyYou: 'This message goes to the operators of the partner program.',
  };
}

function membershipFact({ membershipId }: OperatorAlertContent): Fact[] {
  return membershipId === null ? [] : [{ label: 'Membership', value: shown(membershipId) }];
}

function happened(content: OperatorAlertContent): string {
  const partner = partnerNamed(content);
  const nobody = `${partner} has no global admin and no MPN partner admin who can be reached by email.`;
  if (content.alert.code === 'last-admin-unreachable')
    return `A message to the last admin there did not arrive, or was complained about: ${nobody}`;
  if (content.alert.code === 'no-recipient-for-listing') {
    return `A message about the directory listing was not sent: ${nobody}`;
  }
  const anniversary = languageOf(LOCALE).formats.date(content.alert.anniversary);
  return `The ${noticeOf(content.alert.stage)}, for the anniversary date ${anniversary}, was not sent: ${nobody}`;
}

/** "renewal notice of stage −15 (15 days before the anniversary date)". */
function noticeOf(stage: number): string {
  const days = `${Math.abs(stage)} ${Math.abs(stage) === 1 ? 'day' : 'days'}`;
  const when = stage === 0 ? 'on' : `${days} ${stage < 0 ? 'before' : 'after'}`;
  const kind = stage >= FIRST_DAY_AFTER_WINDOW ? 'expiry notice' : 'renewal notice';
  return `${kind} of stage ${stage < 0 ? '−' : '+'}${Math.abs(stage)} (${when} the anniversary date)`;
}

function afterwards({ membershipId }: OperatorAlertContent): string[] {
  const next = 'The next message that is due goes to the new contacts.';
  if (membershipId === null) return [`${next} This one is not sent again: tell the partner yourself.`];
  return [`${next} To send this one to them, give the operator command resend-notice for ${shown(membershipId)}.`];
}

function steps(content: OperatorAlertContent): string[] {
  return [
    'Ask the partner for a global admin or MPN partner admin with a working email address; call if no address works.',
    `Record the contacts of ${shown(content.partnerId)} with the operator command set-contacts, or import contacts.csv again.`,
    ...afterwards(content),
  ];
}
