/** Items as the program writes them, one of each kind, with the collection that reads it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { Benefits } from '../../../shared/domain/benefits/benefit.ts';
import { newListing } from '../../../shared/domain/directory/listing.ts';
import type { Origin } from '../../../shared/domain/memberships/origin.ts';
import type { Collection } from '../../../shared/store/collection.ts';
import { keys } from '../../../shared/store/keys.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import { config, date, kpi, membership, partner } from '../../unit/rules/support.ts';

/** Nothing is ever asked of it. */
export const store = openStore(new Table(new DynamoDBClient({}), 'none'), config());

const IDS = { partnerId: 'P-1', membershipId: 'M1' };
const renewal = {
  cycle: 7,
  kind: 'renewed' as const,
  paidOn: date('2027-09-03'),
  recordedOn: date('2027-09-03'),
  reference: 'PAY-1',
  commandId: 'R-1',
  ended: [],
  stamp: null,
};
const entry = {
  noticeId: 'P-1__M1__7__-15__0123456789abcdef',
  kind: 'renewal' as const,
  to: 'kim@contoso.example',
  name: 'Kim',
  role: 'global-admin' as const,
  locale: 'ko-KR' as const,
};
const record = {
  stage: -15,
  period: '7',
  decidedOn: date('2027-08-17'),
  runId: 'run-1',
  at: '2027-08-17T08:00:00Z',
  rule: 'R-NOT-1',
  reason: 'stage -15 is due',
  inputs: { profileReviewed: false },
  notices: [{ ...entry, state: { status: 'sent' as const, messageId: 'm', on: date('2027-08-17'), subject: 'Renew' } }],
};
const closing = {
  ...IDS,
  cycle: 6,
  anniversary: date('2026-09-01'),
  terms: membership().terms,
  covers: [],
  openedBy: null,
  reopened: 0,
  expiredOn: null,
  override: null,
  renewal,
  notices: { '-15': record },
};
const line = {
  partnerId: 'P-1',
  invoiceNumber: 'INV 2027/004#1',
  line: '1',
  documentType: 'invoice' as const,
  invoiceDate: date('2027-01-02'),
  omlpType: 'MOC',
  purchaseUnits: 3,
  kpiValue: '7.5',
  revenueValue: '100',
  currency: 'EUR',
};
const content = {
  displayName: 'Contoso',
  country: 'KR',
  url: 'https://contoso.example/',
  aboutPartnerOnly: true,
  noCompetitors: true,
  ownedByPartner: true,
};
const command = {
  partnerId: 'P-1',
  commandId: 'R-1',
  command: 'record-payment',
  content: { paidOn: '2027-09-03' },
  outcomes: [],
};

const granted = { membershipId: 'M1', issuedOn: date('2027-01-02'), recordedOn: date('2027-01-02'), commandId: 'R-2' };
const [on, commandId] = [date('2027-01-03'), 'R-3'];
const benefits: Benefits = {
  partnerId: 'P-1',
  entries: [
    {
      ...{ ...granted, kind: 'token', tokenId: 'T-1', product: 'Microsoft 365 E3', seats: 25 },
      ...{ activation: { on, tenant: 'contoso.example', commandId }, replaces: null, replacedBy: 'T-2' },
    },
    {
      ...{ ...granted, kind: 'mak', tokenId: 'K-1', product: 'Windows Server', activations: 10 },
      used: [{ on, count: 2, commandId }],
    },
    {
      ...{ ...granted, kind: 'visual-studio', tokenId: 'S-1', edition: 'enterprise' },
      assignments: [{ to: 'kim@contoso.example', on, commandId, activation: { on, commandId: null } }],
    },
  ],
};

const upgraded: Origin = { kind: 'upgrade', commandId: 'C-1', from: 'S1', reference: 'wire', discountPercent: 25 };
const paid = { paidOn: date('2027-01-03'), recordedOn: date('2027-01-04'), reference: 'wire', commandId: 'C-2' };
const ordered: Origin = {
  ...{ kind: 'order', commandId: 'C-1', orderedOn: date('2027-01-02'), reference: null },
  ...{ fellBackFrom: null, commitment: { by: 'Kim', on: date('2027-01-02') }, discountPercent: 0 },
  ...{ payment: { ...paid, stamp: null } },
};

/** The key and value as JSON has them: what the document client reads has no other types. */
const item = (key: Key, value: object): Item =>
  JSON.parse(JSON.stringify({ ...key, version: 2, shape: 1, value })) as Item;

// biome-ignore lint/suspicious/noExplicitAny: of each kind there is one
type AnyCollection = Pick<Collection<any, any>, 'parse' | 'key'>;
export type Stored = { collection: AnyCollection; item: Item };

export const ITEMS: readonly Stored[] = [
  { collection: store.partners, item: item(keys.partner('P-1'), partner()) },
  {
    collection: store.memberships,
    item: item(keys.membership(IDS), membership({ closing, lastRenewal: renewal, notices: { '-15': record } })),
  },
  {
    collection: store.memberships,
    item: item(keys.membership(IDS), membership({ origin: upgraded, successor: membership({ membershipId: 'G1' }) })),
  },
  {
    collection: store.enrolments,
    item: item(keys.enrolment('P-1'), {
      partnerId: 'P-1',
      membership: membership({ origin: ordered, status: { name: 'ordered', createdOn: date('2027-01-02') } }),
    }),
  },
  { collection: store.cycles, item: item(keys.cycle(closing), closing) },
  { collection: store.kpiLedgers, item: item(keys.kpiLedger('P-1'), kpi()) },
  { collection: store.invoiceLines, item: item(keys.invoiceLine(line), line) },
  {
    collection: store.listings,
    item: item(keys.listing('P-1'), newListing('P-1', content, true, date('2027-01-01'))),
  },
  {
    collection: store.landingPages,
    item: item(keys.landingPage(content.url), { url: content.url, partnerId: 'P-1' }),
  },
  { collection: store.benefits, item: item(keys.benefits('P-1'), benefits) },
  { collection: store.commands, item: item(keys.command(command), command) },
];

export const goodItem: fc.Arbitrary<Stored> = fc.constantFrom(...ITEMS);
