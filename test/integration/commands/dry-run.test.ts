/** A dry run answers what the command would, and writes and sends nothing (R-OPS-3). */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { WriteConflict } from '../../../shared/errors.ts';
import { operatorCommand, parseCommand } from '../../../shared/import/commands/command.ts';
import { DryRunTable } from '../../../shared/store/dry-run-table.ts';
import { openStore } from '../../../shared/store/store.ts';
import { type Item, type Key, Table } from '../../../shared/store/table.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { COMMANDS, commandConfig as config, storeCommandProgram } from '../support/command-script.ts';

async function program() {
  const memory = new MemoryDynamoDb();
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    MEMORY_TABLE,
  );
  await storeCommandProgram(openStore(table, config));
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
      MEMORY_TABLE,
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
