/**
 * Alerts to the program's operators: problems that only they can solve (R-ROLE-4, R-NOT-2, R-NOT-7). Always in English.
 */
import type { NoticeKind } from '../../../domain/notices/notice-kind.ts';
import type { OperatorAlertContent } from '../../../domain/notices/operator-alert.ts';
import { languageOf } from '../language.ts';
import type { Fact, Message } from '../message.ts';
import { ADDRESS_LIMIT, type Name, nameOrDash } from '../name.ts';
import { PUBLIC_NAMES } from '../program.ts';
import { fittingSubject } from '../subject.ts';
import { frameFor, type MessageRecipient, partnerFact, partnerNameOf } from './parts/frame.ts';

const LOCALE = 'en';
const FIRST_DAY_AFTER_WINDOW = 31;
/** Longest reason in a mail, in graphemes. */
const MAX_REASON_GRAPHEMES = 300;

/** `headline` is followed by the partner's name. */
type AlertWords = { headline: string; happened: string; facts: Fact[]; steps: string[] };

/** @see OperatorAlertContent */
export function operatorAlertMessage(content: OperatorAlertContent, to: MessageRecipient): Message {
  const language = languageOf(LOCALE);
  const partner = partnerNameOf(content);
  const program = nameOrDash((to.names ?? PUBLIC_NAMES).program);
  const { headline, happened, facts, steps } = alertWords(content, partner, program);
  const about = `Operator alert: ${headline}`;
  const partnerId = nameOrDash(content.partnerId);
  return {
    ...frameFor(content, { ...to, locale: LOCALE }),
    subject: fittingSubject([`${about} ${partner} (${partnerId})`, `${about} ${partnerId}`]),
    eyebrow: 'Operator alert',
    tone: 'urgent',
    headline: `${headline} ${partner}`,
    detail: `Found by the run of ${language.formats.date(content.asOf)}.`,
    lead: [happened],
    facts: [partnerFact(content, language), ...membershipFact(content), ...facts],
    sections: [{ heading: 'What to do', intro: null, items: steps.map((text) => ({ label: null, text })) }],
    action: null,
    help: null,
    whyYou: 'This message goes to the operators of the partner program.',
  };
}

function membershipFact({ membershipId }: OperatorAlertContent): Fact[] {
  return membershipId === null ? [] : [{ label: 'Membership', value: nameOrDash(membershipId) }];
}

function alertWords(content: OperatorAlertContent, partner: Name, program: Name): AlertWords {
  switch (content.alert.code) {
    case 'set-aside':
      return setAsideWords(content, content.alert, partner);
    case 'given-up':
      return givenUpWords(content, content.alert);
    case 'undelivered':
      return undeliveredWords(content, content.alert, program);
    case 'second-pack':
      return secondPackWords(content.alert, partner);
    case 'payment-reversed':
      return paymentReversedWords(content.alert, partner);
    default:
      return {
        headline: 'Nobody to notify at',
        happened: noContactText(content.alert, partner, program),
        facts: [],
        steps: findContactSteps(content, program),
      };
  }
}

type AlertOf<Code> = Extract<OperatorAlertContent['alert'], { code: Code }>;

/** The items that each workflow processes. */
const ITEM = {
  'kpi-refresh': 'the KPI ledger',
  'directory-submission': 'the directory listing',
  'renewal-notices': 'a membership',
  'grace-expiry': 'a membership',
} as const;

function setAsideWords(
  content: OperatorAlertContent,
  { workflow, since, reason }: AlertOf<'set-aside'>,
  partner: Name,
): AlertWords {
  const day = languageOf(LOCALE).formats.date(since);
  return {
    headline: 'An item was set aside for',
    happened: `${workflow} has failed for ${ITEM[workflow]} of ${partner} since ${day}, and does not try again by itself. Everything else continues.`,
    facts: [{ label: 'Reason', value: nameOrDash(reason, MAX_REASON_GRAPHEMES) }],
    steps: [
      'Have the reason removed; the runbook says how, under "Retry what was set aside".',
      `Then use the operator command retry-set-aside for ${nameOrDash(content.partnerId)}.`,
    ],
  };
}

function secondPackWords({ kept, ended, on }: AlertOf<'second-pack'>, partner: Name): AlertWords {
  const day = languageOf(LOCALE).formats.date(on);
  return {
    headline: 'Two paid packs at',
    happened: `A payment made in time was recorded late: ${partner} has paid for two packs, but may have only one. The one with the later anniversary date is kept.`,
    facts: [
      { label: 'Kept', value: nameOrDash(kept) },
      { label: 'Ends', value: nameOrDash(ended) },
      { label: 'On', value: day },
    ],
    steps: ['Agree with the partner on what to do with the second fee. The memberships themselves need nothing.'],
  };
}

const CAUSES: Record<string, string> = {
  error: 'recorded by mistake',
  refund: 'refunded',
  chargeback: 'charged back',
};

