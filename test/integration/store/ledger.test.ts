/** What a run, an event and a report say of each notice, by what the mail service answered (R-NOT-2). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { newClaims } from '../../../shared/domain/notices/ledger.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { type Contact, NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideExpiry } from '../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../shared/domain/renewal/renewal-notices.ts';
import { CorruptItem, MissingItem, WriteConflict } from '../../../shared/errors.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { type Claim, deliver } from '../../../shared/mail/deliver.ts';
import type { OutgoingMail, SendOutcome } from '../../../shared/mail/sender.ts';
import { readDuePage, readOldestDueDate } from '../../../shared/store/due.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { type Condition, type Item, type Key, Table } from '../../../shared/store/table.ts';
import { previousRunOn } from '../../../shared/sweep/planned-runs.ts';
import type { PageCall } from '../../../shared/sweep/sweep.ts';
import { replaceListing } from '../../../shared/workflows/changes/replace-listing.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { recordDeliveries } from '../../../shared/workflows/deliveries/record-deliveries.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { directorySweep } from '../../../shared/workflows/sweeps/directory-sweep.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';

let tables: TestTables;
let table: Table;
let store: Store;
let mails: OutgoingMail[];
/** What the mail service answers next; then it accepts. */
let answers: (SendOutcome | null)[];
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const config = sampleConfig();
const KIM: Contact = { role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'en' };
const LEE: Contact = { role: 'mpn-admin', name: 'Lee', email: 'lee@contoso.example', locale: 'en' };
const LAP = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
const M1 = { partnerId: 'P-1', membershipId: 'M1' };
const SUBJECT = { ...M1, cycle: 7 };

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

