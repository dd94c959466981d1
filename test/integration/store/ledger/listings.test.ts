import { beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { replaceListing } from '../../../../shared/workflows/changes/replace-listing.ts';
import { directorySweep } from '../../../../shared/workflows/sweeps/directory-sweep.ts';
import {
  answerWith,
  callOf,
  depsOf,
  event,
  KIM,
  listing,
  M1,
  type More,
  mails,
  noticeIdOf,
  startLedgerProgram,
  store,
  take,
  UNANSWERED,
} from './ledger-program.ts';

startLedgerProgram();

async function directory(phase: 'remind' | 'submit' | 'publish', day: string, more: More = {}) {
  const sweep = directorySweep(depsOf());
  const [item] = await sweep.read(await sweep.keysOf('P-1'));
  return sweep.act(item!, callOf('directory-submission', day, { ...more, phase }));
}

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
    answerWith(UNANSWERED, UNANSWERED);
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
    answerWith(UNANSWERED);
    await take(event(noticeIdOf(KIM.email)), '2027-08-10');
    expect((await listing()).dueOn).toBe(after);
    expect((await listing()).notices['unreachable-2027-08']?.notices[0]?.state.status).toBe('claimed');
  });
});
