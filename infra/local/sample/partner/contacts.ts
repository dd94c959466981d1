import type { CivilDate } from '../civil-date.ts';
import type { Contact, Role } from '../model.ts';
import { drawPerson, type Person } from '../people/person-names.ts';
import { drawLocale } from '../people/regions.ts';
import { giveCommand, type PartnerDraft } from './draft.ts';

/** A new person of this partner in that role, with an address of their own; any field may be given instead. */
export function newContact(partner: PartnerDraft, role: Role, given: Partial<Contact> = {}): Contact {
  const { name, mailbox } = drawColleague(partner);
  const locale = drawLocale(partner.random, partner.region);
  return { role, name, email: `${mailbox}@${partner.domain}`, locale, ...given };
}

export function addContact(partner: PartnerDraft, role: Role, given: Partial<Contact> = {}): Contact {
  const contact = newContact(partner, role, given);
  partner.contacts.push(contact);
  return contact;
}

/** One of each role: the partner has recipients, and can review its profile. */
export function addOneOfEachRole(partner: PartnerDraft): void {
  addContact(partner, 'global-admin');
  addContact(partner, 'mpn-admin');
  addContact(partner, 'account-admin');
}

/** `set-contacts` replaces all the contacts that the partner had. */
export function replaceContacts(partner: PartnerDraft, on: CivilDate, contacts: readonly Contact[]): void {
  giveCommand(partner, on, { command: 'set-contacts', contacts });
}

/** Two people of one company may share a name; then the second one's address gets a number. */
function drawColleague(partner: PartnerDraft): Person {
  const { name, mailbox } = drawPerson(partner.random, partner.region.naming);
  const namesakes = partner.contacts.filter((contact) => contact.name === name).length;
  return { name, mailbox: namesakes === 0 ? mailbox : `${mailbox}${namesakes + 1}` };
}
