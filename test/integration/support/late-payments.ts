/** Two partners whose days are played in memory, with one payment recorded on its day or later. */
import { type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { anniversary, type Membership } from '../../../shared/domain/memberships/membership.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { decideMembershipEnd } from '../../../shared/domain/merge/membership-end.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { type MergeResult, runMerge } from '../../../shared/workflows/merge/run-merge.ts';
import { readMemberships } from '../../../shared/workflows/reads/memberships.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { config as configOf } from '../../unit/rules/support.ts';
import { NEVER, type Tripwire, WatchedTable } from './tripwire.ts';

const levels = ['DevOps', 'Security'].flatMap((competency) => [
  { competency, level: 'gold', learningOption: true, mct: 4 },
  { competency, level: 'silver', learningOption: true, mct: 2 },
]);
export const lateConfig = configOf({
  profileReviewMaxAgeDays: 3650,
  programYears: [{ from: '2025-07-01', to: '2035-06-30', requirements: levels }],
});

/** P-3 is there for chains of merges. */
const PARTNERS = ['P-1', 'P-2', 'P-3'] as const;
export type Bought = { partnerId: (typeof PARTNERS)[number]; membershipId: string; terms: Terms; on: string };
export type Event =
  | { on: string; sweep: 'renewal-notices' | 'grace-expiry' }
  | { on: string; merge: { into: string; from: string } }
  | { on: string; command: Record<string, unknown> & { command: string; partnerId: string } };

export type Played = {
  store: Store;
  mails: { to: string; subject: string; text: string; on: string }[];
  /** Of each command: done, or the rule and the reason of its refusal. */
  answers: string[];
  memberships: () => Promise<Membership[]>;
};

const WORK = {
  'renewal-notices': { workflow: 'renewal-notices', decide: decideDailyNotices },
  'grace-expiry': { workflow: 'grace-expiry', decide: decideMembershipEnd },
} as const;

const FIRST_DAY = civilDateOf('2027-01-01');

/** Begins with the memberships as imported on 2027-01-01, and plays the events in their order. */
export async function begin(bought: readonly Bought[]) {
  const table = new Table(
    new MemoryDynamoDb().client(async (_, perform) => perform()),
    'memory',
  );
  const store = openStore(table, lateConfig);
  for (const partnerId of PARTNERS)
    await store.partners.create({
      partnerId,
      name: partnerId,
      country: 'KR',
      verifiedDomains: [],
      profileReviews: [FIRST_DAY],
      mctCount: 4,
      contacts: [{ role: 'global-admin', name: 'Kim', email: `kim@${partnerId}.example`, locale: 'en' }],
      unreachable: [],
      history: NO_HISTORY,
      ...NEVER_MERGED,
    });
  for (const { partnerId, membershipId, terms, on } of bought) {
    const facts = { partnerId, membershipId, purchasedOn: civilDateOf(on), paidThroughCycle: 0 };
    await store.memberships.create(newMembership(terms, facts, FIRST_DAY));
  }
  return new LateProgram(table, store);
}

export class LateProgram {
  readonly table: Table;
  readonly store: Store;
  readonly mails: { to: string; text: string; on: string }[] = [];

  constructor(table: Table, store: Store) {
    this.table = table;
    this.store = store;
  }

  /** @returns of each command `done`, or the rule and the reason of its refusal */
  async play(events: readonly Event[]): Promise<string[]> {
    const answers: string[] = [];
    for (const event of events) {
      if ('sweep' in event) await this.#sweep(event.sweep, event.on);
      else if ('merge' in event) await this.#merge(event.merge, event.on);
      else answers.push(await this.give(event.command, event.on));
    }
    return answers;
  }

  #deps(on: string, wire = NEVER) {
    const send = async (mail: OutgoingMail) => {
      this.mails.push({ to: mail.to, text: JSON.stringify(mail), on });
      return { outcome: 'sent' as const, messageId: `m${this.mails.length}` };
    };
    const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
    const reports = { bucket: 'r', put: async () => {} };
    const store = openStore(new WatchedTable(this.table, wire), lateConfig);
    return { store, config: lateConfig, post, operators: 'operators@vendor.example', reports };
  }

  async give(json: Record<string, unknown>, on: string, wire: Tripwire = NEVER): Promise<string> {
    const parsed = parseCommand(json);
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    const command = parsed.command as ChangingCommand;
    const asOf = civilDateOf(on);
    const call = { asOf, runId: `command-${on}`, now: `${on}T00:00:00Z`, commandId: commandIdOf(command, asOf) };
    const { outcome, rule, reason } = await executeCommand(command, call, this.#deps(on, wire));
    return outcome === 'done' ? 'done' : `${rule} ${reason}`;
  }

  async #sweep(workflow: keyof typeof WORK, on: string): Promise<void> {
    const asOf = civilDateOf(on);
    const startedAt = `${on}T08:00:00Z`;
    const run = { runId: `${workflow}-${on}`, workflow, asOf, dryRun: false, isPartial: false, startedAt };
    const state = {
      run: { ...run, reason: null, phase: null },
      segment: { index: 0, shards: [], partnerIds: [...PARTNERS] },
      mode: 'sweep' as const,
      page: 0,
      cursor: null,
      totals: null,
      settleBefore: null,
    };
    const { totals } = await runPages(membershipSweep(WORK[workflow], this.#deps(on)), { state, now: startedAt });
    if (totals?.failed !== 0) throw new Error(`${workflow} of ${on}: ${JSON.stringify(totals)}`);
  }

  async #merge(input: { into: string; from: string }, on: string): Promise<void> {
    let now = Date.parse(`${on}T09:00:00Z`);
    const begun = { input: { ...input, ticket: 'T' }, execution: `merge-${on}`, startedAt: `${on}T09:00:00Z` };
    let state: MergeResult | (typeof begun & { progress: null }) = { ...begun, progress: null };
    for (let steps = 0; steps < 50; steps += 1) {
      const { input: given, execution, startedAt, progress } = state;
      const step = { state: { input: given, execution, startedAt, progress }, now: new Date(now).toISOString() };
      const result = await runMerge(step, this.#deps(on));
      if (!result.valid) throw new Error(String(result.cause));
      if (result.done) return;
      if (result.wait) now += 150_000;
      state = result;
    }
    throw new Error('no end');
  }

  /** All memberships that have not been moved away, by id. */
  async memberships(): Promise<Membership[]> {
    const all = await Promise.all(PARTNERS.map((partnerId) => readMemberships(this.store, partnerId)));
    return all
      .flat()
      .filter(({ status }) => status.name !== 'moved')
      .toSorted((a, b) => (a.membershipId < b.membershipId ? -1 : 1));
  }

  /** What holds: a line for each membership, without when it was recorded. */
  async state(): Promise<string[]> {
    return (await this.memberships()).map((membership) => {
      const { membershipId, partnerId, cycle, status, terms, covers, consolidation } = membership;
      // Which execution ended it differs, of course.
      const fields = [
        partnerId,
        cycle,
        anniversary(membership),
        { ...status, stamp: null },
        terms,
        covers,
        consolidation,
      ];
      return `${membershipId} ${fields.map((field) => stable(field)).join(' ')}`;
    });
  }
}

/** The order of fields is not kept in the table. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

export const daysAfter = (day: string, days: number): CivilDate =>
  civilDateOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10));
