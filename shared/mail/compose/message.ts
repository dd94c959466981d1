/**
 * The words of a mail, before it is laid out: the same for plain text and HTML. Names in sentences are isolated
 * (`name.ts`).
 */

import type { HttpsUrl } from '../../domain/core/https-url.ts';
import type { Locale } from '../../domain/partners/partner.ts';

/** The urgency of a mail; decides the colour of the status strip. */
export type Tone = 'calm' | 'notice' | 'urgent' | 'ended' | 'good';

/** `text` for plain text; the parts of it that are addresses, for HTML. */
export type Help = { text: string; addresses: { shown: string; href: string }[] };

export type Link = { label: string; url: HttpsUrl };

export type Fact = { label: string; value: string; link?: HttpsUrl };

/**
 * A point of the timeline. `progress`: how much of the time that begins here is over, 0 to 1; 1 once the next point is
 * reached.
 */
export type TimelinePoint = { label: string; date: string; progress: number };

/** An item of a list: with its label, or a sentence alone. */
export type Item = { label: string | null; text: string };

export type Section = { heading: string; intro: string | null; items: Item[] };

export type Message = {
  locale: Locale;
  subject: string;
  /** The kind of mail, in a word or two. */
  eyebrow: string;
  tone: Tone;
  /** The status strip. */
  headline: string;
  detail: string;
  timeline: TimelinePoint[];
  greeting: string;
  lead: string[];
  facts: Fact[];
  sections: Section[];
  /** Where to act; null where there is nothing to do, or not at an address. */
  action: { text: string | null; label: string; url: HttpsUrl } | null;
  /** Where else there is something to do. */
  links: Link[];
  /** What the mail says of a file that comes with it; null: there is none. */
  attachment: string | null;
  /** Whom to ask; null: the configuration does not say. */
  help: Help | null;
  signature: string;
  whyYou: string;
};
