import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import type { Contact } from '../../../../shared/domain/partners/partner.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { executeCommand } from '../../../../shared/workflows/commands/execute-command.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import {
  act,
  answerWith,
  callOf,
  depsOf,
  event,
  KIM,
  LAP,
  LEE,
  loaded,
  M1,
  mails,
  membership,
  notice,
  noticeIdOf,
  partner,
  pay,
  setContacts,
  startLedgerProgram,
  store,
  table,
  tables,
  take,
  UNANSWERED,
  WHEN,
} from './ledger-program.ts';

startLedgerProgram();

/** As the operators do, on the day after the first events. */
const vouchFor = (contact: Contact) =>
  executeCommand(
    { command: 'set-contacts', partnerId: 'P-1', contacts: [contact] },
    { asOf: civilDateOf('2027-08-04'), runId: 'command', now: '2027-08-04T09:00:00Z', commandId: 'C-2' },
    depsOf(),
  );

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
    answerWith(UNANSWERED);
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
