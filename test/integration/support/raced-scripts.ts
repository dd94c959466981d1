/** What happens in a program, step by step, so that each of its writes can be raced. */
import type { Kind } from '../../../shared/import/files.ts';
import type { Item, Key } from '../../../shared/store/table.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { twoPartners } from '../corrections/two-partners.ts';
import { COMMANDS, commandConfig, storeCommandProgram } from './command-script.ts';
import { MemoryProgram } from './memory-program.ts';
import { storeMergeProgram } from './merge-program.ts';

export type Step = readonly [what: string, make: (program: MemoryProgram) => Promise<unknown>];
export type Script = {
  readonly begin: () => Promise<MemoryProgram>;
  readonly steps: readonly Step[];
  /** What must be as without the race. Default: all that is stored. */
  readonly compared?: (program: MemoryProgram) => string[];
};

const command =
  (on: string, json: object): Step[1] =>
  (program) =>
    program.give({ partnerId: 'P-1', ...json }, on);

const load =
  (on: string, rows: Partial<Record<Kind, string[]>>): Step[1] =>
  async (program) => {
    const problems = await program.load(rows, on);
    if (problems.length > 0) throw new Error(problems.join('; '));
  };

const TOLD = {
  delivery: { what: 'delivered' },
  bounce: { what: 'lost', loss: 'permanent', reason: 'bounce' },
  'full mailbox': { what: 'lost', loss: 'temporary', reason: 'mailbox full' },
} as const;

/** An event about the first mail that went out. */
const event =
  (on: string, told: keyof typeof TOLD): Step[1] =>
  (program) =>
    program.event(program.mails[0]?.noticeId ?? '', TOLD[told], on);

/** Right before the step first writes an item of this sort key, something else happens. */
const interrupted =
  (make: Step[1], sk: string, other: Step[1]): Step[1] =>
  async (program) => {
    const around = program.aroundWrite;
    let isOver = false;
    program.aroundWrite = async (item, write) => {
      if (!isOver && item.sk.startsWith(sk)) {
        isOver = true;
        await other(program);
      }
      return around(item, write);
    };
    await make(program);
    program.aroundWrite = around;
  };

const commands: Script = {
  begin: async () => {
    const program = new MemoryProgram(commandConfig);
    await storeCommandProgram(program.store);
    return program;
  },
  steps: COMMANDS.map(([on, json]) => [JSON.stringify(json), command(on, json)]),
};

const RENAME = { command: 'rename-membership', membershipId: 'M-1', to: 'AP-2026', ticket: '4711' };
const PAY = { command: 'record-payment', membershipId: 'M-1', paidOn: '2027-03-12', reference: 'w' };
const REVERSE = { command: 'reverse-payment', membershipId: 'M-1', reference: 'w', cause: 'error', ticket: '4711' };
const PACKS = ['P-1,M-1,action-pack,,,,2026-03-10,', 'P-2,M-2,action-pack,,,,2026-03-20,'];

const renaming: Script = {
  begin: () => twoPartners(PACKS),
  steps: [
    ['the notices of 2027-02-08', (program) => program.daily('2027-02-08')],
    ['rename-membership', command('2027-02-09', RENAME)],
    ['a delivery', event('2027-02-10', 'delivery')],
    ['record-payment', command('2027-03-12', PAY)],
    ['a bounce of the closed cycle', event('2027-03-14', 'bounce')],
  ],
};

/** A cycle that a payment has closed, and a mail event about it. */
const reversing = (step: Step): Script => ({
  begin: async () => {
    const program = await twoPartners(PACKS);
    await load('2027-01-25', { contacts: ['P-1,mpn-admin,Lee,lee@p-1.example,en'] })(program);
    await program.daily('2027-02-08');
    await command('2027-03-12', PAY)(program);
    return program;
  },
  steps: [step],
  // The cycle's item counts no more once it is open again: whether the event is there, too, does not matter.
  compared: (program) => program.stored().filter((item) => !item.includes('CYCLE#')),
});
const reverse = command('2027-03-14', REVERSE);
const lost = event('2027-03-14', 'full mailbox');

const merging: Script = {
  begin: () => twoPartners(PACKS),
  steps: [
    ['merge-partners', (program) => program.merge('P-2', 'P-1', '2027-02-01')],
    ['rename-membership', command('2027-02-02', { ...RENAME, membershipId: 'M-2', to: 'LEADER' })],
    ['the notices of 2027-02-18', (program) => program.daily('2027-02-18')],
    [
      'correct-membership',
      command('2027-02-19', {
        command: 'correct-membership',
        membershipId: 'M-2',
        purchasedOn: '2026-03-25',
        ticket: '1',
        reason: 'r',
      }),
    ],
    ['record-payment', command('2027-03-27', { ...PAY, membershipId: 'M-2', paidOn: '2027-03-26' })],
    ['the workflows of 2027-04-30', (program) => program.daily('2027-04-30')],
  ],
};

const mergingAll: Script = {
  begin: async () => {
    const program = new MemoryProgram();
    await storeMergeProgram(program.store);
    return program;
  },
  steps: [['merge-partners', (program) => program.merge('P-2', 'P-1', '2027-03-10')]],
};