function paymentReversedWords(
  { reference, paidOn, cause, ticket, isNobodyTold }: AlertOf<'payment-reversed'>,
  partner: Name,
): AlertWords {
  const day = languageOf(LOCALE).formats.date(paidOn);
  const admins = isNobodyTold
    ? 'nobody there is told: none of its admins can be reached by email.'
    : 'the admins are told.';
  return {
    headline: 'Payment reversed at',
    happened: `A payment of ${partner} no longer counts. What it paid for is unpaid again and follows the calendar; ${admins}`,
    facts: [
      { label: 'Reference', value: nameOrDash(reference) },
      { label: 'Paid on', value: day },
      { label: 'Cause', value: CAUSES[cause] ?? nameOrDash(cause) },
      { label: 'Ticket', value: nameOrDash(ticket) },
    ],
    steps: [
      'If this was intended, nothing. If not, record the payment again with the operator command record-payment.',
      ...(isNobodyTold
        ? ['Record contacts with the operator command set-contacts, and tell the partner yourself.']
        : []),
    ],
  };
}

function givenUpWords(content: OperatorAlertContent, { notices }: AlertOf<'given-up'>): AlertWords {
  const resend = content.membershipId === null ? 'tell the partner yourself' : 'use the operator command resend-notice';
  return {
    headline: 'A message could not be sent for',
    happened: 'The following was tried day after day, was never accepted, and is not tried again.',
    facts: notices.map(({ to, reason }) => ({
      label: 'Message',
      value: `${nameOrDash(to, ADDRESS_LIMIT)} · ${nameOrDash(reason, MAX_REASON_GRAPHEMES)}`,
    })),
    steps: [
      `Remove the reason: correct the contacts of ${nameOrDash(content.partnerId)} with the operator command set-contacts, or ask an engineer.`,
      `Then ${resend}.`,
    ],
  };
}

function undeliveredWords(content: OperatorAlertContent, alert: AlertOf<'undelivered'>, program: Name): AlertWords {
  const { anniversary, recipients, more } = alert;
  const about =
    anniversary === null ? '' : `, for the anniversary date ${languageOf(LOCALE).formats.date(anniversary)},`;
  const named = recipients.map(({ to, reason }) => ({
    label: 'Recipient',
    value: `${nameOrDash(to, ADDRESS_LIMIT)} · ${nameOrDash(reason, MAX_REASON_GRAPHEMES)}`,
  }));
  const others = more === 0 ? [] : [{ label: 'Recipient', value: `and ${more} more` }];
  return {
    headline: 'A message reached nobody at',
    happened: `The ${messageName(alert)}${about} reached none of its recipients, according to the mail service.`,
    facts: [...named, ...others],
    steps: [
      'The next message still goes to an address with a temporary bounce: check the reasons above, and ask the partner whether it works.',
      ...findContactSteps(content, program),
    ],
  };
}

/** What the mail was: only a notice of the renewal, or that of the expiry, has a stage (R-NOT-9). */
function messageName({ notice, stage }: { notice: NoticeKind; stage: number | null }): string {
  return stage === null ? MESSAGES[notice] : noticeName(stage);
}

const MESSAGES: Record<NoticeKind, string> = {
  renewal: 'renewal notice',
  expired: 'expiry notice',
  renewed: 'confirmation of the renewal',
  reinstated: 'confirmation of the reinstatement',
  upgraded: 'confirmation of the upgrade',
  consolidated: 'message that the membership was combined with another',
  'benefits-ended': 'message that the membership and its benefits have ended',
  'renewal-at-risk': 'message that the renewal is at risk',
  'delivery-lost': 'message that courseware may no longer be delivered to others',
  'payment-reversed': 'message that a payment was reversed',
  'listing-incomplete': 'message about what the directory listing lacks',
  'listing-visible': 'message that the directory listing is visible',
  'listing-dropped': 'message that the directory listing is withdrawn',
  'operator-alert': 'operator alert',
};

function noContactText(alert: OperatorAlertContent['alert'], partner: Name, program: Name): string {
  const none = `${partner} has no global admin and no ${program} partner admin who can be reached by email.`;
  if (alert.code === 'no-recipient-for-listing') return `A message about the directory listing was not sent: ${none}`;
  if (alert.code !== 'no-recipient')
    return `A message to the last admin there did not arrive, or was complained about: ${none}`;
  const anniversary = languageOf(LOCALE).formats.date(alert.anniversary);
  return `The ${messageName(alert)}, for the anniversary date ${anniversary}, was not sent: ${none}`;
}

/** "renewal notice of stage −15 (15 days before the anniversary date)". */
function noticeName(stage: number): string {
  const days = `${Math.abs(stage)} ${Math.abs(stage) === 1 ? 'day' : 'days'}`;
  const when = stage === 0 ? 'on' : `${days} ${stage < 0 ? 'before' : 'after'}`;
  const kind = stage >= FIRST_DAY_AFTER_WINDOW ? 'expiry notice' : 'renewal notice';
  return `${kind} of stage ${stage < 0 ? '−' : '+'}${Math.abs(stage)} (${when} the anniversary date)`;
}

function resendSteps({ membershipId }: OperatorAlertContent): string[] {
  const next = 'The next message that is due goes to the new contacts.';
  if (membershipId === null) return [`${next} This one is not sent again: tell the partner yourself.`];
  return [`${next} To send them this one, use the operator command resend-notice for ${nameOrDash(membershipId)}.`];
}

function findContactSteps(content: OperatorAlertContent, program: Name): string[] {
  return [
    `Ask the partner for a global admin or ${program} partner admin with a working email address; call if no address works.`,
    `Record the contacts of ${nameOrDash(content.partnerId)} with the operator command set-contacts, or import contacts.csv again.`,
    ...resendSteps(content),
  ];
}
