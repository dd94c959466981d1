import { addDays } from '../civil-date.ts';
import type { Contact, Role } from '../model.ts';
import { addContact, newContact, replaceContacts } from '../partner/contacts.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { ACTION_PACK, type Holding, hold } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

export const recipientCases: readonly AwkwardCase[] = [
  {
    name: 'one-person-in-all-roles',
    rules: ['R-ROLE-2'],
    why: 'Gets one copy of each notice, as global admin.',
    build: (partner) => {
      const person = newContact(partner, 'global-admin');
      setContacts(partner, [person, { ...person, role: 'mpn-admin' }, { ...person, role: 'account-admin' }]);
      reviewAndPay(partner, holdActionPack(partner, 1));
    },
  },
  {
    name: 'same-address-in-other-letter-case',
    rules: ['R-ROLE-2'],
    why: 'Two rows, one mailbox: one copy.',
    build: (partner) => {
      const person = newContact(partner, 'global-admin');
      setContacts(partner, [person, { ...person, role: 'mpn-admin', email: person.email.toUpperCase() }]);
      reviewAndPay(partner, holdActionPack(partner, 2));
    },
  },
  {
    name: 'same-address-in-two-locales',
    rules: ['R-ROLE-2', 'R-NOT-6'],
    why: 'Listed twice in one role, in Korean and in Chinese: still one copy.',
    build: (partner) => {
      const person = newContact(partner, 'mpn-admin', { locale: 'ko-KR' });
      setContacts(partner, [newContact(partner, 'global-admin'), person, { ...person, locale: 'zh-CN' }]);
      reviewAndPay(partner, holdActionPack(partner, 4));
    },
  },
  {
    name: 'no-contact-at-all',
    rules: ['R-ROLE-4'],
    why: 'Nobody to write to: reported on every stage and told to operators, never skipped in silence.',
    build: (partner) => {
      setContacts(partner, []);
      holdActionPack(partner, 5);
    },
  },
  {
    name: 'first-contact-named-between-notices',
    rules: ['R-ROLE-4', 'R-NOT-2'],
    why: 'Nobody at first, an admin from twelve days before the anniversary on: later stages reach them.',
    build: (partner) => {
      setContacts(partner, []);
      const holding = holdActionPack(partner, 6);
      replaceContacts(partner, addDays(holding.anniversary, -12), [newContact(partner, 'global-admin')]);
      reviewAndPay(partner, holding);
    },
  },
  {
    name: 'only-account-admins',
    rules: ['R-ROLE-3', 'R-ROLE-4'],
    why: 'They hear of the missing review; once it is done, nobody is left to write to.',
    build: (partner) => {
      setContacts(partner, []);
      addContact(partner, 'account-admin');
      addContact(partner, 'account-admin');
      reviewAndPay(partner, holdActionPack(partner, 7));
    },
  },
  {
    name: 'only-mpn-admins',
    rules: ['R-ROLE-3'],
    why: 'They get every notice, yet nobody may review the profile: expires.',
    build: (partner) => {
      setContacts(partner, []);
      addContact(partner, 'mpn-admin');
      addContact(partner, 'mpn-admin');
      holdActionPack(partner, 8);
    },
  },
  {
    name: 'admins-replaced-between-notices',
    rules: ['R-ROLE-2', 'R-NOT-2'],
    why: 'The admins change ten days before the anniversary: the new ones get what follows, the old ones nothing.',
    build: (partner) => {
      const holding = holdActionPack(partner, 9);
      const roles: readonly Role[] = ['global-admin', 'mpn-admin'];
      const successors = roles.map((role) => newContact(partner, role));
      replaceContacts(partner, addDays(holding.anniversary, -10), successors);
      reviewAndPay(partner, holding, { day: 20 });
    },
  },
  {
    name: 'every-supported-locale',
    rules: ['R-NOT-6'],
    why: 'Four admins of one partner, each with another language: each reads their own.',
    build: (partner) => {
      addressInLocales(partner, ['en', 'ko-KR', 'zh-CN', 'zh-TW']);
      reviewAndPay(partner, holdActionPack(partner, 10));
    },
  },
  {
    name: 'unsupported-locales',
    rules: ['R-ROLE-1'],
    why: 'French, none at all, a bare language, Chinese of Hong Kong: all read English.',
    build: (partner) => {
      addressInLocales(partner, ['fr-FR', '', 'de', 'zh-HK']);
      reviewAndPay(partner, holdActionPack(partner, 11));
    },
  },
  {
    name: 'a-dozen-recipients',
    rules: ['R-NOT-2'],
    why: 'One message and one ledger entry each, whatever their number.',
    build: (partner) => {
      addressInLocales(
        partner,
        Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 'en' : 'zh-TW')),
      );
      reviewAndPay(partner, holdActionPack(partner, 5), { day: 29 });
    },
  },
];

function holdActionPack(partner: PartnerDraft, month: number): Holding {
  return hold(partner, ACTION_PACK, dayAhead(partner.period, month, 16));
}

function setContacts(partner: PartnerDraft, contacts: readonly Contact[]): void {
  partner.contacts = [...contacts];
}

function addressInLocales(partner: PartnerDraft, locales: readonly string[]): void {
  partner.contacts = [];
  for (const locale of locales) addContact(partner, 'global-admin', { locale });
}
