import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import { importRows } from '../../import/import-rows.ts';
import {
  bounce,
  command,
  depsOf,
  duringSend,
  KIM,
  LEE,
  M1,
  mailTo,
  membership,
  notices,
  page,
  partner,
  race,
  review,
  runOf,
  setContacts,
  startRacedProgram,
  store,
} from './raced-program.ts';

startRacedProgram();

const expiry = (day: string, target = store) =>
  page(membershipSweep({ workflow: 'grace-expiry', decide: decideExpiry }, depsOf(target)), runOf('grace-expiry', day));

const pay = (paidOn: string, day: string, target = store, membershipId = 'M1') =>
  command(
    { command: 'record-payment', partnerId: 'P-1', membershipId, paidOn: civilDateOf(paidOn), reference: 'wire' },
    day,
    target,
  );
const closedCycle = async () => (await store.cycles.get({ ...M1, cycle: 7 }))?.value;

const statesOf = async (stage: string) =>
  (await closedCycle())?.notices[stage]?.notices.map(({ to, state }) => [to, state.status]);

describe('R-ROLE: a partner', () => {
  it('keeps a profile review that is recorded during an import', async () => {
    const row = 'P-1,Contoso Korea,KR,contoso.example,,1';
    await race(
      'PARTNER',
      (target) => importRows(target, 'partners', [row]),
      () => review('2027-08-25'),
    );
    expect(await partner()).toMatchObject({ name: 'Contoso Korea', profileReviews: ['2027-08-20', '2027-08-25'] });
  });

  it('keeps a profile review that is recorded while an import adds a contact', async () => {
    const row = 'P-1,account-admin,Park,park@contoso.example,en';
    await race(
      'PARTNER',
      (target) => importRows(target, 'contacts', [row]),
      () => review('2027-08-25'),
    );
    const { contacts = [], profileReviews } = (await partner()) ?? {};
    expect(contacts.map(({ name }) => name)).toEqual(['Kim', 'Lee', 'Park']);
    expect(profileReviews).toEqual(['2027-08-20', '2027-08-25']);
  });

  it('keeps the contacts that are set while it is reviewed', async () => {
    await race(
      'PARTNER',
      (target) => review('2027-08-25', target),
      () => setContacts([KIM]),
    );
    expect(await partner()).toMatchObject({ contacts: [KIM], profileReviews: ['2027-08-20', '2027-08-25'] });
  });

  it('keeps the review that is recorded while its contacts are set', async () => {
    await race(
      'PARTNER',
      (target) => setContacts([KIM], target),
      () => review('2027-08-25'),
    );
    expect(await partner()).toMatchObject({ contacts: [KIM], profileReviews: ['2027-08-20', '2027-08-25'] });
  });

  it('R-NOT-2: has both addresses marked if two mails bounce at once', async () => {
    await notices('2027-08-02');
    await race(
      'PARTNER',
      (target) => bounce(mailTo(KIM.email), target),
      () => bounce(mailTo(LEE.email)),
    );
    expect((await partner())?.unreachable.map(({ address }) => address).sort()).toEqual([KIM.email, LEE.email]);
  });
});

