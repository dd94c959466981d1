import type { Rows } from './program.ts';

/** A row of `partners.csv`: a partner whose profile was reviewed on a day. */
export const partner = (id: string, reviewedOn = '2027-02-20', mctCount = 4): string =>
  `${id},${nameOf(id)},KR,${domainOf(id)},${reviewedOn},${mctCount}`;

/** A row of `contacts.csv`: the global admin. */
export const admin = (id: string, email = adminOf(id)): string => `${id},global-admin,Anna of ${id},${email},en`;

/** A row of `memberships.csv`: an Action Pack, bought on a day, never renewed. */
export const actionPack = (id: string, purchasedOn = '2026-03-01', membershipId = 'M-1'): string =>
  `${id},${membershipId},action-pack,,,,${purchasedOn},`;

/** A row of `memberships.csv`: a gold competency with its Learning option. */
export const gold = (id: string, purchasedOn = '2026-03-01'): string =>
  `${id},M-1,competency,Data Analytics,gold,true,${purchasedOn},`;

/** A row of `listings.csv`: a complete listing. */
export const listing = (id: string, displayName = nameOf(id)): string =>
  `${id},${displayName},KR,https://${domainOf(id)}/learn,true,true,true`;

/** A row of `invoices.csv`: one line of an invoice, with this KPI value. */
export const invoice = (id: string, number: string, date: string, kpi: string): string =>
  `${id},${number},1,invoice,${date},MOC,10,${kpi},1000.00,USD`;

export const nameOf = (id: string): string => `Learning House ${id}`;
export const domainOf = (id: string): string => `${id.toLowerCase()}.example`;
export const adminOf = (id: string): string => `anna@${domainOf(id)}`;

/** Partners with an Action Pack each: anniversary 2027-03-01, window 2027-03-02 … 2027-03-31, expiry 2027-04-01. */
export const actionPacks = (...ids: string[]): Rows => ({
  partners: ids.map((id) => partner(id)),
  contacts: ids.map((id) => admin(id)),
  memberships: ids.map((id) => actionPack(id)),
});

/** The payment of a membership's fee. */
export const payment = (partnerId: string, paidOn: string, more: object = {}) => ({
  command: 'record-payment',
  partnerId,
  membershipId: 'M-1',
  paidOn,
  reference: `invoice of ${paidOn}`,
  ...more,
});
