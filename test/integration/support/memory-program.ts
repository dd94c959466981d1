/** The program on a table in memory: files, commands, merges, the daily workflows and mail events, each on a day. */
import { Readable } from 'node:stream';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import { decideMembershipEnd } from '../../../shared/domain/merge/membership-end.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { type Condition, type Item, type Key, Table } from '../../../shared/store/table.ts';
import { recordCompletedRun, recordIncompleteRun } from '../../../shared/sweep/completed-runs.ts';
import type { Run } from '../../../shared/sweep/run.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import type { Sweep } from '../../../shared/sweep/sweep.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { type CommandOutcome, executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { explain } from '../../../shared/workflows/explain/explain.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { type MergeResult, runMerge } from '../../../shared/workflows/merge/run-merge.ts';
import { readMemberships } from '../../../shared/workflows/reads/memberships.ts';
import { assembleBatch } from '../../../shared/workflows/sweeps/assemble-batch.ts';
import { directorySweep } from '../../../shared/workflows/sweeps/directory-sweep.ts';
import { kpiSweep } from '../../../shared/workflows/sweeps/kpi-sweep.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { importStream } from '../../import-stream.ts';
import { largeObjects } from '../../large-objects.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { csv, NO_LIMITS } from '../import/import-rows.ts';
import { NEVER, type Tripwire, WatchedTable } from './tripwire.ts';

const WORK = {
  'renewal-notices': { workflow: 'renewal-notices', decide: decideDailyNotices },
  'grace-expiry': { workflow: 'grace-expiry', decide: decideMembershipEnd },
} as const;

export type SentMail = { to: string; text: string; on: string; noticeId: string };

/** What is stored, without who wrote it, how often, and in how many attempts. */
const INCIDENTAL = /"(version|ledgerVersion|mergeId|runId|at|messageId)":("[^"]*"|\{"N":"\d+"\}|\{"S":"[^"]*"\})/g;

type AroundWrite = (item: Item & Key, write: () => Promise<void>) => Promise<void>;

class MemoryTable extends Table {
  readonly #around: AroundWrite;

  constructor(memory: MemoryDynamoDb, around: AroundWrite) {
    super(
      memory.client(async (_, perform) => perform()),
      MEMORY_TABLE,
    );
    this.#around = around;
  }

  override put(item: Item & Key, condition: Condition): Promise<void> {
    return this.#around(item, () => super.put(item, condition));
  }
}

export class MemoryProgram {
  readonly config: ProgramConfig;
  readonly memory: MemoryDynamoDb;
  /** Around each write of an item. */
  aroundWrite: AroundWrite = (_, write) => write();
  readonly table: Table;
  readonly store: Store;
  readonly mails: SentMail[];
  /** While a mail is on its way. */
  whileSending: () => Promise<unknown> = async () => {};
  /** Whether the mail service takes none for now. */
  refusesMails = false;

  /** @param from of which it begins as a copy */
  constructor(config: ProgramConfig = configOf({ profileReviewMaxAgeDays: 3650 }), from?: MemoryProgram) {
    this.config = config;
    this.memory = from?.memory.copy() ?? new MemoryDynamoDb();
    this.mails = [...(from?.mails ?? [])];
    this.table = new MemoryTable(this.memory, (item, write) => this.aroundWrite(item, write));
    this.store = openStore(this.table, config);
  }

  /** Another program, of which all is as it is here. */
  copy(): MemoryProgram {
    return new MemoryProgram(this.config, this);
  }

  /** @returns the problems of rejected rows */
  async load(rows: Partial<Record<Kind, string[]>>, on: string): Promise<string[]> {
    const problems: string[] = [];
    for (const kind of KINDS) {
      const stream = Readable.from([Buffer.from(csv(kind, ...(rows[kind] ?? [])))]);
      const run = { asOf: civilDateOf(on), runId: `import-${on}`, startedAt: `${on}T01:00:00Z`, now: () => 0 };
      const call = { ...run, store: this.store, config: this.config, limits: NO_LIMITS };
      const part = await importStream(kind, stream, call);
      problems.push(...part.problems.map(formatProblem));
    }
    return problems;
  }

  deps(on: string, wire = NEVER) {
    const send = async (mail: OutgoingMail) => {
      await this.whileSending();
      if (this.refusesMails) return { outcome: 'not-accepted' as const, reason: 'throttled' };
      this.mails.push({ to: mail.to, text: JSON.stringify(mail), on, noticeId: mail.noticeId });
      return { outcome: 'sent' as const, messageId: `m${this.mails.length}` };
    };
    const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
    const reports = { bucket: 'r', put: async () => {} };
    const store = openStore(new WatchedTable(this.table, wire), this.config);
    return { store, config: this.config, post, operators: 'operators@vendor.example', reports };
  }

