import type { Json } from '../../../infra/local/emulator/json.ts';
import { adminOf, listing, payment } from '../../workflow/support/partners.ts';
import type { Program, Rows } from '../../workflow/support/program.ts';
import { bounce, bounceOfListing, eraseAnna } from './acts.ts';
import {
  afterAWeekOfFailures,
  afterAWeekOfRefusals,
  afterExpiry,
  afterFirstNotice,
  afterRepair,
  LEARNING,
  LISTED,
  licensed,
  load,
  PEOPLE,
  silverThatMeetsGold,
  TWO,
  tokens,
  twoPartners,
} from './beginnings.ts';
import type { Fault } from './fault.ts';
import { PAYMENTS_AFTER_MERGES } from './payments-after-merges.ts';
import type { Scenario } from './scenario.ts';

/** For what differs from another scenario by the mail alone. */
const STOPS: readonly Fault[] = ['stopped before', 'stopped after', 'answer lost'];

const NEXT_DAY = '2027-03-06';

const DAILY = (day: string) =>
  [
    ['renewal-notices', day],
    ['grace-expiry', day],
  ] as const;

const run =
  (workflow: string, day: string, input: Json = {}) =>
  (program: Program) =>
    program.run(workflow, day, input);

const command = (name: string, before: Scenario['before'], more: object): Scenario => ({
  name,
  before,
  act: (program) => program.command({ command: name.split(' ')[0], partnerId: 'P-1', ...more } as Json, '2027-03-05'),
  after: DAILY(NEXT_DAY),
});

const ofM1 = { partnerId: 'P-1', membershipId: 'M-1' };
const CONTACTS = [{ role: 'global-admin', name: 'Chris', email: 'chris@p-1.example', locale: 'zh-TW' }];
const LISTING = { displayName: 'House', country: 'KR', url: 'https://p-1.example/other' };
const ATTESTED = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
const OVERRIDE = { membershipId: 'M-1', ticket: '1', until: '2027-04-20', grantedBy: 'Kim', reason: 'strike' };

const upload = (
  kind: keyof Rows & ('partners' | 'contacts' | 'memberships' | 'invoices' | 'listings' | 'employees' | 'tokens'),
  given: Rows,
): Scenario => ({
  name: `import ${kind}`,
  before: load(given),
  act: (program) => program.upload(kind, { ...LISTED, tokens: tokens('2026-12-01') }[kind] ?? [], '2027-01-02'),
  after: [
    ['kpi-refresh', '2027-01-15'],
    ['directory-submission', '2027-01-18', { phase: 'submit' }],
    ...DAILY('2027-01-30'),
  ],
});

