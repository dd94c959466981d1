/** The last day of a renewal window for the reader's calendar, with the mails about it (decision 46). */
import { requireHttpsUrl } from '../../../domain/core/https-url.ts';
import type { Recipient } from '../../../domain/partners/partner.ts';
import type { CalendarEntry } from '../../../domain/renewal/calendar-entry.ts';
import { languageFor, membershipNameOf } from '../language.ts';
import { actionOf, partnerNameOf } from '../messages/parts/frame.ts';
import { paymentFacts } from '../messages/parts/payment-facts.ts';
import { nameOf, toPlainText } from '../name.ts';
import type { NoticeContent } from '../notice-content.ts';
import type { MailProgram } from '../program.ts';
import { type CalendarFile, calendarFile } from './icalendar.ts';

/** Sequences are seconds since then: 32 bits of them last until 2088. */
const FIRST_INSTANT = Date.parse('2020-01-01T00:00:00Z');

type ContentWithEntry = Extract<NoticeContent, { calendarEntry?: CalendarEntry | undefined }>;

const hasEntry = (content: NoticeContent): content is ContentWithEntry & { calendarEntry: CalendarEntry } =>
  'calendarEntry' in content && content.calendarEntry !== undefined;

/**
 * The file that comes with a mail; null: none does. Pure: the same arguments give the same bytes.
 *
 * @param at the instant at which the mail is claimed, ISO 8601: later mails about the same window have later versions
 */
export function calendarFileFor(
  content: NoticeContent,
  recipient: Pick<Recipient, 'name' | 'locale'>,
  { partnerCenterUrl, ...program }: MailProgram,
  at: string,
): CalendarFile | null {
  if (!hasEntry(content)) return null;
  const { calendarEntry: entry } = content;
  const partnerCenter = requireHttpsUrl(partnerCenterUrl, 'The address of Partner Center');
  const to = { ...program, ...recipient, name: nameOf(recipient.name), partnerCenter };
  const language = languageFor(to);
  const { words, deadline } = language;
  // Of an upgrade the entry is that of silver, whose name stands in the mail.
  const terms = content.kind === 'upgraded' ? content.from.terms : content.terms;
  const membership = membershipNameOf(language, terms);
  const url = actionOf('pay', content, to)?.url ?? null;
  const together = 'together' in content ? content.together : [];
  const facts = paymentFacts({ terms, together }, entry.closes, to, language);
  const lines = [
    `${words.renewal.timeline.closes}${words.frame.colon}${deadline(entry.closes)}`,
    ...facts.map(({ label, value }) => label + words.frame.colon + value),
    ...(url === null ? [] : [url]),
  ];
  return calendarFile({
    uid: uidOf(entry),
    sequence: Math.floor((Date.parse(at) - FIRST_INSTANT) / 1000),
    at,
    day: entry.closes,
    isCancelled: entry.isCancelled,
    language: recipient.locale,
    summary: toPlainText(words.asked.calendar.summary(membership, partnerNameOf(content))),
    description: entry.isCancelled ? null : toPlainText(lines.join('\n')),
    url: entry.isCancelled ? null : url,
    organizer: program.sender === undefined ? null : { name: words.frame.signature, address: program.sender },
  });
}

/** Ids have no `/`: no two windows have the same. */
const uidOf = ({ of, cycle }: CalendarEntry): string =>
  `renewal/${of.partnerId}/${of.membershipId}/${cycle}@partner-program`;
