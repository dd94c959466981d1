/**
 * Between the reading and the writing of each workflow and command somebody else writes the same item: nothing of what
 * the other one wrote may be lost. One race for each conditional write of the program.
 */
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import { type Contact, NEVER_MERGED } from '../../../../shared/domain/partners/partner.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail } from '../../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../../shared/store/store.ts';
import type { Table } from '../../../../shared/store/table.ts';
import type { PageInput } from '../../../../shared/sweep/page-state.ts';
import type { Run } from '../../../../shared/sweep/run.ts';
import { runPages } from '../../../../shared/sweep/run-pages.ts';
import type { Sweep } from '../../../../shared/sweep/sweep.ts';
import type { ChangingCommand } from '../../../../shared/workflows/commands/command-call.ts';
import { executeCommand } from '../../../../shared/workflows/commands/execute-command.ts';
import { processMailEvent } from '../../../../shared/workflows/mail-events/process-mail-event.ts';
import { kpiSweep } from '../../../../shared/workflows/sweeps/kpi-sweep.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import { sampleConfig } from '../../import/import-rows.ts';
import { startTestTables, type TestTables } from '../../support/test-tables.ts';
import { RacedTable } from '../../support/tripwire.ts';

let tables: TestTables;
let table: Table;
export let store: Store;
export let mails: OutgoingMail[];

/** Happens while the first mail is on its way. */
let whileSending: (() => Promise<unknown>) | null;
const config = sampleConfig();
export const KIM: Contact = { role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'en' };
export const LEE: Contact = { role: 'mpn-admin', name: 'Lee', email: 'lee@contoso.example', locale: 'en' };
const LAP = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
export const P1 = { partnerId: 'P-1' };
export const M1 = { partnerId: 'P-1', membershipId: 'M1' };

export function duringSend(happens: () => Promise<unknown>): void {
  whileSending = happens;
}

export function depsOf(target: Store) {
  const send = async (mail: OutgoingMail) => {
    const happens = whileSending;
    whileSending = null;
    await happens?.();
    mails.push(mail);
    return { outcome: 'sent' as const, messageId: `m${mails.length}` };
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  const reports = { bucket: 'reports', put: async () => {} };
  return { store: target, config, post, operators: 'operators@vendor.example', reports };
}

/** `first` reads; `meanwhile` happens right before its `nth` write of an item of this sort key. */
export async function race<T>(
  sk: string,
  first: (target: Store) => Promise<T>,
  meanwhile: () => Promise<unknown>,
  nth = 1,
): Promise<T> {
  const raced = new RacedTable(table, sk, meanwhile, nth);
  const result = await first(openStore(raced, config));
  expect(raced.happened).toBe(true);
  return result;
}

export const runOf = (
  workflow: Run['workflow'],
  day: string,
  phase: Run['phase'] = null,
  runId = `${workflow}-${day}`,
): Run => ({
  runId,
  workflow,
  asOf: civilDateOf(day),
  dryRun: false,
  isPartial: false,
  startedAt: `${day}T08:00:00Z`,
  reason: null,
  phase,
});

export function page<Facts>(work: Sweep<Facts>, run: Run) {
  const segment = { index: 0, shards: [], partnerIds: ['P-1'] };
  const state = { run, segment, mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null } as const;
  return runPages(work, { state, now: `${run.asOf}T08:00:00Z` } satisfies PageInput);
}

export const notices = (day: string, target = store) =>
  page(
    membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, depsOf(target)),
    runOf('renewal-notices', day),
  );
export const refresh = (day: string, target = store) => page(kpiSweep(depsOf(target)), runOf('kpi-refresh', day));

export const command = (
  given: ChangingCommand,
  day: string,
  target = store,
  commandId = JSON.stringify(given),
  runId = commandId,
) => executeCommand(given, { asOf: civilDateOf(day), runId, now: `${day}T00:00:00Z`, commandId }, depsOf(target));

export const review = (day: string, target = store) =>
  command({ command: 'record-profile-review', ...P1, reviewedOn: civilDateOf(day), by: 'global-admin' }, day, target);

export const setContacts = (contacts: Contact[], target = store) =>
  command({ command: 'set-contacts', ...P1, contacts }, '2027-08-03', target);

/** A permanent bounce of the notice that went to this address. */
export async function bounce(noticeId: string | undefined, target = store) {
  const mailedAt = '2027-09-03T08:00:00.000Z';
  const about = { noticeId: noticeId ?? '', messageId: 'm', subject: 'A subject', mailedAt, at: mailedAt };
  const event = { ...about, what: 'lost', reason: 'bounce Permanent/General', loss: 'permanent' } as const;
  const call = { runId: 'mail-event', now: '2027-09-03T09:00:00Z', asOf: civilDateOf('2027-09-03') };
  return processMailEvent(event, call, depsOf(target));
}

export const mailTo = (address: string) => mails.find(({ to }) => to === address)?.noticeId;
export const partner = async () => (await store.partners.get(P1))?.value;
export const membership = async (membershipId = 'M1') => (await store.memberships.get({ ...P1, membershipId }))?.value;

/** A table of its own for each test: two partners, each with two admins and a Learning Action Pack of AD 2027-09-01. */
export function startRacedProgram(): void {
  beforeAll(async () => {
    tables = await startTestTables();
  });
  afterAll(() => tables.stop());
  /** Two partners, each with two admins and a Learning Action Pack of AD 2027-09-01. */
  beforeEach(async () => {
    table = await tables.create();
    store = openStore(table, config);
    mails = [];
    whileSending = null;
    for (const partnerId of ['P-1', 'P-2']) {
      await store.partners.create({
        partnerId,
        name: 'Contoso',
        country: 'KR',
        verifiedDomains: ['contoso.example'],
        profileReviews: [civilDateOf('2027-08-20')],
        mctCount: 1,
        contacts: [KIM, LEE],
        unreachable: [],
        ...NEVER_MERGED,
        history: NO_HISTORY,
      });
      const facts = { partnerId, membershipId: 'M1', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
      await store.memberships.create(newMembership(LAP, facts, civilDateOf('2027-01-01')));
    }
  });
}