const { partners, contacts, memberships } = LISTED as Required<Rows>;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'renewal-notices',
    before: load(TWO),
    act: run('renewal-notices', '2027-01-30'),
    after: DAILY('2027-01-31'),
  },
  {
    name: 'renewal-notices, setting aside',
    before: afterAWeekOfFailures,
    act: run('renewal-notices', '2027-02-06'),
    after: [['renewal-notices', '2027-02-07']],
  },
  {
    name: 'renewal-notices, giving up',
    before: afterAWeekOfRefusals,
    act: run('renewal-notices', '2027-02-06'),
    after: DAILY('2027-02-07'),
  },
  {
    name: 'all sweeps of one partner',
    before: load(LISTED),
    act: async (program) => {
      const input = { partnerIds: ['P-1'] };
      for (const workflow of ['kpi-refresh', 'directory-submission', 'grace-expiry'])
        await program.run(workflow, '2027-04-01', input);
      return program.run('renewal-notices', '2027-04-01', input);
    },
    after: DAILY('2027-04-02'),
  },
  { name: 'grace-expiry', before: load(TWO), act: run('grace-expiry', '2027-04-01'), after: DAILY('2027-04-02') },
  {
    name: 'grace-expiry, what it tells',
    isTelling: true,
    before: load(TWO),
    act: run('grace-expiry', '2027-04-01'),
    after: DAILY('2027-04-02'),
  },
  {
    name: 'kpi-refresh',
    before: load(LEARNING),
    act: run('kpi-refresh', '2027-02-15'),
    after: [['kpi-refresh', '2027-03-15']],
  },
  {
    name: 'directory-submission, remind',
    before: load({ ...LEARNING, listings: [listing('P-1', '')] }),
    act: run('directory-submission', '2027-01-11', { phase: 'remind' }),
    after: [['directory-submission', '2027-01-18', { phase: 'submit' }]],
  },
  {
    name: 'directory-submission, submit',
    before: load(LISTED),
    act: run('directory-submission', '2027-01-18', { phase: 'submit' }),
    after: [['directory-submission', '2027-02-07', { phase: 'publish' }]],
  },
  {
    name: 'directory-submission, publish',
    before: async (program) => {
      await program.importRows(LISTED, '2027-01-01');
      await program.run('directory-submission', '2027-01-18', { phase: 'submit' });
    },
    act: run('directory-submission', '2027-02-07', { phase: 'publish' }),
    after: [['directory-submission', '2027-02-08', { phase: 'remind' }]],
  },
  {
    name: 'directory-submission, withdrawing',
    faults: STOPS,
    before: async (program) => {
      await program.importRows(LISTED, '2027-01-01');
      await program.run('directory-submission', '2027-01-18', { phase: 'submit' });
      await program.importRows({ listings: [listing('P-1', '')] }, '2027-02-01');
    },
    act: run('directory-submission', '2027-02-15', { phase: 'submit' }),
    after: [['directory-submission', '2027-03-08', { phase: 'remind' }]],
  },
  {
    name: 'grace-expiry, replacing',
    faults: STOPS,
    before: async (program) => {
      await twoPartners(program);
      await program.run('merge-partners', '2027-02-05', { into: 'P-1', from: 'P-2' });
    },
    act: run('grace-expiry', '2027-03-02'),
    after: DAILY('2027-03-03'),
  },
  command('record-payment in the window', load(TWO), payment('P-1', '2027-03-05')),
  {
    ...command('record-payment after expiry', afterExpiry, {}),
    act: (program) => program.command(payment('P-1', '2027-03-20'), '2027-04-05'),
    after: DAILY('2027-04-06'),
  },
  ...PAYMENTS_AFTER_MERGES,
  command('record-profile-review', load(TWO), { reviewedOn: '2027-03-01', by: 'global-admin' }),
  { ...command('record-account-profile', load(TWO), { setUpOn: '2027-03-01' }), faults: STOPS },
  command('set-contacts', load(TWO), { contacts: CONTACTS }),
  command('set-listing', load(LISTED), { ...LISTING, ...ATTESTED }),
  {
    ...command('grant-override', afterExpiry, {}),
    act: (program) => program.command({ command: 'grant-override', partnerId: 'P-1', ...OVERRIDE }, '2027-04-05'),
  },
  {
    ...command('reverse-payment', load(TWO), {}),
    // Stopped before and after each of its calls it is in test/integration/commands/reverse-payment.test.ts, in
    // seconds.
    faults: ['answer lost', 'in parts'],
    before: async (program) => {
      await program.importRows(TWO, '2027-01-01');
      await program.run('renewal-notices', '2027-03-02');
      await program.command(payment('P-1', '2027-03-03'), '2027-03-03');
    },
    act: (program) =>
      program.command(
        {
          ...ofM1,
          command: 'reverse-payment',
          reference: payment('P-1', '2027-03-03').reference,
          cause: 'chargeback',
          ticket: '1',
        },
        '2027-03-20',
      ),
    after: [...DAILY('2027-03-21'), ...DAILY('2027-04-01')],
  },
  command('decline-renewal', afterFirstNotice, { membershipId: 'M-1', ticket: '1' }),
  {
    ...command('resend-notice', afterFirstNotice, {}),
    act: (program) =>
      program.command(
        { command: 'resend-notice', partnerId: 'P-1', membershipId: 'M-1', ticket: '1', to: adminOf('P-1') },
        '2027-01-31',
      ),
    after: DAILY('2027-02-01'),
  },
  {
    ...command('correct-invoice-line', load(LEARNING), { invoiceNumber: 'I-1', line: 1, kpiValue: '50' }),
    after: [['kpi-refresh', '2027-03-15']],
  },
  {
    ...command('retry-set-aside', afterRepair, { ticket: '1' }),
    act: (program) => program.command({ command: 'retry-set-aside', partnerId: 'P-1', ticket: '1' }, '2027-02-07'),
    after: DAILY('2027-02-08'),
  },
  {
    name: 'associate-employee',
    before: load(PEOPLE),
    act: (program) =>
      program.command({ command: 'associate-employee', partnerId: 'P-2', employeeId: 'E-2' }, '2027-01-05'),
    after: DAILY('2027-01-05'),
  },
  {
    name: 'renewal-notices, of a renewal at risk',
    before: async (program) => {
      await program.importRows(PEOPLE, '2027-01-01');
      await program.command({ command: 'employee-left', partnerId: 'P-1', employeeId: 'E-2' }, '2027-01-05');
    },
    act: run('renewal-notices', '2027-01-05'),
    after: DAILY('2027-01-06'),
  },
  {
    ...command('erase-person', afterFirstNotice, {}),
    act: eraseAnna,
    changesObjects: true,
    isGivenAgain: true,
    faults: STOPS,
  },
  {
    ...command('correct-membership', licensed, {
      membershipId: 'M-1',
      purchasedOn: '2026-03-20',
      ticket: '1',
      reason: 'typed wrongly',
    }),
    faults: STOPS,
  },
  {
    ...command('rename-membership', licensed, { membershipId: 'M-1', to: 'AP-1', ticket: '1' }),
    faults: STOPS,
  },
  command('activate-token', licensed, { tokenId: 'K-1', count: 4 }),
  command('replace-token', licensed, { tokenId: 'T-1', newTokenId: 'T-2', cause: 'wrong-tenant' }),
  command('reverse-token', licensed, { tokenId: 'T-1', step: 'activation', ticket: '1', reason: 'another tenant' }),
  command('enrol', load(TWO), {
    membershipId: 'M-2',
    offer: 'learning-action-pack',
    paidOn: '2027-03-05',
    reference: 'wire',
  }),
  command('upgrade-to-gold', silverThatMeetsGold, { membershipId: 'M-1', paidOn: '2027-03-05', reference: 'wire' }),
  {
    name: 'merge-partners',
    // Its calls are many: stopped before and after each of them it is in test/integration/store/merge.test.ts, in
    // seconds.
    faults: ['answer lost', 'in parts'],
    before: twoPartners,
    act: run('merge-partners', '2027-03-05', { into: 'P-1', from: 'P-2' }),
    after: [['renewal-notices', NEXT_DAY]],
  },
  {
    name: 'reindex',
    before: async (program) => {
      await twoPartners(program);
      for (const [partnerId, id] of [
        ['P-1', 'M-1'],
        ['P-2', 'M-2'],
      ] as const) {
        const membership = await program.items.membership(partnerId, id);
        await program.items.spoil(partnerId, `MEMBERSHIP#${id}`, { ...membership, formerly: true });
      }
    },
    act: run('reindex', '2027-03-05'),
    after: DAILY('2027-03-06'),
  },
  { name: 'mail-events', before: afterFirstNotice, act: bounce, after: DAILY('2027-01-31') },
  {
    name: 'mail-events, of a listing',
    before: async (program) => {
      await program.importRows({ ...LEARNING, listings: [listing('P-1', '')] }, '2027-01-01');
      await program.run('directory-submission', '2027-01-11', { phase: 'remind' });
    },
    act: bounceOfListing,
    after: [
      ['directory-submission', '2027-01-18', { phase: 'submit' }],
      ['directory-submission', '2027-02-15', { phase: 'submit' }],
    ],
  },
  command('explain', afterFirstNotice, {}),
  {
    ...upload('memberships', LISTED),
    name: 'import of memberships with other terms',
    act: (program) => program.upload('memberships', ['P-1,M-1,action-pack,,,,2026-03-01,'], '2027-01-02'),
  },
  upload('partners', {}),
  upload('contacts', { partners }),
  upload('memberships', { partners, contacts }),
  upload('invoices', { partners, contacts, memberships }),
  upload('listings', { partners, contacts, memberships }),
  {
    ...upload('employees', PEOPLE),
    act: (program) => program.upload('employees', ['P-2,E-2,Bo,2027-01-01,'], '2027-01-02'),
  },
  upload('tokens', { partners, contacts, memberships }),
];
