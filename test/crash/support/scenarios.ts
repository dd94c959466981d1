import type { Json } from '../../../infra/local/emulator/json.ts';
import type { Execution } from '../../../infra/local/emulator/states/execution.ts';
import {
  actionPacks,
  admin,
  adminOf,
  gold,
  invoice,
  listing,
  partner,
  payment,
} from '../../workflow/support/partners.ts';
import type { Program, Rows } from '../../workflow/support/program.ts';
import { sesEvent } from '../../workflow/support/ses-events.ts';
import type { Fault } from './fault.ts';

/** One thing that the program does, on a small program of its own. Anniversaries are on 2027-03-01. */
export type Scenario = {
  readonly name: string;
  /** Makes what it begins with. */
  readonly before: (program: Program) => Promise<unknown>;
  /** What is stopped, and done again. */
  readonly act: (program: Program) => Promise<Execution | undefined>;
  /** What goes wrong at every call. Default: everything that can. */
  readonly faults?: readonly Fault[];
  /**
   * Whether it changes objects, so that they are put back before each attempt and are part of its end. Default: it does
   * not.
   */
  readonly changesObjects?: boolean;
  /** The runs that come after it anyway, and settle what it left. */
  readonly after: readonly (readonly [workflow: string, day: string, input?: Json])[];
};

const ADMINS: Rows = { contacts: [admin('P-1'), 'P-1,mpn-admin,Bo,bo@p-1.example,ko-KR', admin('P-2')] };
const TWO: Rows = { ...actionPacks('P-1', 'P-2'), ...ADMINS };
const LEARNING: Rows = {
  partners: [partner('P-1')],
  contacts: [admin('P-1')],
  memberships: [gold('P-1')],
  invoices: [invoice('P-1', 'I-1', '2026-11-16', '40')],
};
const LISTED: Rows = { ...LEARNING, listings: [listing('P-1')] };
/** A token that was activated on a day, and a key. */
const tokens = (activatedOn: string): string[] => [
  `P-1,M-1,T-1,token,Azure,5,,,2026-07-01,${activatedOn},p-1.example,,`,
  'P-1,M-1,K-1,mak,Windows Server,,10,,2026-07-01,,,,',
];

/** Gold by two people, one of whom may leave. */
const PEOPLE: Rows = {
  ...TWO,
  memberships: ['P-1,M-1,competency,DevOps,gold,,2026-03-01,'],
  employees: ['P-1,E-1,Ada,2026-01-01,', 'P-1,E-2,Bo,2026-01-01,'],
  achievements: ['P-1,E-1,AZ-400,2026-01-01,', 'P-1,E-2,AZ-400,2026-01-01,'],
};

/** For what differs from another scenario by the mail alone. */
const STOPS: readonly Fault[] = ['stopped before', 'stopped after', 'answer lost'];

const NEXT_DAY = '2027-03-06';
const DAILY = (day: string) =>
  [
    ['renewal-notices', day],
    ['grace-expiry', day],
  ] as const;

const load = (rows: Rows) => (program: Program) => program.importRows(rows, '2027-01-01');
/** The token can be replaced on the day of the commands. */
const licensed = async (program: Program): Promise<void> => {
  await program.importRows(TWO, '2027-01-01');
  await program.importRows({ tokens: tokens('2027-03-01') }, '2027-03-04');
};
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

/** The reminder about the listing was sent to the only admin, and bounces. */
async function bounceOfListing(program: Program): Promise<undefined> {
  const { notices } = await program.items.value('P-1', 'LISTING');
  const [{ notices: sent }] = Object.values(notices) as [{ notices: { noticeId: string }[] }];
  await sesEvent(program, 'Bounce', { noticeId: sent[0]?.noticeId ?? '' }, '2027-01-12');
}

/** The first notice was sent to the only admin, and bounces. */
async function bounce(program: Program): Promise<undefined> {
  const { notices } = await program.items.membership('P-2');
  await sesEvent(program, 'Bounce', { noticeId: notices['-30'].notices[0].noticeId }, '2027-01-30');
}

async function afterFirstNotice(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.run('renewal-notices', '2027-01-30');
}

async function afterExpiry(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.run('grace-expiry', '2027-04-01');
}

const POISONED = 'MEMBERSHIP#M-1';

/** A membership that cannot be read has failed for a week; on the day after, it is set aside. */
async function afterAWeekOfFailures(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  await program.items.spoil('P-1', POISONED, {});
  await program.run('renewal-notices', '2027-01-30');
}

/** It was set aside, and is what it should be again. */
async function afterRepair(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  const good = await program.items.value('P-1', POISONED);
  await program.items.spoil('P-1', POISONED, {});
  await program.run('renewal-notices', '2027-01-30');
  await program.run('renewal-notices', '2027-02-06');
  await program.items.spoil('P-1', POISONED, good);
}

/** A mail that SES has refused for a week; on the day after, it is given up. */
async function afterAWeekOfRefusals(program: Program): Promise<void> {
  await program.importRows(TWO, '2027-01-01');
  program.mail.refuse('MessageRejected', 'Email address is not verified.', adminOf('P-2'));
  await program.run('renewal-notices', '2027-01-30');
  program.mail.heal();
}

/** Silver in its window, of a partner whose revenue is that of gold. */
async function silverThatMeetsGold(program: Program): Promise<void> {
  await program.importRows(
    { ...LEARNING, memberships: ['P-1,M-1,competency,DevOps,silver,,2026-03-01,'] },
    '2027-01-01',
  );
  const goal = { competency: 'DevOps', metric: 'revenue', value: '100000' };
  await program.command({ command: 'record-performance', partnerId: 'P-1', ...goal }, '2027-03-01');
}

/** Two partners, of which the second has something of everything that a merge moves. */
async function twoPartners(program: Program): Promise<void> {
  const invoices = [invoice('P-2', 'I-2', '2026-11-16', '40')];
  const later = ['P-2,M-2,action-pack,,,,2026-06-01,'];
  const memberships = [...(TWO.memberships ?? []).slice(0, 1), ...later];
  await program.importRows({ ...TWO, memberships, invoices, listings: [listing('P-2')] }, '2027-01-01');
  const ids = { partnerId: 'P-2' };
  await program.given({ ...ids, command: 'associate-employee', employeeId: 'E-1', name: 'Kim' }, '2027-01-02');
  const token = { membershipId: 'M-2', tokenId: 'T-1', product: 'Office', seats: 25 };
  await program.given({ ...ids, command: 'issue-token', ...token }, '2027-01-02');
}

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
    ...command('erase-person', afterFirstNotice, { email: adminOf('P-1').toUpperCase(), ticket: '1' }),
    changesObjects: true,
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
