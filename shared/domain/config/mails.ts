/** What the mails say about the program: its names, whom to ask, and where each thing is done. */
import * as z from 'zod';
import { isAddressTemplate, type Placeholder } from '../core/address-template.ts';
import { httpsUrlOf } from '../core/https-url.ts';
import { LOCALES, type Locale } from '../partners/partner.ts';
import { fields, line, textThat } from './values.ts';

const MAX_NAME = 60;
const MAX_ADDRESS = 2000;

const name = line(1, MAX_NAME);

/** A name in each language; in those that are left out it is the English one. */
const localName = fields({
  en: name,
  'ko-KR': name.optional(),
  'zh-CN': name.optional(),
  'zh-TW': name.optional(),
} satisfies Record<Locale, z.ZodType>).transform(
  (given) => Object.fromEntries(LOCALES.map((locale) => [locale, given[locale] ?? given.en])) as Record<Locale, string>,
);

export const names = fields({ program: name, actionPack: localName });

export type ProgramNames = z.output<typeof names>;

const httpsAddress = textThat('an https URL without credentials', (text) => httpsUrlOf(text) !== null);

/** Whom a partner asks. */
export const support = fields({
  name: name.optional(),
  email: z.email({ error: 'an email address' }).optional(),
  url: httpsAddress.optional(),
}).refine(({ email, url }) => email !== undefined || url !== undefined, { error: 'an email or a url, or both' });

export type Support = z.output<typeof support>;

function template(...placeholders: Placeholder[]) {
  const known = placeholders.map((each) => `{${each}}`).join(' and ');
  const allowed = `an https URL without credentials, after its host ${known} and nothing else in braces`;
  return textThat(allowed, (text) => text.length <= MAX_ADDRESS && isAddressTemplate(text, placeholders)).optional();
}

/** Where each thing is done; what is left out is done at `partnerCenterUrl` of the stage. */
export const actionUrls = fields({
  /** The annual fee is paid. */
  pay: template('partnerId', 'membershipId'),
  /** The company profile is reviewed (R-ROLE-3). */
  profileReview: template('partnerId'),
  /** People are associated, trained and certified. */
  training: template('partnerId', 'membershipId'),
  /** A directory listing is completed. */
  directory: template('partnerId'),
  /** A membership is bought anew (R-EXP-3). */
  purchase: template('partnerId'),
  /** The benefits of a membership are. */
  benefits: template('partnerId', 'membershipId'),
});

export type ActionUrls = z.output<typeof actionUrls>;
