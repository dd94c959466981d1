import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import type { OperatorCommand } from '../../../shared/domain/commands/command.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { type operatorCommand, parseCommand } from '../../../shared/import/commands/command.ts';

const PAYMENT = {
  command: 'record-payment',
  partnerId: 'P-1',
  membershipId: 'M1',
  paidOn: '2027-01-17',
  reference: 'PAY-1',
};
const CONTACT = { role: 'mpn-admin', name: 'Ann', email: 'ann@contoso.example', locale: 'en' };
const LISTING = {
  command: 'set-listing',
  partnerId: 'P-1',
  displayName: 'Contoso',
  country: 'KR',
  url: 'https://contoso.example/learn',
  aboutPartnerOnly: true,
  noCompetitors: true,
  ownedByPartner: false,
};
const CORRECTION = {
  command: 'correct-invoice-line',
  partnerId: 'P-1',
  invoiceNumber: 'I-9',
  line: '1',
  documentType: 'invoice',
  invoiceDate: '2026-11-16',
  omlpType: 'MOC',
  purchaseUnits: 10,
  kpiValue: '7.5',
  revenueValue: '1000',
  currency: 'EUR',
  reason: 'credit note 12',
};
const OVERRIDE = {
  command: 'grant-override',
  partnerId: 'P-1',
  membershipId: 'M1',
  ticket: 'T-4711',
  until: '2027-02-28',
  grantedBy: 'Operations',
  reason: 'Bank holiday\nin two countries',
};

const ISSUE = { command: 'issue-token', partnerId: 'P-1', membershipId: 'M1' };
const TOKEN = { ...ISSUE, tokenId: 'T-1', kind: 'token', product: 'Microsoft 365 E3', seats: 25 };
const REPLACEMENT = {
  command: 'replace-token',
  partnerId: 'P-1',
  tokenId: 'T-1',
  newTokenId: 'T-2',
  cause: 'wrong-tenant',
};

const problemsOf = (json: unknown): string[] => {
  const parsed = parseCommand(json);
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
};

it('the command schemas and the domain know the same commands', () => {
  // That of a merge is filled in where it is left out.
  type Given = Exclude<z.output<typeof operatorCommand>, { command: 'merge-partners' }>;
  expectTypeOf<Given>().toExtend<OperatorCommand>();
  expectTypeOf<OperatorCommand>().toExtend<z.output<typeof operatorCommand>>();
});

