/** What a run, an event and a report say of each notice, by what the mail service answered (R-NOT-2). */
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { newClaims } from '../../../../shared/domain/notices/ledger.ts';
import type { NoticeContent } from '../../../../shared/mail/compose/notice-content.ts';
import { type Claim, deliver } from '../../../../shared/mail/deliver.ts';
import type { SendOutcome } from '../../../../shared/mail/sender.ts';
import { readOldestDueDate } from '../../../../shared/store/due.ts';
import {
  act,
  answerWith,
  depsOf,
  KIM,
  LEE,
  M1,
  mails,
  membership,
  notice,
  setContacts,
  startLedgerProgram,
  store,
  table,
  UNANSWERED,
} from './ledger-program.ts';

startLedgerProgram();

const SUBJECT = { ...M1, cycle: 7 };
const ALERT = { ...M1, alert: { code: 'last-admin-unreachable' } } as const;
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
    answerWith({ outcome: 'refused', reason: 'InvalidParameterValue: no such domain' });
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
    answerWith(throttled, throttled);
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
    answerWith(UNANSWERED, UNANSWERED);
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
    answerWith({ outcome: 'not-accepted', reason: 'Throttling' });
    await act('renewal-notices', '2027-08-02');
    await act('renewal-notices', '2027-08-17');
    expect((await notice())?.state).toEqual({ status: 'skipped', reason: 'superseded' });
    expect((await notice('-15'))?.state.status).toBe('sent');
    expect(mails).toHaveLength(2);
  });

  it('is sent to the next recipient if the one before fails', async () => {
    await setContacts(KIM, LEE);
    answerWith({ outcome: 'not-accepted', reason: 'Throttling' });
    expect(await act('renewal-notices', '2027-08-02')).toMatchObject({ result: 'acted', unsettled: 1 });
    const states = (await membership()).notices['-30']?.notices.map(({ to, state }) => [to, state.status]);
    expect(states).toEqual([
      [KIM.email, 'pending'],
      [LEE.email, 'sent'],
    ]);
  });

  it('stays due if its mail cannot be composed, and the next recipient gets theirs', async () => {
    await setContacts(KIM, LEE);
    answerWith(UNANSWERED, UNANSWERED);
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
    answerWith({ outcome: 'not-accepted', reason: 'Throttling' });
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
