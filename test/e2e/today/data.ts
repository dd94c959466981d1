import { Temporal } from 'temporal-polyfill';
import { toCsv } from '../../../infra/local/sample/csv.ts';

/** Anniversaries of the program today, in days from today: what is due differs. */
export const ANNIVERSARIES = [30, 15, 1, -1, -15, -22, -30] as const;
const LOCALES = ['en', 'ko-KR', 'zh-CN', 'zh-TW'];

/** The partner whose anniversary is so many days from today. */
export const partnerWith = (days: number): string => `E2E-${days < 0 ? 'PAST' : 'NEXT'}-${Math.abs(days)}`;
/** The one whose anniversary is far away. */
export const FAR_AWAY = 200;
export const MEMBERSHIP = 'M1';

export const today = (): Temporal.PlainDate => Temporal.Now.plainDateISO('UTC');
export const inDays = (days: number): string => today().add({ days }).toString();

/** Only one contact has this address, and it is its partner's only one. */
export const addressOf = (days: number, index = 0): string =>
  `admin${index}@${partnerWith(days).toLowerCase()}.example`;

/** Import files around today, by name; two rows are wrong. */
export function filesOfToday(): Record<string, string> {
  const all = [...ANNIVERSARIES, FAR_AWAY];
  return {
    'partners.csv': toCsv(
      ['partner_id', 'name', 'country', 'verified_domains', 'profile_reviewed_on', 'mct_count'],
      all.map((days) => [partnerWith(days), `Partner of ${days} days`, 'DE', '', inDays(0), '4']),
    ),
    'contacts.csv': toCsv(
      ['partner_id', 'role', 'name', 'email', 'locale'],
      [...all.flatMap(contactsOf), [partnerWith(30), 'janitor', 'Nobody', 'nobody@example.com', 'en']],
    ),
    'memberships.csv': toCsv(
      [
        'partner_id',
        'membership_id',
        'offer',
        'competency',
        'level',
        'learning_option',
        'purchased_on',
        'paid_through_cycle',
      ],
      [...all.map(membershipOf), [partnerWith(30), 'M2', 'action-pack', '', '', '', '2026-02-30', '0']],
    ),
  };
}

/** An admin in each language, but for the partners whose anniversary is a day ahead or ago: they have but one. */
export function contactsOf(days: number): string[][] {
  const locales = Math.abs(days) === 1 ? ['en'] : LOCALES;
  return locales.map((locale, index) => [
    partnerWith(days),
    'global-admin',
    `Admin ${index}`,
    addressOf(days, index),
    locale,
  ]);
}

/** Bought a year before the anniversary. */
function membershipOf(days: number): string[] {
  const purchasedOn = today().add({ days }).subtract({ years: 1 }).toString();
  return [partnerWith(days), MEMBERSHIP, 'action-pack', '', '', '', purchasedOn, '0'];
}
