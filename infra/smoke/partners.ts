/** The program of the smoke test: two partners whose admins are addresses of SES's mailbox simulator. */
import { addDays, type CivilDate, civilDateOf } from '../../shared/domain/core/calendar.ts';
import { SMOKE_TEST_PREFIX } from '../../shared/domain/partners/smoke-test.ts';
import type { Kind } from '../../shared/import/files.ts';
import { toCsv } from '../local/sample/csv.ts';

/** Amazon SES Developer Guide, "Using the mailbox simulator". */
const at = (name: string): string => `${name}@simulator.amazonses.com`;
const [SUCCESS, BOUNCE, COMPLAINT] = [at('success'), at('bounce'), at('complaint')];

export type SmokePartner = {
  readonly partnerId: string;
  /** Of the mails to its admins, sorted: `address: what the ledger says in the end`. */
  readonly ledger: readonly string[];
  /** Addresses to which nothing is sent any more, each with its cause. */
  readonly unreachable: readonly string[];
};

/** Each keeps an admin who can be reached: the operators get no alert. */
export const PARTNERS: readonly SmokePartner[] = [
  {
    partnerId: `${SMOKE_TEST_PREFIX}1`,
    ledger: [`${BOUNCE}: lost`, `${SUCCESS}: arrived`],
    unreachable: [`${BOUNCE} bounce`],
  },
  {
    partnerId: `${SMOKE_TEST_PREFIX}2`,
    ledger: [`${COMPLAINT}: arrived`, `${SUCCESS}: arrived`],
    unreachable: [`${COMPLAINT} complaint`],
  },
];

export const PARTNER_IDS = PARTNERS.map(({ partnerId }) => partnerId);
export const MEMBERSHIP_ID = 'SMOKE-TEST';

/** The files, in the order of their upload. A notice of the first stage is due on `today`. */
export function filesOf(today: CivilDate, stages: readonly number[]): [Kind, string][] {
  const anniversary = addDays(today, -(stages[0] ?? 0));
  const purchasedOn = yearBefore(anniversary);
  const partners = PARTNER_IDS.map((id) => [id, 'Smoke test: no partner', 'US', '', today, '0']);
  const contacts = PARTNERS.flatMap(({ partnerId, ledger }) =>
    ledger.map((line) => [partnerId, 'global-admin', 'Smoke test', line.split(':')[0] ?? '', 'en']),
  );
  const memberships = PARTNER_IDS.map((id) => [id, MEMBERSHIP_ID, 'action-pack', '', '', '', purchasedOn, '0']);
  const columns = {
    partners: ['partner_id', 'name', 'country', 'verified_domains', 'profile_reviewed_on', 'mct_count'],
    contacts: ['partner_id', 'role', 'name', 'email', 'locale'],
    memberships: [
      ...['partner_id', 'membership_id', 'offer', 'competency', 'level', 'learning_option'],
      ...['purchased_on', 'paid_through_cycle'],
    ],
  };
  return [
    ['partners', toCsv(columns.partners, partners)],
    ['contacts', toCsv(columns.contacts, contacts)],
    ['memberships', toCsv(columns.memberships, memberships)],
  ];
}

function yearBefore(date: CivilDate): CivilDate {
  const [year = '', ...monthAndDay] = date.split('-');
  const day = monthAndDay.join('-');
  return civilDateOf(`${Number(year) - 1}-${day === '02-29' ? '02-28' : day}`);
}