function depsOf(target = store) {
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

type More = { dryRun?: boolean; settle?: boolean; phase?: 'remind' | 'submit' | 'publish' | null };

/**
 * One item of a run, as the page does it. `settle`: five minutes later, the claims of the first minute have had their
 * time.
 */
function callOf(
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

async function act(workflow: 'renewal-notices' | 'grace-expiry', day: string, more: More = {}) {
  const decide = workflow === 'renewal-notices' ? decideNotices : decideExpiry;
  const sweep = membershipSweep({ workflow, decide }, depsOf());
  const [item] = await sweep.read(await sweep.keysOf('P-1'));
  return sweep.act(item!, callOf(workflow, day, more));
}
async function directory(phase: 'remind' | 'submit' | 'publish', day: string, more: More = {}) {
  const sweep = directorySweep(depsOf());
  const [item] = await sweep.read(await sweep.keysOf('P-1'));
  return sweep.act(item!, callOf('directory-submission', day, { ...more, phase }));
}

/** A membership whose requirements were looked at before. */
const loaded = (...parameters: Parameters<typeof newMembership>) => ({
  ...newMembership(...parameters),
  evaluateOn: null,
});
const membership = async () => (await store.memberships.get(M1))!.value;
const notice = async (stage = '-30') => (await membership()).notices[stage]?.notices[0];
const partner = async () => (await store.partners.get(M1))!.value;
const listing = async () => (await store.listings.get(M1))!.value;
const setContacts = async (...contacts: Contact[]) => {
  const read = (await store.partners.get(M1))!;
  await store.partners.replace(read, { ...read.value, contacts, unreachable: [] });
};
/** Refuses to write items of this sort key. */
class FailingTable extends Table {
  readonly #inner: Table;
  readonly #sk: string;
  constructor(inner: Table, sk: string) {
    super(undefined as never, inner.name);
    this.#inner = inner;
    this.#sk = sk;
  }
  override get = (key: Key) => this.#inner.get(key);
  override getAll = (keys: readonly Key[]) => this.#inner.getAll(keys);
  override query = (...range: Parameters<Table['query']>) => this.#inner.query(...range);
  override put = async (item: Item & Key, condition: Condition): Promise<void> => {
    if (item.sk.startsWith(this.#sk)) throw new Error('the table is away');
    await this.#inner.put(item, condition);
  };
}
const pay = (day: string, target = store) =>
  executeCommand(
    { command: 'record-payment', ...M1, paidOn: civilDateOf(day), reference: 'wire' },
    { asOf: civilDateOf(day), runId: 'command', now: `${day}T00:00:00Z`, commandId: 'C-1' },
    depsOf(target),
  );
/** As the operators do, on the day after the first events. */
const vouchFor = (contact: Contact) =>
  executeCommand(
    { command: 'set-contacts', partnerId: 'P-1', contacts: [contact] },
    { asOf: civilDateOf('2027-08-04'), runId: 'command', now: '2027-08-04T09:00:00Z', commandId: 'C-2' },
    depsOf(),
  );
const noticeIdOf = (address: string) => mails.find(({ to }) => to === address)?.noticeId ?? '';

const ALERT = { ...M1, alert: { code: 'last-admin-unreachable' } } as const;
const UNANSWERED: SendOutcome = { outcome: 'unanswered', reason: 'TimeoutError: no answer' };
const STAGE = { stage: -30, rule: 'R-NOT-1', reason: 'stage -30 of the renewal is due' };
const EXAMINED = { anniversary: '2027-09-01', asOf: '2027-08-02', eligibility: 'met', profileReviewed: true };

describe('R-NOT-2: a notice of a run', () => {
  const decided = { ...SUBJECT, ...STAGE, what: 'notice-due', inputs: EXAMINED };
  const told = async (what: string) => ({
    ...SUBJECT,
    ...STAGE,
    what,
    inputs: { ...EXAMINED, noticeId: (await notice())?.noticeId },
  });

  it('is sent if SES accepts the mail, with its message id and a line in the report', async () => {
    const outcome = await act('renewal-notices', '2027-08-02');
    const { noticeId } = (await notice())!;
    const subject = mails[0]?.subject;
    const email = { kind: 'renewal', to: KIM.email, role: 'global-admin', locale: 'en', noticeId, subject };
    expect(outcome).toEqual({
      result: 'acted',
      unsettled: 0,
      uncertain: 0,
      setAside: 0,
      lines: [decided, { ...(await told('notice-sent')), email }],
    });
    expect((await notice())?.state).toEqual({ status: 'sent', messageId: 'm1', on: '2027-08-02', subject });
    expect(mails).toMatchObject([{ to: KIM.email, name: 'Kim', noticeId }]);
  });

  it('is undeliverable if SES refuses the mail, with the reason', async () => {
    answers = [{ outcome: 'refused', reason: 'InvalidParameterValue: no such domain' }];
    const outcome = await act('renewal-notices', '2027-08-02');
    const line = { ...(await told('notice-undeliverable')), reason: 'InvalidParameterValue: no such domain' };
    expect(outcome).toEqual({ result: 'acted', unsettled: 0, uncertain: 0, setAside: 0, lines: [decided, line] });
    expect((await notice())?.state).toEqual({
      status: 'undeliverable',
      reason: 'InvalidParameterValue: no such domain',
    });
  });

  it('stays due if SES does not accept the mail twice: the item fails, and the next run sends it', async () => {
    const throttled: SendOutcome = { outcome: 'not-accepted', reason: 'Throttling' };
    answers = [throttled, throttled];
    const outcome = await act('renewal-notices', '2027-08-02');
    const line = { ...(await told('notice-failed')), reason: 'Throttling' };
    expect(outcome).toEqual({ result: 'acted', unsettled: 1, uncertain: 0, setAside: 0, lines: [decided, line] });
    const settled = await act('renewal-notices', '2027-08-02', { settle: true });
    expect(settled).toEqual({ result: 'failed', unsettled: 0, uncertain: 0, setAside: 0, lines: [line] });
    expect((await notice())?.state).toMatchObject({
      status: 'pending',
      unanswered: 0,
      reason: 'Throttling',
      on: '2027-08-02',
    });
    expect(await readOldestDueDate(table, 'renewal-notices', civilDateOf('2027-08-03'))).toBe('2027-08-02');
    expect(await act('renewal-notices', '2027-08-03')).toMatchObject({
      result: 'acted',
      lines: [{ what: 'notice-sent' }],
    });
    expect((await notice())?.state).toMatchObject({ status: 'sent', on: '2027-08-03' });
  });

  it('stays claimed if SES does not answer, is sent once more after the settling time, and is then reported as uncertain once', async () => {
    answers = [UNANSWERED, UNANSWERED];
    const first = await act('renewal-notices', '2027-08-02');
    const line = { ...(await told('notice-unanswered')), reason: 'TimeoutError: no answer' };
    expect(first).toEqual({ result: 'acted', unsettled: 1, uncertain: 0, setAside: 0, lines: [decided, line] });
    expect(await act('renewal-notices', '2027-08-02')).toEqual({
      result: 'skipped',
      unsettled: 1,
      uncertain: 0,
      setAside: 0,
      lines: [],
    });
    const second = await act('renewal-notices', '2027-08-02', { settle: true });
    const again = { ...line, inputs: { ...line.inputs, attempt: 2 } };
    expect(second).toEqual({ result: 'acted', unsettled: 1, uncertain: 0, setAside: 0, lines: [again] });
    expect((await notice())?.state).toMatchObject({ status: 'claimed', attempt: 2 });
    const third = await act('renewal-notices', '2027-08-03', { settle: true });
    expect(third).toEqual({
      result: 'skipped',
      unsettled: 0,
      uncertain: 1,
      setAside: 0,
      lines: [
        {
          ...SUBJECT,
          what: 'notice-uncertain',
          stage: -30,
          rule: 'R-NOT-2',
          reason: 'sent 2 times, no answer and no event',
          inputs: { noticeId: (await notice())?.noticeId },
        },
      ],
    });
    expect(mails).toHaveLength(2);
    expect(await act('renewal-notices', '2027-08-17')).toMatchObject({
      uncertain: 0,
      setAside: 0,
      lines: [{}, { what: 'notice-sent' }],
    });
  });

  it('R-NOT-3: is superseded by the stage of the day if it is still open', async () => {
    answers = [{ outcome: 'not-accepted', reason: 'Throttling' }];
    await act('renewal-notices', '2027-08-02');
    await act('renewal-notices', '2027-08-17');
    expect((await notice())?.state).toEqual({ status: 'skipped', reason: 'superseded' });
    expect((await notice('-15'))?.state.status).toBe('sent');
    expect(mails).toHaveLength(2);
  });

  it('is sent to the next recipient if the one before fails', async () => {
    await setContacts(KIM, LEE);
    answers = [{ outcome: 'not-accepted', reason: 'Throttling' }];
    expect(await act('renewal-notices', '2027-08-02')).toMatchObject({ result: 'acted', unsettled: 1 });
    const states = (await membership()).notices['-30']?.notices.map(({ to, state }) => [to, state.status]);
    expect(states).toEqual([
      [KIM.email, 'pending'],
      [LEE.email, 'sent'],
    ]);
  });

  it('stays due if its mail cannot be composed, and the next recipient gets theirs', async () => {
    await setContacts(KIM, LEE);
    answers = [UNANSWERED, UNANSWERED];
    await act('renewal-notices', '2027-08-02');
    const claims = newClaims({}, (await membership()).notices);
    const contentOf = ({ entry }: Claim): NoticeContent => {
      if (entry.to === KIM.email) throw new Error('no such content');
      return { kind: 'operator-alert', asOf: civilDateOf('2027-08-02'), partnerName: 'Contoso', ...ALERT };
    };
    const sent = await deliver(claims, contentOf, civilDateOf('2027-08-02'), depsOf().post);
    expect(sent.map(({ state, problem, email }) => [state?.status, problem, email?.to])).toEqual([
      ['pending', 'the mail could not be composed: no such content', undefined],
      ['sent', null, LEE.email],
    ]);
  });

  it('is neither written nor sent before it is due, nor in a dry run', async () => {
    const nothing = { result: 'skipped', unsettled: 0, uncertain: 0, setAside: 0, lines: [] };
    expect(await act('renewal-notices', '2027-08-01')).toEqual(nothing);
    expect(await act('renewal-notices', '2027-08-01', { dryRun: true })).toEqual(nothing);
    expect((await store.memberships.get(M1))?.version).toBe(1);
  });

  it('R-NOT-3: is decided about if its stage was missed, although nothing is sent', async () => {
    const { result, lines } = await act('renewal-notices', '2027-10-02');
    expect([result, lines.length, mails]).toEqual(['acted', 7, []]);
  });

  it('is not decided while settling', async () => {
    expect(await act('renewal-notices', '2027-08-02', { settle: true })).toEqual({
      result: 'skipped',
      unsettled: 0,
      uncertain: 0,
      setAside: 0,
      lines: [],
    });
    expect([mails, (await store.memberships.get(M1))?.version]).toEqual([[], 1]);
  });

  it('is reported by a dry run, which writes and sends nothing', async () => {
    const outcome = await act('renewal-notices', '2027-08-02', { dryRun: true });
    expect(outcome).toMatchObject({
      result: 'acted',
      unsettled: 0,
      uncertain: 0,
      setAside: 0,
      lines: [
        decided,
        {
          ...SUBJECT,
          ...STAGE,
          what: 'notice-would-be-sent',
          email: { to: KIM.email, subject: expect.stringMatching(/\w/) },
        },
      ],
    });
    expect([mails, (await store.memberships.get(M1))?.version]).toEqual([[], 1]);
  });

  it('is left to renewal-notices by grace-expiry if it is a reminder', async () => {
    answers = [{ outcome: 'not-accepted', reason: 'Throttling' }];
    await act('renewal-notices', '2027-08-02');
    expect(await act('grace-expiry', '2027-08-03')).toEqual({
      result: 'skipped',
      unsettled: 0,
      uncertain: 0,
      setAside: 0,
      lines: [],
    });
    expect((await notice())?.state.status).toBe('pending');
  });

  it('R-EXP-1: has a line of its own beside that of the expiry', async () => {
    const { result, lines } = await act('grace-expiry', '2027-10-02');
    expect([result, lines.map(({ what, stage }) => [what, stage])]).toEqual([
      'acted',
      [
        ['expired', 31],
        ['notice-sent', 31],
      ],
    ]);
  });
});

describe('R-REN-2: a closed cycle', () => {
  it('is written by the next run if its item is missing, without sending a notice', async () => {
    await pay('2027-09-10');
    const read = (await store.memberships.get(M1))!;
    const closed = (await store.cycles.get({ ...M1, cycle: 7 }))!;
    await store.memberships.replace(read, {
      ...read.value,
      closing: { ...closed.value, anniversary: '2027-09-01' as never },
    });
    expect(await act('renewal-notices', '2027-09-11')).toEqual({
      result: 'skipped',
      unsettled: 0,
      uncertain: 0,
      setAside: 0,
      lines: [],
    });
    expect((await membership()).closing).toBeNull();
    expect((await store.memberships.get(M1))?.version).toBe(read.version + 2);
    expect(mails).toHaveLength(1);
  });

  it('is not changed by the notices of the next cycle', async () => {
    await pay('2027-09-10');
    const version = (await store.cycles.get({ ...M1, cycle: 7 }))?.version;
    await act('renewal-notices', '2028-08-02');
    expect(mails).toHaveLength(2);
    expect((await store.cycles.get({ ...M1, cycle: 7 }))?.version).toBe(version);
  });

  it('is written by the next run if its write failed', async () => {
    const failing = new FailingTable(table, 'CYCLE#');
    await expect(pay('2027-09-10', openStore(failing, config))).rejects.toThrow(/^the table is away$/);
    expect((await membership()).closing).toMatchObject({ cycle: 7 });
    await act('renewal-notices', '2027-09-11');
    expect((await store.cycles.get({ ...M1, cycle: 7 }))?.value.renewal.paidOn).toBe('2027-09-10');
    expect((await membership()).closing).toBeNull();
  });
});

describe('recordDeliveries', () => {
  const delivery = async () => {
    const record = (await membership()).notices['-30']!;
    const claim = { key: '-30', record, entry: record.notices[0]! };
    const state = { status: 'undeliverable', reason: 'late' } as const;
    return { claim, state, email: null, problem: null, isPostponed: false };
  };
  /** A table on which every write is lost to somebody else. */
  class LostTable extends Table {
    writes = 0;
    readonly #inner: Table;
    constructor(inner: Table) {
      super(undefined as never, inner.name);
      this.#inner = inner;
    }
    override get = (key: Key) => this.#inner.get(key);
    override put = async (_: Item & Key, __: Condition): Promise<void> => {
      this.writes += 1;
      throw new WriteConflict('lost');
    };
  }

  it('tries eight times to write against others', async () => {
    answers = [UNANSWERED];
    await act('renewal-notices', '2027-08-02');
    const read = (await store.memberships.get(M1))!;
    const lost = new LostTable(table);
    await expect(recordDeliveries(openStore(lost, config), read, [await delivery()])).rejects.toThrow(WriteConflict);
    expect(lost.writes).toBe(8);
  });

  it('writes nothing for no deliveries', async () => {
    const read = (await store.memberships.get(M1))!;
    const lost = new LostTable(table);
    expect(await recordDeliveries(openStore(lost, config), read, [])).toBe(read);
    const open = { ...(await openClaim()), state: null };
    expect(await recordDeliveries(openStore(lost, config), (await store.memberships.get(M1))!, [open])).toMatchObject(
      {},
    );
    expect(lost.writes).toBe(0);
  });

  async function openClaim() {
    answers = [UNANSWERED];
    await act('renewal-notices', '2027-08-02');
    return delivery();
  }

  it('throws an error that names a membership that no longer exists', async () => {
    const read = (await store.memberships.get(M1))!;
    const elsewhere = { ...read.value, membershipId: 'M9', closing: null };
    const outcome = { ...(await openClaim()) };
    const notices = (await membership()).notices;
    const gone = recordDeliveries(store, { value: { ...elsewhere, notices }, version: 1 }, [outcome]);
    await expect(gone).rejects.toThrow(MissingItem);
    await expect(gone).rejects.toMatchObject({ message: 'membership M9 is gone', ids: { ...M1, membershipId: 'M9' } });
  });
});

/** The mail, and the event about it. */
const WHEN = { mailedAt: '2027-08-02T08:00:00.000Z', at: '2027-08-03T08:59:00.000Z' };
const event = (noticeId: string, of: Partial<MailEvent> = {}): MailEvent =>
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
const take = (given: MailEvent, day = '2027-08-03') =>
  processMailEvent(given, { runId: 'event', now: `${day}T09:00:00Z`, asOf: civilDateOf(day) }, depsOf());

describe('R-NOT-2: an SES event', () => {
  it.each([
    'x',
    'P-1__M9__7__-30__0123456789abcdef',
    'P-1__M1__7__-30__0123456789abcdef',
    'P-1__M1__0__-30__0123456789abcdef',
    'P-1__M1__1u__-30__0123456789abcdef',
    'P-1__M1__6__-30__0123456789abcdef',
    'P-1__listing__2027-08__incomplete-2027-08__0123456789abcdef',
    'P-1__listing__7__-30__0123456789abcdef',
  ])('names an unknown notice by %s and changes nothing', async (noticeId) => {
    expect(await take(event(noticeId))).toEqual({ known: false });
    expect(mails).toEqual([]);
  });

  it('settles an unanswered notice as sent on the day of its claim, once', async () => {
    answers = [UNANSWERED];
    await act('renewal-notices', '2027-08-02');
    const accepted = event(noticeIdOf(KIM.email), { what: 'accepted' });
    const known = { known: true, partnerId: 'P-1', toOperators: false, alerts: [] };
    expect(await take(accepted)).toEqual({ ...known, isNew: true });
    expect((await notice())?.state).toEqual({ status: 'sent', messageId: 'm9', on: '2027-08-02', subject: 'S' });
    expect(await take(accepted)).toEqual({ ...known, isNew: false });
  });

  it('marks the address and alerts nobody if one of two admins bounces', async () => {
    await setContacts(KIM, LEE);
    await act('renewal-notices', '2027-08-02');
    expect(await take(event(noticeIdOf(KIM.email)))).toMatchObject({ isNew: true, alerts: [] });
    expect((await partner()).unreachable).toEqual([
      {
        stamp: { at: '2027-08-03T09:00:00Z', runId: 'event' },
        address: KIM.email,
        since: '2027-08-03',
        cause: 'bounce',
        at: WHEN.at,
        noticeId: noticeIdOf(KIM.email),
      },
    ]);
    expect(mails).toHaveLength(2);
  });

  it('R-ROLE-4: alerts the operators once, and names the notice, if the last admin bounces', async () => {
    await act('renewal-notices', '2027-08-02');
    const bounce = event(noticeIdOf(KIM.email));
    const alert = (await take(bounce)) as { alerts: string[] };
    expect(alert).toEqual({
      known: true,
      partnerId: 'P-1',
      toOperators: false,
      isNew: true,
      alerts: [expect.any(String)],
    });
    expect(mails[1]).toMatchObject({ to: 'operators@vendor.example', noticeId: alert.alerts[0] });
    expect((await membership()).notices.unreachable).toMatchObject({
      rule: 'R-ROLE-4',
      reason: 'no admin is left who can be reached: the operators are told',
      inputs: { noticeId: bounce.noticeId, role: 'global-admin', anniversary: '2027-09-01' },
      notices: [{ kind: 'operator-alert', state: { status: 'sent', on: '2027-08-03' } }],
    });
    expect(await take(bounce)).toMatchObject({ isNew: false, alerts: [] });
    expect(mails).toHaveLength(2);
    expect(await take(event(alert.alerts[0]!, { what: 'accepted' }))).toMatchObject({
      toOperators: true,
      isNew: false,
    });
  });

  it('marks the address and leaves the notice sent if it is a complaint', async () => {
    await setContacts(KIM, LEE);
    await act('renewal-notices', '2027-08-02');
    expect(await take(event(noticeIdOf(LEE.email), { what: 'complaint' }))).toMatchObject({ isNew: true });
    expect((await partner()).unreachable).toMatchObject([{ address: LEE.email, cause: 'complaint' }]);
    expect((await notice())?.state.status).toBe('sent');
  });

  it('writes nothing if it repeats what is known', async () => {
    await setContacts(KIM, LEE);
    await act('renewal-notices', '2027-08-02');
    const complaint = event(noticeIdOf(LEE.email), { what: 'complaint' });
    await take(complaint);
    const before = await tables.itemsOf(table);
    expect(await take(complaint)).toMatchObject({ known: true, isNew: false });
    expect(await take(event(noticeIdOf(LEE.email), { what: 'accepted' }))).toMatchObject({ known: true, isNew: false });
    expect(await tables.itemsOf(table)).toEqual(before);
  });

  it('alerts nobody if a mail was accepted, although no admin can be reached', async () => {
    await act('renewal-notices', '2027-08-02');
    const read = (await store.partners.get(M1))!;
    const unreachable = [
      {
        address: KIM.email,
        since: civilDateOf('2027-08-02'),
        cause: 'bounce',
        at: WHEN.at,
        noticeId: 'n',
        stamp: null,
      } as const,
    ];
    await store.partners.replace(read, { ...read.value, unreachable });
    expect(await take(event(noticeIdOf(KIM.email), { what: 'accepted' }))).toMatchObject({ known: true, alerts: [] });
  });

  it('finds the notice of a membership whose id is "listing"', async () => {
    const facts = { ...M1, membershipId: 'listing', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
    await store.memberships.create(loaded(LAP, facts, civilDateOf('2027-01-01')));
    const sweep = membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, depsOf());
    const [item] = await sweep.read([store.memberships.key(facts)]);
    await sweep.act(item!, callOf('renewal-notices', '2027-08-02', {}));
    expect(await take(event(noticeIdOf(KIM.email)))).toMatchObject({ known: true, isNew: true });
  });

  it('marks no contact that was set again after the bounce', async () => {
    await act('renewal-notices', '2027-08-02');
    const bounce = event(noticeIdOf(KIM.email));
    await take(bounce);
    await vouchFor(KIM);
    expect(await take(bounce, '2027-08-09')).toMatchObject({ isNew: false, alerts: [] });
    expect((await partner()).unreachable).toEqual([]);
  });

  it('finds a notice in the cycle that a payment is closing, and in the closed one', async () => {
    await setContacts(KIM, LEE);
    await act('renewal-notices', '2027-08-02');
    await pay('2027-09-02');
    const closed = (await store.cycles.get({ ...M1, cycle: 7 }))!.value;
    const read = (await store.memberships.get(M1))!;
    const closing = await store.memberships.replace(read, { ...read.value, closing: closed });
    await take(event(noticeIdOf(KIM.email)), '2027-09-03');
    expect((await membership()).closing?.notices['-30']?.notices[0]?.state.status).toBe('undeliverable');
    const open = (await store.memberships.get(M1))!;
    expect(open.version).toBe(closing.version + 1);
    await store.memberships.replace(open, { ...open.value, closing: null });
    await take(event(noticeIdOf(LEE.email)), '2027-09-03');
    const states = (await store.cycles.get({ ...M1, cycle: 7 }))?.value.notices['-30']?.notices;
    expect(states?.map(({ state }) => state.status)).toEqual(['sent', 'undeliverable']);
  });
});

describe('R-DIR-3, R-DIR-5: a notice of a listing', () => {
  const CONTENT = {
    displayName: 'Contoso',
    country: 'KR',
    url: 'https://learn.contoso.example/ms',
    aboutPartnerOnly: true,
    noCompetitors: false,
    ownedByPartner: true,
  };
  beforeEach(async () => {
    await replaceListing(store, 'P-1', CONTENT, civilDateOf('2027-08-05'));
  });
  const about = { partnerId: 'P-1', membershipId: null, cycle: null, stage: null };

  it('is reported as a line of the partner, without membership and cycle', async () => {
    const { lines, ...counts } = await directory('remind', '2027-08-09');
    expect(counts).toEqual({ result: 'acted', unsettled: 0, uncertain: 0, setAside: 0 });
    expect(lines).toMatchObject([
      { ...about, what: 'listing-incomplete', rule: 'R-DIR-3' },
      { ...about, what: 'notice-sent', rule: 'R-DIR-3', email: { kind: 'listing-incomplete', to: KIM.email } },
    ]);
  });

  it('becomes uncertain like other notices, and is reported as uncertain', async () => {
    answers = [UNANSWERED, UNANSWERED];
    expect(await directory('remind', '2027-08-09')).toMatchObject({ unsettled: 1 });
    await directory('remind', '2027-08-09', { settle: true });
    const { lines, uncertain } = await directory('remind', '2027-08-10', { settle: true });
    expect(uncertain).toBe(1);
    expect(lines).toMatchObject([{ ...about, what: 'notice-uncertain', rule: 'R-NOT-2' }]);
  });

  it("R-ROLE-4: alerts the operators once a month if it bounces from the last admin, and the listing's due day is unchanged", async () => {
    await directory('remind', '2027-08-09');
    const noticeId = noticeIdOf(KIM.email);
    const dueOn = (await listing()).dueOn;
    expect(dueOn).toBe('2027-08-09');
    const taken = await take(event(noticeId), '2027-08-10');
    expect(taken).toMatchObject({ known: true, isNew: true, toOperators: false, alerts: [mails[1]?.noticeId] });
    expect(mails[1]).toMatchObject({ to: 'operators@vendor.example' });
    const { notices } = await listing();
    expect(notices['incomplete-2027-08']?.notices[0]?.state).toMatchObject({
      status: 'undeliverable',
      reason: 'bounce',
      lost: { loss: 'permanent', on: '2027-08-09' },
    });
    expect(notices['unreachable-2027-08']).toMatchObject({
      inputs: { noticeId, role: 'global-admin' },
      notices: [{ state: { status: 'sent' } }],
    });
    expect((await listing()).dueOn).toBe(dueOn);
    expect(await take(event(noticeId), '2027-08-11')).toMatchObject({ isNew: false, alerts: [] });
  });

  it.each([
    ['2027-12-01', '2027-08-10'],
    [null, '2027-08-10'],
    ['2027-08-10', '2027-08-10'],
    ['2027-08-05', '2027-08-05'],
  ])('makes the listing due if its alert is not answered: due on %s, now on %s', async (before, after) => {
    await directory('remind', '2027-08-09');
    const read = (await store.listings.get(M1))!;
    await store.listings.replace(read, { ...read.value, dueOn: before === null ? null : civilDateOf(before) });
    answers = [UNANSWERED];
    await take(event(noticeIdOf(KIM.email)), '2027-08-10');
    expect((await listing()).dueOn).toBe(after);
    expect((await listing()).notices['unreachable-2027-08']?.notices[0]?.state.status).toBe('claimed');
  });
});

describe('the oldest due day', () => {
  it("is the oldest of all segments, and none before an item's own day", async () => {
    const day = civilDateOf('2027-08-02');
    expect(await readOldestDueDate(table, 'renewal-notices', civilDateOf('2027-08-01'))).toBeNull();
    expect(await readOldestDueDate(table, 'renewal-notices', day)).toBe('2027-08-02');
    const facts = { partnerId: 'P-2', membershipId: 'M1', purchasedOn: civilDateOf('2020-08-20'), paidThroughCycle: 6 };
    await store.memberships.create(loaded(LAP, facts, civilDateOf('2027-01-01')));
    expect(await readOldestDueDate(table, 'renewal-notices', day)).toBe('2027-07-21');
    expect(await readOldestDueDate(table, 'grace-expiry', civilDateOf('2027-10-02'))).toBe('2027-09-20');
    expect(await readOldestDueDate(table, 'kpi-refresh', civilDateOf('2030-01-01'))).toBeNull();
  });
});

describe('a page of due items', () => {
  it('can stop after any item, and the next page continues there', async () => {
    const facts = { purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6, partnerId: 'P-1' };
    for (const membershipId of ['M2', 'M3'])
      await store.memberships.create(loaded(LAP, { ...facts, membershipId }, civilDateOf('2027-01-01')));
    const page = (cursor: Item | null) =>
      readDuePage(table, 'renewal-notices', [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], civilDateOf('2027-08-02'), {
        limit: 9,
        cursor,
      });
    const { keys, cursorAfter } = await page(null);
    const ids = (items: Key[]) => items.map(({ sk }) => sk);
    expect(ids(keys)).toEqual(['MEMBERSHIP#M1', 'MEMBERSHIP#M2', 'MEMBERSHIP#M3']);
    expect(ids((await page(cursorAfter(keys[0]!))).keys)).toEqual(['MEMBERSHIP#M2', 'MEMBERSHIP#M3']);
    expect(ids((await page(cursorAfter(keys[1]!))).keys)).toEqual(['MEMBERSHIP#M3']);
    expect(cursorAfter({ pk: 'PARTNER#P-1', sk: 'MEMBERSHIP#M9' })).toBeNull();
    expect(cursorAfter({ pk: 'PARTNER#P-9', sk: 'MEMBERSHIP#M1' })).toBeNull();
  });
});

describe('a stored item', () => {
  it('is refused with what is wrong if it does not match its schema', async () => {
    await table.put({ pk: 'PARTNER#P-9', sk: 'LISTING', version: 0, shape: 1, value: {} }, { absent: true });
    const error = await store.listings.get({ partnerId: 'P-9' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CorruptItem);
    expect(error).toMatchObject({ ids: { pk: 'PARTNER#P-9', sk: 'LISTING' } });
    expect((error as Error).message).toMatch(
      /^stored listing PARTNER#P-9 LISTING does not match its schema: .*version/s,
    );
    await table.put({ pk: 'PARTNER#P-8', sk: 'LISTING', version: 1, shape: 1, value: {} }, { absent: true });
    await expect(store.listings.get({ partnerId: 'P-8' })).rejects.toThrow(/does not match its schema: .*partnerId/s);
  });

  it('counts its versions from 1', async () => {
    const read = (await store.memberships.get(M1))!;
    expect(read.version).toBe(1);
    expect(await store.memberships.write(read, read.value)).toEqual({ value: read.value, version: 2 });
    expect(store.memberships.key(M1)).toEqual({ pk: 'PARTNER#P-1', sk: 'MEMBERSHIP#M1' });
    expect(await store.memberships.get({ ...M1, membershipId: 'none' })).toBeNull();
  });
});
