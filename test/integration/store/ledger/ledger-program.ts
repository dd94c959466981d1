import { afterAll, beforeAll, beforeEach } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import type { MailEvent } from '../../../../shared/domain/notices/mail-events/mail-event.ts';
import { type Contact, NEVER_MERGED } from '../../../../shared/domain/partners/partner.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail, SendOutcome } from '../../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../../shared/store/store.ts';
import type { Table } from '../../../../shared/store/table.ts';
import { previousRunOn } from '../../../../shared/sweep/planned-runs.ts';
import type { PageCall } from '../../../../shared/sweep/sweep.ts';
import { executeCommand } from '../../../../shared/workflows/commands/execute-command.ts';
import { processMailEvent } from '../../../../shared/workflows/mail-events/process-mail-event.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import { sampleConfig } from '../../import/import-rows.ts';
import { startTestTables, type TestTables } from '../../support/test-tables.ts';

export let tables: TestTables;
export let table: Table;
export let store: Store;
export let mails: OutgoingMail[];

/** What the mail service answers next; then it accepts. */
let answers: (SendOutcome | null)[];
export const config = sampleConfig();
export const KIM: Contact = { role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'en' };
export const LEE: Contact = { role: 'mpn-admin', name: 'Lee', email: 'lee@contoso.example', locale: 'en' };
export const LAP = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
export const M1 = { partnerId: 'P-1', membershipId: 'M1' };

export function answerWith(...next: SendOutcome[]): void {
  answers = next;
}

export function depsOf(target = store) {
  const send = async (mail: OutgoingMail): Promise<SendOutcome> => {
    mails.push(mail);
    return answers.shift() ?? { outcome: 'sent', messageId: `m${mails.length}` };
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  return {
    store: target,
    config,
    post,
    operators: 'operators@vendor.example',
    reports: { bucket: 'r', put: async () => {} },
  };
}

export type More = { dryRun?: boolean; settle?: boolean; phase?: 'remind' | 'submit' | 'publish' | null };

/**
 * One item of a run, as the page does it. `settle`: five minutes later, the claims of the first minute have had their
 * time.
 */
export function callOf(
  workflow: PageCall['run']['workflow'],
  day: string,
  { dryRun = false, settle = false, phase = null }: More,
): PageCall {
  const asOf = civilDateOf(day);
  const runId = `run-${day}`;
  const now = settle ? `${day}T08:05:00Z` : `${day}T08:00:00Z`;
  const settleBefore = settle ? `${day}T08:01:00Z` : null;
  const startedAt = `${day}T08:00:00Z`;
  return {
    run: { runId, workflow, asOf, dryRun, isPartial: false, startedAt, reason: null, phase },
    mode: settle ? 'settle' : 'sweep',
    settling: { runId, asOf, now, settleBefore, previousRunOn: previousRunOn(workflow, asOf), policy: config },
  };
}

export async function act(workflow: 'renewal-notices' | 'grace-expiry', day: string, more: More = {}) {
  const decide = workflow === 'renewal-notices' ? decideNotices : decideExpiry;
  const sweep = membershipSweep({ workflow, decide }, depsOf());
  const [item] = await sweep.read(await sweep.keysOf('P-1'));
  return sweep.act(item!, callOf(workflow, day, more));
}

/** A membership whose requirements were looked at before. */
export const loaded = (...parameters: Parameters<typeof newMembership>) => ({
  ...newMembership(...parameters),
  evaluateOn: null,
});

export const membership = async () => (await store.memberships.get(M1))!.value;
export const notice = async (stage = '-30') => (await membership()).notices[stage]?.notices[0];
export const partner = async () => (await store.partners.get(M1))!.value;
export const listing = async () => (await store.listings.get(M1))!.value;

export const setContacts = async (...contacts: Contact[]) => {
  const read = (await store.partners.get(M1))!;
  await store.partners.replace(read, { ...read.value, contacts, unreachable: [] });
};

export const pay = (day: string, target = store) =>
  executeCommand(
    { command: 'record-payment', ...M1, paidOn: civilDateOf(day), reference: 'wire' },
    { asOf: civilDateOf(day), runId: 'command', now: `${day}T00:00:00Z`, commandId: 'C-1' },
    depsOf(target),
  );
export const noticeIdOf = (address: string) => mails.find(({ to }) => to === address)?.noticeId ?? '';
export const UNANSWERED: SendOutcome = { outcome: 'unanswered', reason: 'TimeoutError: no answer' };

/** The mail, and the event about it. */
export const WHEN = { mailedAt: '2027-08-02T08:00:00.000Z', at: '2027-08-03T08:59:00.000Z' };

export const event = (noticeId: string, of: Partial<MailEvent> = {}): MailEvent =>
  ({
    noticeId,
    messageId: 'm9',
    subject: 'S',
    ...WHEN,
    what: 'lost',
    reason: 'bounce',
    loss: 'permanent',
    ...of,
  }) as MailEvent;

export const take = (given: MailEvent, day = '2027-08-03') =>
  processMailEvent(given, { runId: 'event', now: `${day}T09:00:00Z`, asOf: civilDateOf(day) }, depsOf());

/** A table of its own for each test: a partner with one admin, and a Learning Action Pack of AD 2027-09-01. */
export function startLedgerProgram(): void {
  beforeAll(async () => {
    tables = await startTestTables();
  });
  afterAll(() => tables.stop());
  /** A partner with one admin, and a Learning Action Pack of AD 2027-09-01. */
  beforeEach(async () => {
    table = await tables.create();
    store = openStore(table, config);
    mails = [];
    answers = [];
    await store.partners.create({
      partnerId: 'P-1',
      name: 'Contoso',
      country: 'KR',
      verifiedDomains: ['contoso.example'],
      profileReviews: [civilDateOf('2027-07-30')],
      mctCount: 1,
      contacts: [KIM],
      unreachable: [],
      ...NEVER_MERGED,
      history: NO_HISTORY,
    });
    const facts = { ...M1, purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
    await store.memberships.create(loaded(LAP, facts, civilDateOf('2027-01-01')));
  });
}