  async give(json: Record<string, unknown>, on: string, wire: Tripwire = NEVER): Promise<CommandOutcome> {
    const parsed = parseCommand(json);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    const command = parsed.command as ChangingCommand;
    const asOf = civilDateOf(on);
    const call = { asOf, runId: `command-${on}`, now: `${on}T00:00:00Z`, commandId: commandIdOf(command, asOf) };
    return executeCommand(command, call, this.deps(on, wire));
  }

  /** @param failing how many memberships cannot be done */
  async sweep(workflow: keyof typeof WORK, on: string, failing = 0): Promise<void> {
    await this.#run(membershipSweep(WORK[workflow], this.deps(on)), on, null, failing);
  }

  /** With the record of the run. */
  async refreshKpi(on: string): Promise<void> {
    await recordCompletedRun(this.store, await this.#run(kpiSweep(this.deps(on)), on, null));
  }

  /** With the record that it did not do everything. */
  async refreshKpiInPart(on: string): Promise<void> {
    await recordIncompleteRun(this.store, await this.#run(kpiSweep(this.deps(on)), on, null), 1);
  }

  /** With the month's batch. */
  async directory(phase: NonNullable<Run['phase']>, on: string): Promise<void> {
    const deps = this.deps(on);
    await assembleBatch(deps.store, largeObjects(deps.reports), await this.#run(directorySweep(deps), on, phase));
  }

  async #run<Facts>(work: Sweep<Facts>, on: string, phase: Run['phase'], failing = 0): Promise<Run> {
    const { workflow } = work;
    const startedAt = `${on}T08:00:00Z`;
    const facts = { workflow, asOf: civilDateOf(on), dryRun: false, isPartial: false, startedAt, reason: null, phase };
    const run = { runId: `${workflow}-${on}`, ...facts };
    const state = {
      run,
      segment: { index: 0, shards: [], partnerIds: ['P-1', 'P-2', 'P-3'] },
      mode: 'sweep' as const,
      page: 0,
      cursor: null,
      totals: null,
      settleBefore: null,
    };
    const { totals } = await runPages(work, { state, now: startedAt });
    if (totals?.failed !== failing) throw new Error(`${workflow} of ${on}: ${JSON.stringify(totals)}`);
    return run;
  }

  async daily(on: string): Promise<void> {
    await this.sweep('renewal-notices', on);
    await this.sweep('grace-expiry', on);
  }

  /** @returns the output of the execution */
  async merge(from: string, into: string, on: string, name = 'once', wire: Tripwire = NEVER) {
    let now = Date.parse(`${on}T09:00:00Z`);
    const begun = { input: { into, from }, execution: `${name}-${on}`, startedAt: `${on}T09:00:00Z` };
    let state: MergeResult | (typeof begun & { progress: null }) = { ...begun, progress: null };
    for (let steps = 0; steps < 50; steps += 1) {
      const { input, execution, startedAt, progress } = state;
      const step = { state: { input, execution, startedAt, progress }, now: new Date(now).toISOString() };
      const result = await runMerge(step, this.deps(on, wire));
      if (!result.valid) throw new Error(String(result.cause));
      if (result.done) return result.output;
      if (result.wait) now += 150_000;
      state = result;
    }
    throw new Error('no end');
  }

  event(
    noticeId: string,
    told: { what: 'delivered' } | { what: 'lost'; loss: 'permanent' | 'temporary'; reason: string },
    on: string,
  ) {
    const at = `${on}T12:00:00.000Z`;
    const event: MailEvent = { noticeId, messageId: 'm', subject: 's', at, mailedAt: at, ...told };
    return processMailEvent(event, { runId: `mail-event-${on}`, now: at, asOf: civilDateOf(on) }, this.deps(on));
  }

  async explained(scope: { partnerId: string; membershipId?: string; noticeId?: string }): Promise<string[]> {
    return (await explain(this.store, scope, 'UTC')).map(({ text }) => text);
  }

  /** A membership as it is stored under a name; a stub, if it has another name now. */
  async membership(partnerId: string, membershipId: string): Promise<Membership> {
    const stored = await this.store.memberships.get({ partnerId, membershipId });
    if (stored === null) throw new Error(`there is no ${partnerId} ${membershipId}`);
    return stored.value;
  }

  /** The ids and states of a partner's memberships, stubs left out. */
  async states(partnerId: string): Promise<string[]> {
    const all = await readMemberships(this.store, partnerId);
    return all
      .filter(({ status }) => status.name !== 'moved')
      .map(({ membershipId, status, cycle }) => `${membershipId} ${status.name} ${cycle}`)
      .toSorted();
  }

  /** Everything stored but commands, to compare. */
  stored(): string[] {
    return this.memory
      .dump()
      .filter((item) => !item.includes('COMMAND#'))
      .map((item) => inOrder(item).replaceAll(INCIDENTAL, ''));
  }
}

/** The order of fields is not kept in the table. */
export const inOrder = (json: string): string =>
  JSON.stringify(JSON.parse(json), (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** Something that stops whoever makes the call. */
export const stop = async (): Promise<void> => {
  throw new Error('stopped');
};
