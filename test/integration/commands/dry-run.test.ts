/** A dry run answers what the command would, and writes and sends nothing (R-OPS-3). */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import { WriteConflict } from '../../../shared/errors.ts';
import { operatorCommand, parseCommand } from '../../../shared/import/commands/command.ts';
import { DryRunTable } from '../../../shared/store/dry-run-table.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { ACTION_PACK, config as configOf, contact, LAP, partner, SILVER_LEARNING } from '../../unit/rules/support.ts';

const requirements = [
  { competency: 'DevOps', level: 'gold', learningOption: true, mct: 4 },
  { competency: 'DevOps', level: 'silver', learningOption: true, mct: 2 },
  { competency: 'Security', level: 'silver', learningOption: false, mct: 1 },
];
const config = configOf({ programYears: [{ from: '2026-07-01', to: '2028-06-30', requirements }] });

/** P-1 with an Action Pack and silver of AD 2027-03-01, an invoice line, and a Learning Action Pack whose window has closed. */
async function program() {
  const memory = new MemoryDynamoDb();
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    'memory',
  );
  const store = openStore(table, config);
  await store.partners.create(partner());
  const bought = (membershipId: string, terms: Terms, on: string) =>
    newMembership(
      terms,
      { partnerId: 'P-1', membershipId, purchasedOn: civilDateOf(on), paidThroughCycle: 0 },
      civilDateOf('2027-01-01'),
    );
  await store.memberships.create(bought('A1', ACTION_PACK, '2026-03-01'));
  await store.memberships.create(bought('S1', SILVER_LEARNING, '2026-03-01'));
  await store.memberships.create(bought('L1', LAP, '2026-01-15'));
  const line = { partnerId: 'P-1', invoiceNumber: 'I-1', line: '1', documentType: 'invoice' as const, omlpType: 'MOC' };
  const values = { invoiceDate: civilDateOf('2026-11-16'), purchaseUnits: 1, kpiValue: '40', revenueValue: '10' };
  await store.invoiceLines.create({ ...line, ...values, currency: 'USD', stamp: null });
  return { memory, table, mails: [] as string[] };
}
type Program = Awaited<ReturnType<typeof program>>;

function give(json: object, day: string, { table, mails }: Program) {
  const parsed = parseCommand({ partnerId: 'P-1', ...json });
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed));
  const command = parsed.command as ChangingCommand;
  const asOf = civilDateOf(day);
  const call = { asOf, runId: `command-${day}`, now: `${day}T00:00:00Z`, commandId: commandIdOf(command, asOf) };
  const send = async ({ noticeId }: { noticeId: string }) => {
    mails.push(noticeId);
    return { outcome: 'sent' as const, messageId: `m${mails.length}` };
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  return executeCommand(command, call, {
    store: openStore(table, config),
    config,
    post,
    operators: 'o@vendor.example',
  });
}

const TOKEN = { command: 'issue-token', membershipId: 'A1', tokenId: 'T1', product: 'Office', seats: 5 };
const SUBSCRIPTION = { command: 'issue-token', membershipId: 'A1', tokenId: 'V1', kind: 'visual-studio' };
const REVERSAL = { command: 'reverse-token', ticket: '1', reason: 'a mistake' };
const OF_A1 = { membershipId: 'A1' };
const URL_OF_P1 = 'https://contoso.example/learn';
const LISTING = { displayName: 'Contoso', country: 'KR', url: URL_OF_P1 };
const ATTESTED = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
const OVERRIDE = { membershipId: 'L1', ticket: '1', grantedBy: 'Chris', reason: 'bank strike' };

const TO_MARCH_2 = { membershipId: 'S1', purchasedOn: '2026-03-02', ticket: '7', reason: 'misread' };

