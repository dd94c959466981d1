/** What happens in a program, step by step, so that each of its writes can be raced. */
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import type { Workflow } from '../../../shared/domain/core/workflow.ts';
import type { Kind } from '../../../shared/import/files.ts';
import { setAsideAttributes } from '../../../shared/store/keys.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import { forgetNames, keepNames } from '../../../shared/workflows/erasure/kept-names.ts';
import { publishChanges } from '../../../shared/workflows/events/publish-changes.ts';
import { NOTHING_READ, reindexItems } from '../../../shared/workflows/reindex/reindex-items.ts';
import { MEMORY_TABLE } from '../../program-years/run/memory-dynamodb.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { twoPartners } from '../corrections/two-partners.ts';
import { COMMANDS, commandConfig, storeCommandProgram } from './command-script.ts';
import { lateConfig } from './late-payments.ts';
import { MemoryProgram } from './memory-program.ts';
import { storeMergeProgram } from './merge-program.ts';
import { command, event, interrupted, load, type Script, type Step, whileSending } from './raced-steps.ts';

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
const CORRECT_DATE = { command: 'correct-membership', membershipId: 'M-1', ticket: '1', reason: 'r' };
const PACKS = ['P-1,M-1,action-pack,,,,2026-03-10,', 'P-2,M-2,action-pack,,,,2026-03-20,'];

const renaming: Script = {
  begin: () => twoPartners(PACKS),
  steps: [
    ['the notices of 2027-02-08', (program) => program.daily('2027-02-08')],
    ['rename-membership', command('2027-02-09', RENAME)],
    ['a delivery', event('2027-02-10', 'delivery')],
    ['record-payment', command('2027-03-12', PAY)],
    ['a bounce of the closed cycle', event('2027-03-14', 'bounce')],
    [
      'a payment of P-2 while a notice is on its way',
      whileSending(
        (program) => program.daily('2027-03-21'),
        command('2027-03-21', { ...PAY, partnerId: 'P-2', membershipId: 'M-2', paidOn: '2027-03-21' }),
      ),
    ],
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
    ['correct-membership', command('2027-02-19', { ...CORRECT_DATE, membershipId: 'M-2', purchasedOn: '2026-03-25' })],
    ['record-payment', command('2027-03-27', { ...PAY, membershipId: 'M-2', paidOn: '2027-03-26' })],
    ['the workflows of 2027-04-30', (program) => program.daily('2027-04-30')],
  ],
};

const UPGRADE = { command: 'upgrade-to-gold', membershipId: 'M-2', goldMembershipId: 'G-2', paidOn: '2027-02-03' };

/** Silver competencies of merged partners, of which the one that leads is upgraded. */
const joining: Script = {
  begin: async () => {
    const silver = (id: string, competency: string, on: string) =>
      `P-${id},M-${id},competency,${competency},silver,true,${on},`;
    const program = await twoPartners(
      [silver('1', 'DevOps', '2026-03-10'), silver('2', 'Security', '2026-05-20')],
      lateConfig,
    );
    await program.merge('P-2', 'P-1', '2027-02-01');
    return program;
  },
  steps: [['upgrade-to-gold', command('2027-02-03', { ...UPGRADE, reference: 'w' })]],
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

const SET_LISTING = { command: 'set-listing', displayName: 'One', country: 'KR', url: 'https://p-1.example/learn' };
const ATTESTED = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };

/** Of a partner that may deliver courseware to others. */
const losingTrainers: Script = {
  begin: () => twoPartners(['P-1,M-1,learning-action-pack,,,,2026-05-01,']),
  steps: [
    ['record-account-profile', command('2027-02-01', { command: 'record-account-profile', setUpOn: '2027-02-01' })],
    ['an import without trainers', load('2027-02-02', { partners: ['P-1,Partner P-1,KR,p-1.example,,0'] })],
    ['the workflows of 2027-02-02', (program) => program.daily('2027-02-02')],
  ],
};

/** Of each workflow an item that was set aside. */
const takingUp: Script = {
  begin: async () => {
    const program = await twoPartners(['P-1,M-1,competency,DevOps,silver,true,2026-03-10,']);
    await command('2027-02-01', { ...SET_LISTING, ...ATTESTED })(program);
    const { kpiLedgers, listings, memberships } = program.store;
    await putAside(program, 'kpi-refresh', '-', kpiLedgers.key(P1));
    await putAside(program, 'directory-submission', '-', listings.key(P1));
    await putAside(program, 'renewal-notices', 'M-1', memberships.key({ ...P1, membershipId: 'M-1' }));
    return program;
  },
  steps: [['retry-set-aside', command('2027-02-17', { command: 'retry-set-aside', ticket: '1' })]],
};

const P1 = { partnerId: 'P-1' };

async function putAside({ table, store }: MemoryProgram, workflow: Workflow, subject: string, key: Key): Promise<void> {
  const item = (await table.get(key)) as Item & Key;
  const since = civilDateOf('2027-02-15');
  await table.put(
    { ...item, ...setAsideAttributes(workflow, since, { ...P1, subject }) },
    { version: Number(item.version) },
  );
  const failed = { since, lastOn: since, version: 1, reason: 'broken', setAsideOn: since, notices: {}, stamp: null };
  await store.failureRecords.create({ ...P1, workflow, subject, ...failed });
}