describe('R-EXP-2, R-REN-6: a payment', () => {
  const paid = { cycle: 8, status: { name: 'active' }, closing: null };

  it('is kept if a notice is written at the same time', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => notices('2027-09-02', target),
      () => pay('2027-09-02', '2027-09-02'),
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('is kept if the delivery of a notice is recorded at the same time', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => notices('2027-09-02', target),
      () => pay('2027-09-02', '2027-09-02'),
      2,
    );
    expect(await membership()).toMatchObject(paid);
    expect((await closedCycle())?.notices['1']?.notices.map(({ state }) => state.status)).toEqual(['sent', 'sent']);
  });

  it('is kept if the expiry is written at the same time', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => expiry('2027-10-02', target),
      () => pay('2027-10-01', '2027-10-02'),
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('is kept if a notice is sent again at the same time', async () => {
    await notices('2027-09-02');
    const again = { command: 'resend-notice', ...M1, to: KIM.email, ticket: 'T-1' } as const;
    await race(
      'MEMBERSHIP#',
      (target) => command(again, '2027-09-03', target),
      () => pay('2027-09-02', '2027-09-03'),
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('R-REN-7: is kept if an override is asked for at the same time, which is then refused', async () => {
    const grant = { command: 'grant-override', ...M1, ticket: 'T-1', until: civilDateOf('2027-10-20') } as const;
    const given = { ...grant, grantedBy: 'Operator', reason: 'illness' };
    const result = await race(
      'MEMBERSHIP#',
      (target) => command(given, '2027-10-05', target),
      () => pay('2027-10-01', '2027-10-05'),
    );
    expect([result.outcome, result.rule]).toEqual(['refused', 'R-REN-7']);
    expect(await membership()).toMatchObject({ ...paid, override: null });
  });

  it('is kept if its membership is imported at the same time', async () => {
    const row = 'P-1,M2,action-pack,,,,2020-09-01,6';
    const both = async () => {
      await importRows(store, 'memberships', [row]);
      await pay('2027-09-10', '2027-09-10', store, 'M2');
    };
    await race('MEMBERSHIP#M2', (target) => importRows(target, 'memberships', [row]), both);
    expect(await membership('M2')).toMatchObject(paid);
  });

  it('is kept if a bounce is recorded at the same time', async () => {
    await notices('2027-08-02');
    await race(
      'MEMBERSHIP#',
      (target) => bounce(mailTo(KIM.email), target),
      () => pay('2027-09-02', '2027-09-02'),
    );
    expect(await membership()).toMatchObject(paid);
    expect(await statesOf('-30')).toEqual([
      [KIM.email, 'undeliverable'],
      [LEE.email, 'sent'],
    ]);
  });

  it('R-ROLE-4: is kept if the operators are alerted at the same time', async () => {
    await setContacts([KIM]);
    await notices('2027-08-02');
    const toKim = mailTo(KIM.email);
    await race(
      'MEMBERSHIP#',
      (target) => bounce(toKim, target),
      () => pay('2027-09-02', '2027-09-02'),
      2,
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('reinstates the membership if it expires before the payment is written', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => pay('2027-10-01', '2027-10-02', target),
      () => expiry('2027-10-02'),
    );
    expect(await membership()).toMatchObject({ ...paid, lastRenewal: { kind: 'reinstated' } });
    expect(await closedCycle()).toMatchObject({ expiredOn: '2027-10-02' });
  });
});

describe('R-REN-2: a closed cycle', () => {
  it('is written once, and keeps what an event recorded in between', async () => {
    await notices('2027-08-02');
    const toKim = mailTo(KIM.email);
    const closedAndBounced = async () => {
      await notices('2027-09-10');
      await bounce(toKim);
    };
    await race('CYCLE#', (target) => pay('2027-09-10', '2027-09-10', target), closedAndBounced);
    expect(await statesOf('-30')).toEqual([
      [KIM.email, 'undeliverable'],
      [LEE.email, 'sent'],
    ]);
  });

  it('records a late delivery and a bounce at once', async () => {
    await notices('2027-08-02');
    const toLee = mailTo(LEE.email);
    duringSend(() => pay('2027-09-02', '2027-09-02'));
    await race(
      'CYCLE#',
      (target) => notices('2027-09-02', target),
      () => bounce(toLee),
    );
    expect(await statesOf('1')).toEqual([
      [KIM.email, 'sent'],
      [LEE.email, 'sent'],
    ]);
    expect(await statesOf('-30')).toEqual([
      [KIM.email, 'sent'],
      [LEE.email, 'undeliverable'],
    ]);
  });

  it('records two bounces at once', async () => {
    await notices('2027-08-02');
    const [toKim, toLee] = [mailTo(KIM.email), mailTo(LEE.email)];
    await pay('2027-09-02', '2027-09-02');
    await race(
      'CYCLE#',
      (target) => bounce(toKim, target),
      () => bounce(toLee),
    );
    expect((await statesOf('-30'))?.map(([, status]) => status)).toEqual(['undeliverable', 'undeliverable']);
  });
});