/** What operators do on a day, in this order, and what becomes of it. */
const COMMANDS: readonly (readonly [string, object, 'done' | 'refused'])[] = [
  ['2027-03-05', { command: 'record-payment', ...OF_A1, paidOn: '2027-03-05', reference: 'w' }, 'refused'],
  ['2027-03-05', { command: 'record-profile-review', reviewedOn: '2027-03-05', by: 'global-admin' }, 'done'],
  ['2027-03-05', { command: 'record-account-profile', setUpOn: '2027-03-05' }, 'done'],
  ['2027-03-05', { command: 'record-account-profile', setUpOn: '2027-03-06' }, 'refused'],
  ['2027-03-05', { command: 'set-contacts', contacts: [contact({ role: 'mpn-admin' })] }, 'done'],
  ['2027-03-05', { command: 'record-payment', ...OF_A1, paidOn: '2027-03-05', reference: 'w', requestId: 'r' }, 'done'],
  ['2027-03-06', { command: 'resend-notice', ...OF_A1, to: 'kim@contoso.example', ticket: '2' }, 'done'],
  ['2027-03-06', { command: 'reverse-payment', ...OF_A1, reference: 'x', cause: 'error', ticket: '6' }, 'refused'],
  ['2027-03-06', { command: 'reverse-payment', ...OF_A1, reference: 'w', cause: 'error', ticket: '6' }, 'done'],
  ['2027-03-06', { command: 'record-payment', ...OF_A1, paidOn: '2027-03-06', reference: 'w2' }, 'done'],
  ['2027-03-06', { command: 'set-listing', ...LISTING, ...ATTESTED }, 'done'],
  ['2027-03-06', { command: 'grant-override', ...OVERRIDE, until: '2027-03-20' }, 'done'],
  ['2027-03-06', { command: 'decline-renewal', membershipId: 'S1', ticket: '4' }, 'done'],
  ['2027-03-06', { command: 'decline-renewal', membershipId: 'S1', withdraw: true }, 'done'],
  ['2027-03-06', { command: 'decline-renewal', membershipId: 'L1' }, 'refused'],
  ['2027-03-06', { command: 'grant-override', ...OVERRIDE, ...OF_A1, until: '2027-03-20' }, 'refused'],
  ['2027-03-06', { command: 'enrol', offer: 'competency', competency: 'Security', level: 'silver' }, 'done'],
  ['2027-03-06', { command: 'correct-invoice-line', invoiceNumber: 'I-1', line: '1', kpiValue: '41' }, 'done'],
  ['2027-03-06', { command: 'retry-set-aside', ticket: '3' }, 'done'],
  ['2027-03-06', { command: 'correct-membership', ...TO_MARCH_2 }, 'done'],
  ['2027-03-06', { command: 'rename-membership', membershipId: 'L1', to: 'L2', ticket: '5' }, 'done'],
  ['2027-03-06', { command: 'associate-employee', employeeId: 'E-1', name: 'Bo' }, 'done'],
  [
    '2027-03-06',
    { command: 'record-achievement', employeeId: 'E-1', certification: 'C', completedOn: '2027-03-01' },
    'done',
  ],
  ['2027-03-07', { command: 'employee-left', employeeId: 'E-1' }, 'done'],
  ['2027-03-07', { command: 'employee-left', employeeId: 'E-2' }, 'refused'],
  ['2027-03-07', { command: 'record-performance', competency: 'DevOps', metric: 'revenue', value: '7' }, 'done'],
  ['2027-03-07', TOKEN, 'done'],
  ['2027-03-07', { command: 'activate-token', tokenId: 'T1', tenant: 'contoso' }, 'done'],
  ['2027-03-07', { command: 'replace-token', tokenId: 'T1', newTokenId: 'T2', cause: 'wrong-tenant' }, 'done'],
  ['2027-03-07', { ...SUBSCRIPTION, edition: 'professional' }, 'done'],
  ['2027-03-07', { command: 'assign-subscription', tokenId: 'V1', to: 'bo@contoso.example' }, 'done'],
  ['2027-03-07', { ...REVERSAL, tokenId: 'V1', step: 'assignment' }, 'done'],
  ['2027-03-07', { ...REVERSAL, tokenId: 'T1', step: 'activation' }, 'refused'],
  ['2027-03-07', { ...REVERSAL, tokenId: 'T1', step: 'replacement' }, 'done'],
  ['2027-03-08', { command: 'erase-person', employeeId: 'E-1', ticket: '8' }, 'done'],
  ['2027-03-08', { command: 'upgrade-to-gold', membershipId: 'S1', paidOn: '2027-03-08', reference: 'w' }, 'done'],
];