/** Employees whose skills are counted when a membership is looked at. */
const counting: Script = {
  begin: async () => {
    const program = await twoPartners(['P-1,M-1,competency,DevOps,silver,true,2026-05-01,'], configOf());
    await load('2027-02-01', { employees: ['P-1,E-1,Bo,2026-01-01,'] })(program);
    return program;
  },
  steps: [['the workflows of 2027-02-02', (program) => program.daily('2027-02-02')]],
  // Somebody else has written the ledger: whoever reads it next counts again.
  compared: (program) => program.stored().filter((item) => !item.includes('SKILLS')),
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

const KIM = { address: 'kim@p-1.example', employeeId: null, names: new Set(['Kim']) };
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
    ['an import of lines', load('2027-02-16', { invoices: [line('1', '8')] })],
    ['a refresh of KPI that no membership needs', (program) => program.refreshKpi('2027-02-16')],
    ['correct-membership', command('2027-02-16', { ...CORRECT_DATE, purchasedOn: '2026-05-02' })],
    ['the names of an erasure', ({ store }) => keepNames(store, 'P-1', KIM)],
    ['erase-person', command('2027-02-17', ERASE)],
    ['the end of the erasure', ({ store }) => forgetNames(store, ['P-1'], KIM)],
    ['a publication', (program) => program.directory('publish', '2027-03-01')],
  ],
};

/** P-1 waits for a landing page that P-2 holds, and gives up. */
const landingPage: Script = {
  begin: async () => {
    const program = await twoPartners(['P-1,M-1,learning-action-pack,,,,2026-05-01,']);
    const list = { ...SET_LISTING, ...ATTESTED };
    await command('2027-02-08', { ...list, partnerId: 'P-2' })(program);
    await command('2027-02-09', list)(program);
    await command('2027-02-10', { ...list, partnerId: 'P-2', url: 'https://p-2.example/learn' })(program);
    return program;
  },
  steps: [['a submission', (program) => program.directory('submit', '2027-02-16')]],
};

const FILES: Partial<Record<Kind, string[]>> = {
  partners: ['P-1,One,KR,one.example,,5', 'P-3,Three,KR,,,1'],
  contacts: ['P-1,mpn-admin,Bo,bo@p-1.example,en'],
  memberships: ['P-1,M-2,action-pack,,,,2026-06-01,', 'P-2,M-3,competency,DevOps,silver,true,2026-06-01,'],
  invoices: [line('1', '8')],
  listings: ['P-1,One,KR,https://one.example/learn,true,true,true'],
  employees: ['P-1,E-1,Bo,2026-01-01,'],
  achievements: ['P-1,E-1,C,2026-01-01,'],
  performance: ['P-1,DevOps,revenue,7,2027-01-01'],
  tokens: ['P-1,M-1,T-2,token,Azure,5,,,2026-07-01,,,,'],
};

const importing: Script = {
  begin: async () => {
    const program = await twoPartners(['P-1,M-1,competency,DevOps,silver,true,2026-05-01,'], configOf());
    await program.daily('2027-01-31');
    return program;
  },
  steps: Object.entries(FILES).map(([kind, rows]) => [kind, load('2027-02-01', { [kind]: rows })]),
};

/** An item is taken out of the index of what is due, as code of another release would have stored it. */
const reindexing: Script = {
  begin: () => twoPartners(['P-1,M-1,action-pack,,,,2026-05-01,']),
  steps: [
    [
      'a reindexing',
      async ({ memory, store }) => {
        const table = new Table(
          memory.client(async (_, perform) => perform()),
          MEMORY_TABLE,
        );
        const item = await table.get(store.memberships.key({ partnerId: 'P-1', membershipId: 'M-1' }));
        if (item === null) throw new Error('there is no membership');
        const { dueWork: _, dueOn: __, ...elsewhere } = item;
        const stored = elsewhere as typeof item & Key;
        await table.put(stored, { version: Number(item.version) });
        await reindexItems(store, [stored], NOTHING_READ, true);
      },
    ],
  ],
};

/** A change is told, and gets its number. */
const telling: Script = {
  begin: () => twoPartners(['P-1,M-1,action-pack,,,,2026-05-01,']),
  steps: [
    [
      'an event',
      async ({ store, table }) => {
        const after = await table.get(store.partners.key({ partnerId: 'P-1' }));
        const change = { before: null, after: after as Item & Key, at: '2026-05-02T00:00:00Z' };
        const raise = (_: unknown, error: Error) => {
          throw error;
        };
        await publishChanges([change], { store, publish: async () => {}, onUnreadable: raise });
      },
    ],
    ['an incomplete run', (program) => program.refreshKpiInPart('2026-06-15')],
  ],
};

/** By what is done in them. */
export const SCRIPTS: readonly (readonly [what: string, script: Script])[] = [
  ['every command', commands],
  ['a renaming', renaming],
  ['an event while a payment is reversed', reversing(['reverse-payment', interrupted(reverse, 'MEMBERSHIP#', lost)])],
  ['a payment that is reversed during an event', reversing(['an event', interrupted(lost, 'CYCLE#', reverse)])],
  ['a merge, and what follows it', merging],
  ['a merge of everything', mergingAll],
  ['an upgrade of what is renewed with another', joining],
  ['a published month', publishing],
  ['a listing', listing],
  ['a landing page', landingPage],
  ['the loss of the last trainer', losingTrainers],
  ['imports', importing],
  ['events', telling],
  ['an item that fails', settingAside],
  ['what is taken up again', takingUp],
  ['a count of skills', counting],
  ['items of another release', reindexing],
];
