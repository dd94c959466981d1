/** Recipients of notices (R-ROLE). */
import { truncate } from '../core/text.ts';
import { type Contact, LOCALES, type Locale, type Partner, type Recipient, ROLES, type Role } from './partner.ts';

/** Roles that get renewal and expiry notices, confirmations and directory mails (R-ROLE-2). */
export const ADMINS: readonly Role[] = ['global-admin', 'mpn-admin'];
/** Roles that get renewal notices while the profile review is missing: those who can do it too (R-ROLE-3). */
export const ADMINS_AND_REVIEWERS: readonly Role[] = [...ADMINS, 'account-admin'];

/** Of a recipient's name, which every notice to it has: a mail shows 60 letters at most (R-IMP-6). */
const MAX_NAME_CHARACTERS = 120;

/** The language in which a contact reads: anything unknown falls back to English (R-ROLE-1). */
export function localeOf(locale: string): Locale {
  return LOCALES.find((supported) => supported === locale) ?? 'en';
}

/** One recipient per address that can be reached, compared case-insensitively, in the first of its roles (R-ROLE-2). */
export function recipientsOf(partner: Pick<Partner, 'contacts' | 'unreachable'>, roles: readonly Role[]): Recipient[] {
  const byAddress = new Map<string, Recipient>();
  const unreachable = new Set(partner.unreachable.map(({ address }) => address));
  for (const contact of orderByRole(partner.contacts, roles)) {
    const address = contact.email.toLowerCase();
    if (byAddress.has(address) || unreachable.has(address)) continue;
    byAddress.set(address, {
      to: contact.email,
      name: truncate(contact.name, MAX_NAME_CHARACTERS),
      role: contact.role,
      locale: localeOf(contact.locale),
    });
  }
  return [...byAddress.values()];
}

function orderByRole(contacts: readonly Contact[], roles: readonly Role[]): Contact[] {
  return ROLES.filter((role) => roles.includes(role)).flatMap((role) =>
    contacts.filter((contact) => contact.role === role),
  );
}