describe('a dry run of a command (R-OPS-3)', () => {
  it('answers what the command then answers; before that, nothing is written or sent', async () => {
    const setup = await program();
    for (const [day, json, outcome] of COMMANDS) {
      const before = { items: setup.memory.dump(), mails: [...setup.mails] };
      const tried = await give({ ...json, dryRun: true }, day, setup);
      expect({ json, items: setup.memory.dump(), mails: setup.mails }).toEqual({ json, ...before });
      const { lines: triedLines, ...answer } = tried;
      const { lines, ...real } = await give(json, day, setup);
      expect({ json, ...answer }).toEqual({ json, ...real });
      expect({ json, outcome: real.outcome }).toEqual({ json, outcome });
      expect(triedLines.map(({ reason }) => reason)).toEqual(lines.map(({ reason }) => reason));
    }
  });

  it('is tried above for every command that changes something', () => {
    const names = operatorCommand.options.map(({ shape }) => shape.command.value);
    const others = ['merge-partners', 'list-benefits', 'explain', 'explain-kpi-discrepancy'];
    const tried = new Set(COMMANDS.map(([, json]) => ('command' in json ? json.command : '')));
    expect([...tried].toSorted()).toEqual(names.filter((name) => !others.includes(name)).toSorted());
  });

  it('says of no decision and no mail that it has happened', async () => {
    const setup = await program();
    await give({ command: 'record-profile-review', reviewedOn: '2027-03-05', by: 'global-admin' }, '2027-03-05', setup);
    const payment = { command: 'record-payment', membershipId: 'A1', paidOn: '2027-03-05', reference: 'w' };
    const { lines } = await give({ ...payment, dryRun: true }, '2027-03-05', setup);
    expect(lines).toMatchObject([
      { what: 'renewed-in-dry-run', inputs: { dryRun: true } },
      { what: 'notice-would-be-sent', email: { kind: 'renewed', to: 'kim@contoso.example' } },
    ]);
  });

  it('answers that a command was done before, as the command given again does', async () => {
    const setup = await program();
    const review = { command: 'record-profile-review', reviewedOn: '2027-03-05', by: 'global-admin', requestId: 'r' };
    await give(review, '2027-03-05', setup);
    expect(await give({ ...review, dryRun: true }, '2027-03-06', setup)).toMatchObject({ repeated: true });
  });
});

describe('the table of a dry run', () => {
  const item = (sk: string, version: number, value = 'new') => ({ pk: 'P', sk, version, value });
  async function table() {
    const memory = new MemoryDynamoDb();
    const real = new Table(
      memory.client(async (_, perform) => perform()),
      'memory',
    );
    for (const sk of ['A#1', 'A#3', 'B#1']) await real.put(item(sk, 1, 'old'), { absent: true });
    return { real, dry: new DryRunTable(real) };
  }
  async function keysOf(items: AsyncGenerator<Item>) {
    const found: unknown[] = [];
    for await (const { sk, value } of items) found.push([sk, value]);
    return found;
  }

  it('reads what was written to it among what is stored, in the order of the keys', async () => {
    const { real, dry } = await table();
    await dry.put(item('A#2', 1), { absent: true });
    await dry.put(item('A#3', 2), { version: 1 });
    expect(await keysOf(dry.all('P', 'A#'))).toEqual([
      ['A#1', 'old'],
      ['A#2', 'new'],
      ['A#3', 'new'],
    ]);
    const first = await dry.query({ partition: 'P', limit: 2 });
    expect(first.items.map(({ sk }) => sk)).toEqual(['A#1', 'A#2']);
    const rest = await dry.query({ partition: 'P', cursor: first.cursor });
    expect(rest).toMatchObject({ items: [{ sk: 'A#3' }, { sk: 'B#1' }], cursor: null });
    expect((await dry.query({ partition: 'P', before: 'A#3' })).items).toHaveLength(2);
    const wanted: Key[] = ['B#1', 'A#2', 'A#9'].map((sk) => ({ pk: 'P', sk }));
    expect((await dry.getAll(wanted)).map(({ sk }) => sk)).toEqual(['B#1', 'A#2']);
    expect(await keysOf(real.all('P'))).toEqual([
      ['A#1', 'old'],
      ['A#3', 'old'],
      ['B#1', 'old'],
    ]);
  });

  it('refuses what the table would refuse: another version, an item that is there, one that is not', async () => {
    const { real, dry } = await table();
    await expect(dry.put(item('A#1', 2), { absent: true })).rejects.toThrow(WriteConflict);
    await expect(dry.put(item('A#1', 3), { version: 2 })).rejects.toThrow(WriteConflict);
    await expect(dry.put(item('A#9', 2), { version: 1 })).rejects.toThrow(WriteConflict);
    const old = item('A#1', 1, 'old');
    await expect(dry.put(item('A#1', 2), { unchanged: ['value'], item: { value: 'x' } })).rejects.toThrow(
      WriteConflict,
    );
    await dry.put(item('A#1', 2), { unchanged: ['value', 'gone'], item: old });
    await dry.put(item('A#1', 3), { version: 2 });
    expect(await real.get({ pk: 'P', sk: 'A#1' })).toEqual(old);
  });
});
