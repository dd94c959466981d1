import { afterAll, beforeAll } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import type { MailEvent } from '../../../../shared/domain/notices/mail-events/mail-event.ts';
import { NEVER_MERGED } from '../../../../shared/domain/partners/partner.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail } from '../../../../shared/mail/sender.ts';
import type { Store } from '../../../../shared/store/store.ts';
import { openStore } from '../../../../shared/store/store.ts';
import type { PageInput } from '../../../../shared/sweep/page-state.ts';
import { runPages } from '../../../../shared/sweep/run-pages.ts';
import { executeCommand } from '../../../../shared/workflows/commands/execute-command.ts';
import { processMailEvent } from '../../../../shared/workflows/mail-events/process-mail-event.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import { sampleConfig } from '../../import/import-rows.ts';
import { startTestTables, type TestTables } from '../../support/test-tables.ts';
import { NEVER, Tripwire, WatchedTable } from '../../support/tripwire.ts';

let tables: TestTables;
const config = sampleConfig();

/** A program of one partner and one membership of AD 2027-09-01, and every mail that was accepted. */
export async function program() {
  const table = await tables.create();
  const store = openStore(table, config);
  await store.partners.create({
    partnerId: 'P-1',
    name: 'Contoso',
    country: 'KR',
    verifiedDomains: [],
    profileReviews: [civilDateOf('2027-08-20')],
    mctCount: 0,
    contacts: [{ role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'ko-KR' }],
    unreachable: [],
    ...NEVER_MERGED,
    history: NO_HISTORY,
  });
  const facts = { partnerId: 'P-1', membershipId: 'M1', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
  const terms = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
  await store.memberships.create(newMembership(terms, facts, civilDateOf('2027-01-01')));
  return { table, store, mails: [] as OutgoingMail[] };
}

export type Program = Awaited<ReturnType<typeof program>>;

export function depsOf({ table, mails }: Program, wire: Tripwire) {
  const store: Store = openStore(new WatchedTable(table, wire), config);
  const send = (mail: OutgoingMail) =>
    wire.around(async () => {
      mails.push(mail);
      return { outcome: 'sent' as const, messageId: `m${mails.length}` };
    });
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  const reports = { bucket: 'reports', put: async () => {} };
  return { store, config, post, operators: 'operators@vendor.example', reports };
}

export const WORK = {
  'renewal-notices': { workflow: 'renewal-notices', decide: decideNotices },
  'grace-expiry': { workflow: 'grace-expiry', decide: decideExpiry },
} as const;

export const pageOf = (workflow: keyof typeof WORK, day: string, settleBefore: string | null): PageInput => ({
  state: {
    run: {
      runId: `${workflow}-${day}`,
      workflow,
      asOf: civilDateOf(day),
      dryRun: false,
      isPartial: true,
      startedAt: `${day}T08:00:00Z`,
      reason: null,
      phase: null,
    },
    segment: { index: 0, shards: [], partnerIds: ['P-1'] },
    mode: settleBefore === null ? 'sweep' : 'settle',
    page: 0,
    cursor: null,
    totals: null,
    settleBefore,
  },
  now: settleBefore === null ? `${day}T08:00:00Z` : `${day}T08:05:00Z`,
});

export const sweep = (workflow: keyof typeof WORK, day: string, setup: Program, wire = NEVER) =>
  runPages(membershipSweep(WORK[workflow], depsOf(setup, wire)), pageOf(workflow, day, null));

export const pay = (paidOn: string, recordedOn: string, setup: Program, wire = NEVER) =>
  executeCommand(
    { command: 'record-payment', partnerId: 'P-1', membershipId: 'M1', paidOn: civilDateOf(paidOn), reference: 'wire' },
    { asOf: civilDateOf(recordedOn), runId: 'command', now: `${recordedOn}T00:00:00Z`, commandId: 'C-1' },
    depsOf(setup, wire),
  );

/** An event of the mail service about the first notice, which went to the only admin. */
export async function takeBounce(setup: Program, wire = NEVER) {
  const stored = await setup.store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
  const noticeId = stored?.value.notices['-30']?.notices[0]?.noticeId ?? '';
  const mailedAt = '2027-08-02T08:00:00.000Z';
  const about = { noticeId, messageId: 'm1', subject: 'A subject', mailedAt, at: mailedAt };
  const bounce: MailEvent = { ...about, what: 'lost', reason: 'bounce Permanent/General', loss: 'permanent' };
  const call = { runId: 'mail-event-1', now: '2027-08-02T09:00:00Z', asOf: civilDateOf('2027-08-02') };
  return processMailEvent(bounce, call, depsOf(setup, wire));
}

export const firstNotice = async ({ store }: Program) =>
  (await store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' }))?.value.notices['-30']?.notices[0]?.state;

export const unreachable = async ({ store }: Program) =>
  (await store.partners.get({ partnerId: 'P-1' }))?.value.unreachable.map(({ address }) => address);

/** The mails by notice: a lost answer may repeat one, once. */
export const copies = ({ mails }: Program): number[] =>
  [...Map.groupBy(mails, ({ noticeId }) => noticeId).values()].map((all) => all.length);

export const standing = async ({ store }: Program) => {
  const stored = await store.memberships.get({ partnerId: 'P-1', membershipId: 'M1' });
  return stored && [stored.value.status.name, stored.value.cycle, stored.value.closing];
};

/** How many calls something makes. */
export async function callsOf(run: (setup: Program, wire: Tripwire) => Promise<unknown>): Promise<number> {
  const wire = new Tripwire(-1, 'before', async () => {});
  await run(await program(), wire);
  return wire.calls;
}

/** Tables for the tests of a file. */
export function startTables(): void {
  beforeAll(async () => {
    tables = await startTestTables();
  });
  afterAll(() => tables.stop());
}