const line = (number: string, kpi: string): string => `P-1,I-1,${number},invoice,2026-11-05,MOC,3,${kpi},100,USD`;
const CORRECT = { command: 'correct-invoice-line', invoiceNumber: 'I-1', line: '1' };

/** A silver competency that needs a KPI of 10. */
const publishing: Script = {
  begin: () => twoPartners(['P-1,M-1,competency,DevOps,silver,true,2026-03-10,'], configOf()),
  steps: [
    ['an import of lines', load('2027-02-01', { invoices: [line('1', '8')] })],
    ['the refresh of 2027-02-15', (program) => program.refreshKpi('2027-02-15')],
    ['an import of late lines', load('2027-02-20', { invoices: [line('2', '4')] })],
    ['correct-invoice-line', command('2027-02-21', { ...CORRECT, kpiValue: '5' })],
    ['correct-invoice-line, to what it says', command('2027-02-22', { ...CORRECT, kpiValue: '5', requestId: 'again' })],
    [
      'a refresh while lines come in',
      interrupted(
        (program) => program.refreshKpi('2027-03-15'),
        'KPI',
        load('2027-03-15', { invoices: [line('3', '1')] }),
      ),
    ],
  ],
};

/** A membership that cannot be read for a week. */
const settingAside: Script = {
  begin: async () => {
    const program = await twoPartners(PACKS);
    const item = await program.table.get(program.store.memberships.key({ partnerId: 'P-1', membershipId: 'M-1' }));
    await program.table.put({ ...(item as Item & Key), value: 'spoilt' }, { version: 1 });
    return program;
  },
  steps: [
    ['the first run that fails', (program) => program.sweep('renewal-notices', '2027-02-08', 1)],
    ['the run that sets it aside', (program) => program.sweep('renewal-notices', '2027-02-15', 1)],
    ['an event about the alert', event('2027-02-16', 'delivery')],
  ],
  // An item that somebody else has written is not set aside: its failures are counted anew.
  compared: (program) => program.stored().filter((item) => item.includes('FAILURE#')),
};

const SET_LISTING = { command: 'set-listing', displayName: 'One', country: 'KR', url: 'https://p-1.example/learn' };
const ATTESTED = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
const ERASE = { command: 'erase-person', email: 'kim@p-1.example', ticket: '1' };

/** Of a partner with a Learning Action Pack and one admin, who is erased at last. */
const listing: Script = {
  begin: () => twoPartners(['P-1,M-1,learning-action-pack,,,,2026-05-01,']),
  steps: [
    ['the notices of 2027-02-08', (program) => program.daily('2027-02-08')],
    ['set-listing', command('2027-02-08', { ...SET_LISTING, ...ATTESTED, noCompetitors: false })],
    ['a reminder', (program) => program.directory('remind', '2027-02-09')],
    ['a bounce of the reminder', event('2027-02-10', 'bounce')],
    ['set-listing, complete', command('2027-02-11', { ...SET_LISTING, ...ATTESTED })],
    ['a submission', (program) => program.directory('submit', '2027-02-16')],
    ['erase-person', command('2027-02-17', ERASE)],
    ['a publication', (program) => program.directory('publish', '2027-03-01')],
  ],
};

const FILES: Partial<Record<Kind, string[]>> = {
  partners: ['P-1,One,KR,one.example,,5', 'P-3,Three,KR,,,1'],
  contacts: ['P-1,mpn-admin,Bo,bo@p-1.example,en'],
  memberships: ['P-1,M-2,action-pack,,,,2026-06-01,'],
  invoices: [line('1', '8')],
  listings: ['P-1,One,KR,https://one.example/learn,true,true,true'],
  employees: ['P-1,E-1,Bo,2026-01-01,'],
  achievements: ['P-1,E-1,C,2026-01-01,'],
  performance: ['P-1,DevOps,revenue,7,2027-01-01'],
  tokens: ['P-1,M-1,T-2,token,Azure,5,,,2026-07-01,,,,'],
};

const importing: Script = {
  begin: () => twoPartners(['P-1,M-1,competency,DevOps,silver,true,2026-05-01,'], configOf()),
  steps: Object.entries(FILES).map(([kind, rows]) => [kind, load('2027-02-01', { [kind]: rows })]),
};

/** By what is done in them; with how many writes there are at least. */
export const SCRIPTS: readonly (readonly [what: string, script: Script, least: number])[] = [
  ['every command', commands, 95],
  ['a renaming', renaming, 15],
  [
    'an event while a payment is reversed',
    reversing(['reverse-payment', interrupted(reverse, 'MEMBERSHIP#', lost)]),
    5,
  ],
  ['a payment that is reversed during an event', reversing(['an event', interrupted(lost, 'CYCLE#', reverse)]), 5],
  ['a merge, and what follows it', merging, 25],
  ['a merge of everything', mergingAll, 25],
  ['a published month', publishing, 25],
  ['a listing', listing, 15],
  ['imports', importing, 15],
  ['an item that fails', settingAside, 4],
];