describe('a valid command', () => {
  it.each<[Record<string, unknown>]>([
    [PAYMENT],
    [{ ...PAYMENT, acceptFallback: 'silver', requestId: 'req:2027-01-17.1' }],
    [{ command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-01-17', by: 'mpn-admin' }],
    [{ command: 'set-contacts', partnerId: 'P-1', contacts: [CONTACT, CONTACT] }],
    [{ command: 'set-contacts', partnerId: 'P-1', contacts: [] }],
    [LISTING],
    [{ ...LISTING, url: 'not a url' }],
    [OVERRIDE],
    [{ command: 'resend-notice', partnerId: 'P-1', membershipId: 'M1', ticket: '4711' }],
    [{ command: 'retry-set-aside', partnerId: 'P-1', ticket: '4711' }],
    [{ command: 'enrol', partnerId: 'P-1', offer: 'action-pack' }],
    [
      {
        command: 'enrol',
        partnerId: 'P-1',
        membershipId: 'M2',
        offer: 'competency',
        competency: 'DevOps',
        level: 'gold',
        learningOption: true,
        paidOn: '2027-01-17',
        reference: 'PAY-1',
        acceptFallback: 'learning-action-pack',
      },
    ],
    [
      {
        command: 'upgrade-to-gold',
        partnerId: 'P-1',
        membershipId: 'M1',
        goldMembershipId: 'M2',
        paidOn: '2027-01-17',
        reference: 'PAY-1',
      },
    ],
    [{ command: 'retry-set-aside', partnerId: 'P-1', membershipId: 'M1', ticket: '4711' }],
    [{ command: 'resend-notice', partnerId: 'P-1', membershipId: 'M1', ticket: '4711', to: 'ann@contoso.example' }],
    [CORRECTION],
    [{ command: 'merge-partners', partnerId: 'P-1', into: 'P-1', from: 'P-2', dryRun: true, ticket: '4711' }],
    [TOKEN],
    [{ ...ISSUE, tokenId: 'K-1', kind: 'mak', product: 'Windows Server', activations: 10, issuedOn: '2027-01-02' }],
    [{ ...ISSUE, tokenId: 'S-1', kind: 'visual-studio', edition: 'professional' }],
    [{ command: 'activate-token', partnerId: 'P-1', tokenId: 'T-1', tenant: 'contoso.example', seats: 25 }],
    [{ command: 'activate-token', partnerId: 'P-1', tokenId: 'K-1', count: 3, activatedOn: '2027-01-02' }],
    [{ command: 'activate-token', partnerId: 'P-1', tokenId: 'S-1' }],
    [REPLACEMENT],
    [{ ...REPLACEMENT, cause: 'seats-added', requestedOn: '2027-01-02' }],
    [{ command: 'assign-subscription', partnerId: 'P-1', tokenId: 'S-1', to: 'Ann@contoso.example' }],
    [{ command: 'record-account-profile', partnerId: 'P-1', setUpOn: '2027-01-02' }],
    [{ command: 'list-benefits', partnerId: 'P-1' }],
    [{ command: 'list-benefits', partnerId: 'P-1', membershipId: 'M1' }],
    [{ command: 'explain', partnerId: 'P-1' }],
    [{ command: 'explain', partnerId: 'P-1', membershipId: 'M1' }],
    [{ command: 'explain', partnerId: 'P-1', noticeId: 'P-1__M1__7__-15__0123456789abcdef' }],
    [{ command: 'explain', partnerId: 'P-1', commandId: 'R-req:1' }],
    [{ command: 'explain', partnerId: 'P-1', commandId: `C-${'0a'.repeat(16)}` }],
  ])('%j', (json) => expect(parseCommand(json)).toEqual({ command: json }));

  it('correct-invoice-line accepts its line as a number', () => {
    expect(parseCommand({ ...CORRECTION, line: 1 })).toEqual({ command: CORRECTION });
  });

  it('merge-partners is the command of the partner that stays if it names none', () => {
    const merge = { command: 'merge-partners', into: 'P-1', from: 'P-2' };
    expect(parseCommand(merge)).toEqual({ command: { ...merge, partnerId: 'P-1' } });
  });

  it('set-listing is accepted with no field given', () => {
    const nothing = { displayName: '', country: '', url: '' };
    expect(parseCommand({ ...LISTING, displayName: '', country: '', url: null })).toEqual({
      command: { ...LISTING, ...nothing },
    });
  });

  it('set-contacts is accepted without name and locale', () => {
    expect(
      parseCommand({
        command: 'set-contacts',
        partnerId: 'P-1',
        contacts: [{ role: 'mpn-admin', email: CONTACT.email }],
      }),
    ).toEqual({
      command: { command: 'set-contacts', partnerId: 'P-1', contacts: [{ ...CONTACT, name: '', locale: '' }] },
    });
  });
});

describe('an invalid command is refused with field, value and what is allowed', () => {
  const NAMES =
    'one of record-payment, record-profile-review, record-account-profile, set-contacts, set-listing, grant-override, decline-renewal, reverse-payment, resend-notice, ' +
    'correct-invoice-line, correct-membership, erase-person, rename-membership, retry-set-aside, merge-partners, associate-employee, record-achievement, employee-left, record-performance, issue-token, activate-token, replace-token, assign-subscription, reverse-token, enrol, upgrade-to-gold, list-benefits, explain, explain-kpi-discrepancy';

  it.each<[unknown, string]>([
    [{ ...PAYMENT, command: 'pay' }, `command: got "pay"; allowed: ${NAMES}`],
    [{ partnerId: 'P-1' }, `command: got nothing; allowed: ${NAMES}`],
    [{ command: 'merge-partners', into: 'P-1', from: 'P-1' }, 'from: got "P-1"; allowed: another partner than "into"'],
    [
      { command: 'merge-partners', partnerId: 'P-2', into: 'P-1', from: 'P-2' },
      'partnerId: got "P-2"; allowed: the same partner as "into", or nothing',
    ],
    [{ ...PAYMENT, command: 'constructor' }, `command: got "constructor"; allowed: ${NAMES}`],
    [
      { command: 'explain', partnerId: 'P-1', noticeId: 'P-1__M1' },
      'noticeId: got "P-1__M1"; allowed: the id of a notice',
    ],
    [
      { command: 'explain', partnerId: 'P-1', commandId: 'C-1' },
      'commandId: got "C-1"; allowed: the id of a command: "R-" and its requestId, or "C-" and 32 hexadecimal digits',
    ],
    ['record-payment', 'got "record-payment"; allowed: an object with the field command'],
    [undefined, 'got nothing; allowed: an object with the field command'],
    [
      { ...PAYMENT, amount: 100 },
      'amount: got an unknown field (100); allowed: the fields command, partnerId, requestId, dryRun, membershipId, paidOn, reference, acceptFallback',
    ],
    [
      { ...PAYMENT, paidOn: '2027-02-29' },
      'paidOn: got "2027-02-29"; allowed: a date that exists, written YYYY-MM-DD, from 1900 to 2999',
    ],
    [
      { ...PAYMENT, reference: undefined },
      'reference: got nothing; allowed: text of 1 to 200 characters without control or invisible characters',
    ],
    [
      { ...PAYMENT, reference: 'a\nb' },
      'reference: got "a\\u{a}b"; allowed: text of 1 to 200 characters without control or invisible characters',
    ],
    [
      { ...PAYMENT, reference: '\ud800' },
      'reference: got "\\u{d800}"; allowed: text of 1 to 200 characters without control or invisible characters',
    ],
    [
      { ...PAYMENT, acceptFallback: 'gold' },
      'acceptFallback: got "gold"; allowed: one of silver, learning-action-pack, attained',
    ],
    [
      { ...PAYMENT, membershipId: 7 },
      'membershipId: got 7; allowed: an id of 1 to 129 letters, digits, ".", "_" and "-", beginning with a letter or digit',
    ],
    [
      { ...PAYMENT, requestId: 'a b' },
      'requestId: got "a b"; allowed: 1 to 128 letters, digits, ".", "_", ":" and "-", beginning with a letter or digit',
    ],
    [
      { ...CORRECTION, kpiValue: 7.5 },
      'kpiValue: got 7.5; allowed: a decimal number as text, with a point, "-" as its only sign, at most 15 digits before the point and 10 after it',
    ],
    [
      { command: 'enrol', partnerId: 'P-1', offer: 'competency', competency: 'DevOps' },
      'level: got nothing; allowed: one of silver, gold for offer competency',
    ],
    [
      { command: 'enrol', partnerId: 'P-1', offer: 'action-pack', learningOption: true },
      'learningOption: got true; allowed: false or nothing for offer action-pack',
    ],
    [
      { command: 'enrol', partnerId: 'P-1', offer: 'action-pack', paidOn: '2027-01-17' },
      'reference: got nothing; allowed: the reference of the payment of paidOn',
    ],
    [{ ...LISTING, noCompetitors: 'true' }, 'noCompetitors: got "true"; allowed: true or false'],
    [
      { ...LISTING, country: 'Korea' },
      'country: got "Korea"; allowed: a country of ISO 3166-1, two capital letters, e.g. KR',
    ],
    [{ command: 'set-contacts', partnerId: 'P-1', contacts: {} }, 'contacts: got {}; allowed: a list of 0 to 50'],
    [
      { command: 'set-contacts', partnerId: 'P-1', contacts: [CONTACT, { ...CONTACT, email: 'ann' }] },
      'contacts[1].email: got "ann"; allowed: one email address of at most 254 ASCII characters; only its domain may be international',
    ],
    [{ ...TOKEN, seats: undefined }, 'seats: got nothing; allowed: a number of seats for kind token'],
    [{ ...TOKEN, seats: 0 }, 'seats: got 0; allowed: a whole number from 1 to 1000000'],
    [{ ...TOKEN, edition: 'enterprise' }, 'edition: got "enterprise"; allowed: nothing for kind token'],
    [{ ...TOKEN, kind: 'key' }, 'kind: got "key"; allowed: one of token, mak, visual-studio'],
    [
      { ...ISSUE, tokenId: 'S-1', kind: 'visual-studio' },
      'edition: got nothing; allowed: professional or enterprise for kind visual-studio',
    ],
    [{ ...REPLACEMENT, cause: 'other' }, 'cause: got "other"; allowed: one of wrong-tenant, seats-added'],
  ])('%j', (json, problem) => expect(problemsOf(json)).toEqual([problem]));

  it('a grant without a kind is one of a token', () => {
    const { kind: _, ...rest } = TOKEN;
    expect(parseCommand(rest)).toEqual({ command: TOKEN });
  });

  it('a listing with a field left out must say so', () => {
    const { displayName: _, ...rest } = LISTING;
    expect(problemsOf(rest)).toEqual([
      'displayName: got nothing; allowed: text of 0 to 500 characters, with no control characters but line breaks and tabs',
    ]);
  });

  it('a document with thousands of wrong fields is refused with a short message', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, index]));
    expect(problemsOf({ ...PAYMENT, ...many })).toHaveLength(50);
  });
});

it('any JSON is read as a command, or as problems of one line each', () => {
  const almost = fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(fc.constantFrom(PAYMENT, LISTING, OVERRIDE), fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()))
      .map(([base, more]) => ({ ...base, ...more })),
    fc
      .tuple(
        fc.constantFrom(PAYMENT, LISTING, OVERRIDE),
        fc.constantFrom('membershipId', 'paidOn', 'url', 'until'),
        fc.jsonValue(),
      )
      .map(([base, field, value]) => ({ ...base, [field]: value })),
  );
  fc.assert(
    fc.property(almost, (json) => {
      for (const problem of problemsOf(json)) expect(problem).toMatch(/^(.+: )?got .+; allowed: .+$/);
    }),
  );
});
