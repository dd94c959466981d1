/** Good operator commands, one of each kind. */
import fc from 'fast-check';
import { country, day, decimal, email, locale, membershipId, name, partnerId, role, url, words } from './values.ts';

const flag = fc.boolean();
const requestId = fc.option(fc.constantFrom('r-1', '2027:01:x'), { nil: undefined });

const commandWith = (command: string, fields: Record<string, fc.Arbitrary<unknown>>, optional: string[] = []) =>
  fc
    .tuple(
      fc.record({ partnerId, requestId, dryRun: fc.option(flag, { nil: undefined }) }),
      fc.record(fields, { requiredKeys: Object.keys(fields).filter((field) => !optional.includes(field)) }),
    )
    .map(([always, own]) => ({ ...always, ...own }))
    .map((given) => JSON.parse(JSON.stringify({ command, ...given })) as unknown);

const contact = fc.record({ role, name, email, locale });
const CORRECTED = ['documentType', 'invoiceDate', 'purchaseUnits', 'kpiValue', 'revenueValue', 'currency', 'reason'];

const asked = { membershipId, locale: fc.constantFrom('en', 'ko-KR', 'zh-CN', 'zh-TW') };
const row = fc.record({
  month: fc.constantFrom(1, '12', '03'),
  year: fc.constantFrom(1900, 2027, '2999'),
  omlpType: words,
  purchaseUnits: fc.oneof(fc.nat(1_000), fc.nat(1_000).map(String)),
  invoiceNumber: words,
  kpiValue: fc.oneof(decimal, fc.constantFrom(0, 7.5, -7.5, '-3.25')),
  revenueValue: fc.oneof(decimal, fc.constant('-100')),
});
const csvOf = (rows: Record<string, string | number>[]): string =>
  [
    'month,year,omlp_type,purchase_units,invoice_number,kpi_value,revenue_value',
    ...rows.map((cells) => Object.values(cells).join(',')),
  ].join('\r\n');

/** Each as `JSON.parse` gives it. */
export const goodCommand: fc.Arbitrary<unknown> = fc.oneof(
  commandWith(
    'record-payment',
    { membershipId, paidOn: day, reference: words, acceptFallback: fc.constantFrom('silver', 'learning-action-pack') },
    ['acceptFallback'],
  ),
  commandWith('record-profile-review', { reviewedOn: day, by: fc.oneof(words, email) }),
  commandWith('set-contacts', { contacts: fc.array(contact, { maxLength: 3 }) }),
  commandWith('set-listing', {
    displayName: fc.option(name),
    country: fc.option(country),
    url: fc.option(url),
    aboutPartnerOnly: flag,
    noCompetitors: flag,
    ownedByPartner: flag,
  }),
  commandWith('grant-override', { membershipId, ticket: words, until: day, grantedBy: words, reason: name }),
  fc
    .record({ into: fc.constantFrom('P-1', 'P.2'), from: fc.constantFrom('P-3', 'P_4'), dryRun: flag, ticket: words })
    .map((pair) => JSON.parse(JSON.stringify({ command: 'merge-partners', ...pair })) as unknown),
  commandWith(
    'correct-membership',
    {
      membershipId,
      ticket: words,
      reason: name,
      purchasedOn: day,
      paidThroughCycle: fc.nat(9),
      level: fc.constant('gold'),
    },
    ['paidThroughCycle', 'level'],
  ),
  commandWith('erase-person', { email, ticket: words }),
  commandWith('rename-membership', { membershipId, to: membershipId, ticket: words }),
  commandWith('decline-renewal', { membershipId, withdraw: flag, ticket: words }, ['withdraw', 'ticket']),
  commandWith('reverse-payment', {
    membershipId,
    reference: words,
    cause: fc.constantFrom('error', 'refund', 'chargeback'),
    ticket: words,
  }),
  commandWith('resend-notice', { membershipId, to: email, ticket: words }, ['to']),
  commandWith(
    'correct-invoice-line',
    {
      invoiceNumber: words,
      line: fc.oneof(fc.nat(99), fc.nat(99).map(String)),
      documentType: fc.constantFrom('invoice', 'credit-note', 'partner-report'),
      invoiceDate: day,
      purchaseUnits: fc.nat(1_000),
      kpiValue: fc.oneof(decimal, fc.constant('-2.5')),
      revenueValue: decimal,
      currency: fc.constant('EUR'),
      reason: name,
    },
    CORRECTED,
  ),
  commandWith(
    'issue-token',
    { membershipId, tokenId: membershipId, product: words, seats: fc.integer({ min: 1, max: 99 }), issuedOn: day },
    ['issuedOn'],
  ),
  commandWith('issue-token', {
    membershipId,
    tokenId: membershipId,
    kind: fc.constant('visual-studio'),
    edition: fc.constantFrom('professional', 'enterprise'),
  }),
  commandWith(
    'activate-token',
    { tokenId: membershipId, activatedOn: day, tenant: words, seats: fc.constant(25), count: fc.constant(2) },
    ['activatedOn', 'tenant', 'seats', 'count'],
  ),
  commandWith(
    'replace-token',
    {
      tokenId: membershipId,
      newTokenId: membershipId,
      cause: fc.constantFrom('wrong-tenant', 'seats-added'),
      requestedOn: day,
    },
    ['requestedOn'],
  ),
  commandWith('assign-subscription', { tokenId: membershipId, to: email, assignedOn: day }, ['assignedOn']),
  commandWith(
    'reverse-token',
    {
      tokenId: membershipId,
      step: fc.constantFrom('issue', 'activation', 'replacement', 'assignment'),
      activatedOn: day,
      count: fc.constant(2),
      ticket: words,
      reason: name,
    },
    ['activatedOn', 'count'],
  ),
  commandWith(
    'enrol',
    {
      membershipId,
      offer: fc.constant('competency'),
      competency: words,
      level: fc.constantFrom('silver', 'gold'),
      learningOption: flag,
      reference: words,
      acceptFallback: fc.constantFrom('silver', 'learning-action-pack'),
    },
    ['membershipId', 'learningOption', 'reference', 'acceptFallback'],
  ),
  commandWith('enrol', { membershipId, offer: fc.constant('action-pack'), paidOn: day, reference: words }, [
    'membershipId',
  ]),
  commandWith('upgrade-to-gold', { membershipId, goldMembershipId: membershipId, paidOn: day, reference: words }, [
    'goldMembershipId',
  ]),
  commandWith('list-benefits', { membershipId }, ['membershipId']),
  commandWith(
    'explain',
    {
      membershipId,
      noticeId: fc.constant('P-1__M1__7__-15__0123456789abcdef'),
      commandId: fc.constantFrom('R-r-1', `C-${'0a'.repeat(16)}`),
    },
    ['membershipId', 'noticeId', 'commandId'],
  ),
  commandWith('explain-kpi-discrepancy', { ...asked, rows: fc.array(row, { maxLength: 3 }) }, Object.keys(asked)),
  commandWith(
    'explain-kpi-discrepancy',
    { ...asked, csv: fc.array(row, { maxLength: 3 }).map(csvOf) },
    Object.keys(asked),
  ),
);
