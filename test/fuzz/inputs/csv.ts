/** Import files: valid rows, rows with a hostile cell, and files with damaged bytes. */
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { columnOf, fieldsOf, type Kind } from '../../../shared/import/files.ts';
import { hostileText } from './text.ts';
import { country, day, decimal, email, locale, membershipId, name, partnerId, role, url, words } from './values.ts';

type Row = Record<string, string>;

const flag = fc.constantFrom('true', 'false', '');
const count = fc.nat(1_000).map(String);
const terms = fc.constantFrom(
  { offer: 'action-pack', competency: '', level: '', learningOption: '' },
  { offer: 'competency', competency: 'Data Analytics', level: 'gold', learningOption: 'true' },
  { offer: 'advanced-specialization', competency: 'Kubernetes', level: '', learningOption: 'false' },
);

const NOT_USED = { activatedOn: '', tenant: '', assignedTo: '', assignedOn: '' };
const ADA = { assignedTo: 'ada@contoso.example', assignedOn: '2026-01-03' };
const licence = fc.constantFrom(
  { ...NOT_USED, kind: '', product: 'Microsoft 365 E3', seats: '25', activations: '', edition: '' },
  {
    ...NOT_USED,
    ...{ kind: 'token', product: 'Azure', seats: '1', activations: '', edition: '' },
    ...{ activatedOn: '2026-02-28', tenant: 'contoso.example' },
  },
  { ...NOT_USED, kind: 'mak', product: 'Windows Server', seats: '', activations: '10', edition: '' },
  { ...NOT_USED, ...ADA, kind: 'visual-studio', product: '', seats: '', activations: '', edition: 'professional' },
);

/** What a credit note takes back (R-KPI-13). */
const taken = ({ purchaseUnits, kpiValue, revenueValue }: Row): Row => ({
  purchaseUnits: `-${purchaseUnits}`,
  kpiValue: `-${kpiValue}`,
  revenueValue: `-${revenueValue}`,
});

const ROWS: { [K in Kind]: fc.Arbitrary<Row> } = {
  partners: fc.record({
    partnerId,
    name,
    country,
    verifiedDomains: fc.constantFrom('', 'contoso.example', 'contoso.example; \ud55c\uad6d.example'),
    profileReviewedOn: fc.oneof(day, fc.constant('')),
    mctCount: count,
  }),
  contacts: fc.record({ partnerId, role, name, email, locale }),
  memberships: fc
    .tuple(fc.record({ partnerId, membershipId, purchasedOn: day, paidThroughCycle: fc.constantFrom('', '3') }), terms)
    .map(([row, cells]) => ({ ...row, ...cells })),
  invoices: fc
    .record({
      partnerId,
      invoiceNumber: words,
      line: count,
      documentType: fc.constantFrom('invoice', 'credit-note', 'order-confirmation', 'partner-report'),
      invoiceDate: day,
      omlpType: words,
      purchaseUnits: count,
      kpiValue: decimal,
      revenueValue: decimal,
      currency: fc.constantFrom('EUR', 'KRW'),
    })
    .map((row) => (row.documentType === 'credit-note' ? { ...row, ...taken(row) } : row)),
  listings: fc.record({
    partnerId,
    displayName: fc.oneof(name, fc.constant('')),
    country,
    url,
    aboutPartnerOnly: flag,
    noCompetitors: flag,
    ownedByPartner: flag,
  }),
  employees: fc.record({ partnerId, employeeId: membershipId, name, associatedOn: day, leftOn: fc.constant('') }),
  achievements: fc.record({
    partnerId,
    employeeId: membershipId,
    certification: words,
    completedOn: day,
    expiresOn: fc.constantFrom('', '2999-12-31'),
  }),
  performance: fc.record({
    partnerId,
    competency: words,
    metric: fc.constantFrom('revenue', 'active-usage', 'deployed-seats', 'new-customers'),
    value: decimal,
    measuredOn: day,
  }),
  tokens: fc
    .tuple(fc.record({ partnerId, membershipId, tokenId: membershipId, issuedOn: fc.constant('2026-01-02') }), licence)
    .map(([row, cells]) => ({ ...row, ...cells })),
};

/** The cells of a good row. */
export const goodRow = (kind: Kind): fc.Arbitrary<Row> => ROWS[kind];

/** The cells of a row, one or two of them hostile. */
export function hostileRow(kind: Kind): fc.Arbitrary<Row> {
  const cells = fc.array(fc.tuple(fc.constantFrom(...fieldsOf(kind)), hostileText), { minLength: 1, maxLength: 2 });
  return fc.tuple(ROWS[kind], cells).map(([row, hostile]) => ({ ...row, ...Object.fromEntries(hostile) }));
}

/** A file of rows, as a program writes CSV. */
export function fileOf(kind: Kind, rows: readonly Row[]): string {
  const fields = fieldsOf(kind);
  return stringify([fields.map(columnOf), ...rows.map((row) => fields.map((field) => row[field]))]);
}

const PIECES = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\ufeff',
  'partner_id,',
  '__proto__,',
  '\ud800',
  '"x'.repeat(50),
];
const damage = fc.record({
  at: fc.nat(),
  drop: fc.nat(3),
  insert: fc.oneof(fc.constantFrom(...PIECES), hostileText),
});

/** The bytes of a file in which something was inserted, dropped or cut off. */
export function damagedFile(kind: Kind): fc.Arbitrary<Buffer> {
  const file = fc.array(fc.oneof(ROWS[kind], hostileRow(kind)), { maxLength: 3 }).map((rows) => fileOf(kind, rows));
  return fc.tuple(file, fc.array(damage, { maxLength: 2 }), fc.nat(9), fc.nat()).map(([text, damages, how, at]) => {
    const damaged = damages.reduce((whole, damage) => {
      const from = damage.at % (whole.length + 1);
      return whole.slice(0, from) + damage.insert + whole.slice(from + damage.drop);
    }, text);
    const bytes = Buffer.from(damaged);
    if (how === 0 && bytes.length > 0) bytes[at % bytes.length] = 0xff;
    if (how === 1) return Buffer.from(damaged, 'utf16le');
    return how === 2 ? bytes.subarray(0, at % (bytes.length + 1)) : bytes;
  });
}
