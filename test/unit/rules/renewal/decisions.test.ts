/** The lines and ledger entries that a decision makes: each names its rule and its inputs. */
import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import { decideOverride } from '../../../../shared/domain/renewal/payment/override.ts';
import type { Payment } from '../../../../shared/domain/renewal/payment/payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../shared/domain/renewal/renewal-notices.ts';
import { dueStages, openStages } from '../../../../shared/domain/renewal/stages.ts';
import {
  config,
  contact,
  date,
  dates,
  facts,
  GOLD_LEARNING,
  kpi,
  membership,
  on,
  partner,
  withAnswers,
} from '../support.ts';

const KIM = { to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en' };
const claimedOn = (day: string) => ({
  status: 'claimed',
  attempt: 1,
  claimedAt: `${day}T08:00:00Z`,
  runId: `run-${day}`,
  on: day,
});
const idOf = (stage: string, key = 'P-1__M1__7') =>
  expect.stringMatching(new RegExp(`^${key}__${stage}__[0-9a-f]{16}$`));
const about = { partnerId: 'P-1', membershipId: 'M1', cycle: 7 };

describe('R-NOT-1: a due notice', () => {
  const decided = decideNotices(facts(), on('2027-08-17'));

  it('is a line of the report by its rule, with a line for each stage that it supersedes', () => {
    const inputs = { anniversary: '2027-09-01', asOf: '2027-08-17', eligibility: 'met', profileReviewed: false };
    expect(decided.decisions).toEqual([
      {
        ...about,
        what: 'notice-skipped',
        stage: -30,
        rule: 'R-NOT-3',
        reason: 'superseded by stage -15, due on the same run',
        inputs,
      },
      { ...about, what: 'notice-due', stage: -15, rule: 'R-NOT-1', reason: 'stage -15 of the renewal is due', inputs },
    ]);
  });

  it('is claimed in the ledger before it is sent', () => {
    expect(decided.membership.notices['-15']).toEqual({
      stage: -15,
      period: '7',
      decidedOn: '2027-08-17',
      runId: 'run-2027-08-17',
      at: '2027-08-17T08:00:00Z',
      rule: 'R-NOT-1',
      reason: 'stage -15 of the renewal is due',
      inputs: { anniversary: '2027-09-01', asOf: '2027-08-17', eligibility: 'met', profileReviewed: false },
      notices: [{ ...KIM, noticeId: idOf('-15'), kind: 'renewal', state: claimedOn('2027-08-17') }],
    });
    expect(decided.membership.notices['-30']).toMatchObject({
      stage: -30,
      rule: 'R-NOT-3',
      notices: [{ ...KIM, noticeId: idOf('-30'), kind: 'renewal', state: { status: 'skipped', reason: 'superseded' } }],
    });
  });

  it('is skipped after the window, with the reason', () => {
    const [first] = decideNotices(facts(), on('2027-10-02')).decisions;
    expect(first).toMatchObject({ what: 'notice-skipped', reason: 'superseded: the window had closed' });
  });

  it('R-ROLE-4: goes to the operators if no admin can be reached, once in a cycle', () => {
    const alone = { partner: partner({ contacts: [] }) };
    const first = decideNotices(facts(alone), on('2027-08-02'));
    expect(first.membership.notices['-30']).toMatchObject({
      rule: 'R-ROLE-4',
      reason: 'nobody to tell: the operators are',
      notices: [
        {
          to: 'operators@vendor.example',
          name: 'Program operators',
          role: 'operator',
          locale: 'en',
          kind: 'operator-alert',
          state: claimedOn('2027-08-02'),
        },
      ],
    });
    const second = decideNotices(facts({ ...alone, membership: withAnswers(first.membership) }), on('2027-08-17'));
    expect(second.decisions).toMatchObject([
      {
        what: 'notice-skipped',
        stage: -15,
        rule: 'R-ROLE-4',
        reason: 'nobody to tell; the operators were told before',
      },
    ]);
  });

  it('R-NOT-1: is the next of the stages by their days, whatever their order in the configuration', () => {
    const unordered = { noticeStages: [15, -30, 1] };
    expect(openStages(membership(), unordered)).toEqual([-30, 1, 15]);
    expect(dueStages(membership(), date('2027-09-02'), unordered)).toEqual([-30, 1]);
    expect(dueDates(membership(), unordered).notices).toBe('2027-08-02');
    expect(dueDates(withAnswers(decided.membership), unordered).notices).toBe('2027-09-02');
  });
});

describe('R-EXP-1: an expiry', () => {
  const noticed = withAnswers(decideNotices(facts(), on('2027-08-17')).membership);
  const expired = decideExpiry(facts({ membership: noticed }), on('2027-10-04'));
  const inputs = { anniversary: '2027-09-01', windowClosed: '2027-10-01', asOf: '2027-10-04' };
  const reason = 'unpaid when the window closed on 2027-10-01';

  it('is one line of the report', () => {
    expect(expired.decisions).toEqual([{ ...about, what: 'expired', stage: 31, rule: 'R-EXP-1', reason, inputs }]);
  });

  it('claims its notice, and skips stages that were missed, not those that were sent', () => {
    const { notices } = expired.membership;
    expect(notices['31']).toEqual({
      stage: 31,
      period: '7',
      decidedOn: '2027-10-04',
      runId: 'run-2027-10-04',
      at: '2027-10-04T08:00:00Z',
      rule: 'R-EXP-1',
      reason,
      inputs,
      notices: [{ ...KIM, noticeId: idOf('31'), kind: 'expired', state: claimedOn('2027-10-04') }],
    });
    expect(notices['-15']?.notices[0]?.state.status).toBe('sent');
    for (const stage of [-1, 1, 15, 23, 30])
      expect(notices[String(stage)]).toMatchObject({
        stage,
        rule: 'R-NOT-3',
        reason: 'superseded by the expiry notice',
        notices: [
          { noticeId: idOf(String(stage)), kind: 'renewal', state: { status: 'skipped', reason: 'superseded' } },
        ],
      });
  });

  it('R-ROLE-4: is reported to the operators if there is no admin', () => {
    const alone = decideExpiry(facts({ partner: partner({ contacts: [] }) }), on('2027-10-02')).membership;
    expect(alone.notices['31']).toMatchObject({
      rule: 'R-ROLE-4',
      notices: [{ kind: 'operator-alert', to: 'operators@vendor.example' }],
    });
  });

  it('happens once', () => {
    const again = decideExpiry(facts({ membership: expired.membership }), on('2027-10-05'));
    expect(again).toEqual({ membership: expired.membership, decisions: [] });
  });

  it('R-NOT-2: is not due because a reminder is open', () => {
    const reminded = decideNotices(facts(), on('2027-08-02')).membership;
    expect(dueDates(reminded, config())).toEqual({ notices: '2027-08-02', expiry: '2027-10-02' });
  });

  it('R-NOT-2: is due again while its notice is open, and the reminders are not', () => {
    expect(dueDates(expired.membership, config())).toEqual({ notices: null, expiry: '2027-10-04' });
    expect(dueDates(withAnswers(expired.membership), config())).toEqual({ notices: null, expiry: null });
  });
});

const reviewed = partner({ profileReviews: dates('2027-08-20') });
const payment = (paidOn: string, more: Partial<Payment> = {}): Payment => ({
  paidOn: date(paidOn),
  reference: 'wire 815',
  commandId: 'C-1',
  ...more,
});
const decided = (given: Partial<RenewalFacts>, paidOn: string, recordedOn = paidOn, more: Partial<Payment> = {}) =>
  decidePayment(facts({ partner: reviewed, ...given }), payment(paidOn, more), on(recordedOn));
const window = { windowOpens: '2027-09-02', windowCloses: '2027-10-01' };

describe('R-REN: a payment', () => {
  const noticed = withAnswers(decideNotices(facts(), on('2027-08-17')).membership);
  const inputs = { paidOn: '2027-09-20', reference: 'wire 815', anniversary: '2027-09-01', next: '2028-09-01' };
  const renewal = {
    cycle: 7,
    kind: 'renewed',
    paidOn: '2027-09-20',
    recordedOn: '2027-09-21',
    reference: 'wire 815',
    commandId: 'C-1',
    ended: [],
    stamp: { at: '2027-09-21T08:00:00Z', runId: 'run-2027-09-21' },
  };

  it('R-REN-2: renews the membership, and keeps the closed cycle', () => {
    const override = {
      ticket: 'T',
      until: date('2027-12-01'),
      grantedBy: 'Lee',
      reason: 'r',
      grantedOn: date('2027-10-02'),
      stamp: null,
    };
    const paid = decided({ membership: { ...noticed, override } }, '2027-09-20', '2027-09-21');
    if (paid.outcome !== 'renewed') throw new Error('refused');
    const reason = 'paid on 2027-09-20: the next anniversary is 2028-09-01';
    expect(paid.decision).toEqual({ ...about, what: 'renewed', stage: null, rule: 'R-REN-2', reason, inputs });
    expect(paid.membership).toMatchObject({
      cycle: 8,
      status: { name: 'active' },
      override: null,
      lastRenewal: renewal,
      notices: {
        confirmation: {
          stage: null,
          period: '7',
          rule: 'R-REN-2',
          reason,
          inputs,
          notices: [{ ...KIM, noticeId: idOf('confirmation'), kind: 'renewed', state: claimedOn('2027-09-21') }],
        },
      },
    });
    const { notices, ...closing } = paid.membership.closing ?? {};
    expect(closing).toEqual({
      ...about,
      covers: [],
      anniversary: '2027-09-01',
      terms: noticed.terms,
      expiredOn: null,
      override,
      openedBy: null,
      reopened: 0,
      renewal,
    });
    expect(notices?.['-15']?.notices[0]?.state.status).toBe('sent');
    for (const stage of [-1, 1, 15, 23, 30, 31])
      expect(notices?.[String(stage)]).toMatchObject({
        stage,
        rule: 'R-NOT-1',
        reason: 'paid on 2027-09-20',
        notices: [
          {
            noticeId: idOf(String(stage)),
            kind: stage === 31 ? 'expired' : 'renewal',
            state: { status: 'skipped', reason: 'paid' },
          },
        ],
      });
  });

  it('R-NOT-2: leaves a notice on its way uncertain until an answer or an event', () => {
    const sending = decideNotices(facts(), on('2027-09-02')).membership;
    const paid = decided({ membership: sending }, '2027-09-02');
    const closing = paid.outcome === 'renewed' ? paid.membership.closing : null;
    expect(closing?.notices['1']?.notices[0]?.state).toEqual({
      status: 'uncertain',
      reason: 'the cycle was paid before the mail service answered',
    });
  });

  it('R-REN-6: reinstates an expired membership, and says so', () => {
    const expired = withAnswers(decideExpiry(facts(), on('2027-10-02')).membership);
    const paid = decided({ membership: expired }, '2027-09-20', '2027-11-20');
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(paid.decision.reason).toBe(
      'paid on 2027-09-20, recorded on 2027-11-20 after expiry: the next anniversary is 2028-09-01',
    );
    expect(paid.membership.lastRenewal).toEqual({
      ...renewal,
      kind: 'reinstated',
      recordedOn: '2027-11-20',
      stamp: { at: '2027-11-20T08:00:00Z', runId: 'run-2027-11-20' },
    });
    expect(paid.membership.closing).toMatchObject({ expiredOn: '2027-10-02' });
    expect(paid.membership.closing?.notices['31']?.notices[0]?.state.status).toBe('sent');
  });

  it('R-ROLE-2, R-ROLE-4: is confirmed to the admins, or else to the operators', () => {
    const account = contact({ role: 'account-admin', email: 'ac@contoso.example' });
    const to = (contacts: ReturnType<typeof contact>[]) => {
      const paid = decided({ partner: { ...reviewed, contacts } }, '2027-09-20');
      return paid.outcome === 'renewed' && paid.membership.notices.confirmation?.notices.map((entry) => entry.to);
    };
    expect(to([contact(), account])).toEqual(['kim@contoso.example']);
    expect(to([account])).toEqual(['operators@vendor.example']);
  });
});

describe('R-EXT-1: a payment under an extension', () => {
  it('renews at the same level, whether the requirements are met or not', () => {
    const extension = {
      id: 'E1',
      anniversaryFrom: '2027-07-01',
      anniversaryTo: '2027-12-31',
      offers: ['competency'],
    };
    const waived = { membership: membership({ terms: GOLD_LEARNING }), config: config({ extensions: [extension] }) };
    const paid = decided(waived, '2027-09-20');
    expect(paid.outcome === 'renewed' && paid.membership.terms).toEqual(GOLD_LEARNING);
  });
});

describe('R-REN: the refusal of a payment', () => {
  const superseded: Membership = membership({
    status: { name: 'superseded', on: date('2027-05-01'), by: 'M2', stamp: null },
  });
  const noWindow = { ...window };

  it.each<[string, Partial<RenewalFacts>, string, string, object]>([
    [
      'R-MEM-5',
      { membership: superseded },
      '2027-09-20',
      'superseded on 2027-05-01: there is nothing to renew',
      { paidOn: '2027-09-20', ...noWindow },
    ],
    [
      'R-REN-1',
      {},
      '2027-09-22',
      '2027-09-22 lies after 2027-09-21, the day it is recorded',
      { paidOn: '2027-09-22', ...noWindow },
    ],
    ['R-REN-1', {}, '2027-09-01', 'the window opens on 2027-09-02', { paidOn: '2027-09-01', ...noWindow }],
    [
      'R-REN-1',
      { partner: partner({ profileReviews: dates('2027-05-01') }) },
      '2027-09-20',
      'the company profile was not reviewed within the 90 days before 2027-09-20',
      { paidOn: '2027-09-20', reviews: ['2027-05-01'] },
    ],
    [
      'R-KPI-8',
      { membership: membership({ terms: GOLD_LEARNING }) },
      '2027-09-20',
      'eligibility is pending until the KPI refresh of 2027-09-15 has run',
      { anniversary: '2027-09-01', eligibility: { state: 'pending', decidesOn: '2027-09-15', shortfalls: [] } },
    ],
    [
      'R-REN-3',
      { membership: membership({ terms: GOLD_LEARNING }), config: config({ programYears: [] }) },
      '2027-09-20',
      'undecidable: the program configuration lacks the requirement of DevOps gold, with Learning option, in the program year of 2027-09-01',
      {
        anniversary: '2027-09-01',
        eligibility: {
          state: 'undecidable',
          missing: 'the requirement of DevOps gold, with Learning option, in the program year of 2027-09-01',
        },
      },
    ],
  ])('%s: %#', (rule, given, paidOn, reason, inputs) => {
    expect(decided(given, paidOn, '2027-09-21')).toEqual({ outcome: 'refused', refusal: { rule, reason, inputs } });
  });

  it('R-REN-7: comes after the window without an override for the day', () => {
    expect(decided({}, '2027-10-02')).toEqual({
      outcome: 'refused',
      refusal: {
        rule: 'R-REN-7',
        reason: 'the window closed on 2027-10-01 and no override covers 2027-10-02',
        inputs: { paidOn: '2027-10-02', ...window },
      },
    });
  });

  it('R-REN-4: names what is missing, and the level that is met instead', () => {
    const months = { ['2027-03' as CivilMonth]: { kpi: '12', revenue: {} } };
    const measured = kpi({ months, publishedThrough: '2027-08' as CivilMonth });
    const gold = { membership: membership({ terms: GOLD_LEARNING }), kpi: measured };
    const reason = (mctCount: number, given = gold) => {
      const refused = decided({ ...given, partner: { ...reviewed, mctCount } }, '2027-09-20');
      return refused.outcome === 'refused' && [refused.refusal.rule, refused.refusal.reason];
    };
    const not = 'DevOps gold with Learning option is not met: KPI 12 of 30 in 2026-09 … 2027-08';
    expect(reason(4)).toEqual(['R-REN-4', `${not}; the highest level met is DevOps silver with Learning option`]);
    expect(reason(1)).toEqual(['R-REN-4', `${not}; 1 of 4 MCT; the highest level met is Learning Action Pack`]);
    expect(reason(0)).toEqual(['R-REN-4', `${not}; 0 of 4 MCT; no level is met`]);
  });

  it('R-REN-4: does not come if the level that is met is accepted', () => {
    const months = { ['2027-03' as CivilMonth]: { kpi: '12', revenue: {} } };
    const measured = kpi({ months, publishedThrough: '2027-08' as CivilMonth });
    const given = { membership: membership({ terms: GOLD_LEARNING }), kpi: measured };
    const lap = { acceptFallback: 'learning-action-pack' } as const;
    const paid = decided({ ...given, partner: { ...reviewed, mctCount: 1 } }, '2027-09-20', '2027-09-20', lap);
    if (paid.outcome !== 'renewed') throw new Error('refused');
    expect(paid.membership.terms).toEqual({
      offer: 'learning-action-pack',
      competency: null,
      level: null,
      learningOption: false,
    });
    expect(paid.membership.lastRenewal?.ended).toEqual([GOLD_LEARNING]);
    expect(paid.membership.closing?.terms).toEqual(GOLD_LEARNING);
  });
});

describe('R-REN-7: an override', () => {
  const override = (until: string) => ({
    ticket: '4711',
    until: date(until),
    grantedBy: 'Lee',
    reason: 'illness',
    grantedOn: date('2027-10-05'),
    stamp: null,
  });
  const granted = (until: string, asOf: string, given = membership()) =>
    decideOverride(given, override(until), date(asOf));
  const refusal = (reason: string, until: string, asOf: string) => ({
    outcome: 'refused',
    refusal: { rule: 'R-REN-7', reason, inputs: { windowCloses: '2027-10-01', until, asOf } },
  });

  it('is granted after the window has closed, for today at the earliest', () => {
    expect(granted('2027-10-02', '2027-10-02')).toEqual({
      outcome: 'granted',
      membership: { ...membership(), override: override('2027-10-02') },
    });
  });

  it('is refused with the reason', () => {
    expect(granted('2027-10-20', '2027-10-01')).toEqual(
      refusal(
        'the window is not over before 2027-10-01 has passed: an override comes after it',
        '2027-10-20',
        '2027-10-01',
      ),
    );
    expect(granted('2027-10-04', '2027-10-05')).toEqual(
      refusal('"until" 2027-10-04 lies before 2027-10-05', '2027-10-04', '2027-10-05'),
    );
    const gone = membership({ status: { name: 'superseded', on: date('2027-05-01'), by: 'M2', stamp: null } });
    expect(granted('2027-10-20', '2027-10-05', gone)).toEqual({
      outcome: 'refused',
      refusal: {
        rule: 'R-MEM-5',
        reason: 'superseded on 2027-05-01: there is nothing to renew',
        inputs: { windowCloses: '2027-10-01', until: '2027-10-20', asOf: '2027-10-05' },
      },
    });
  });

  it('covers its last day, not the day after', () => {
    const given = { membership: membership({ override: override('2027-10-20') }) };
    const fresh = { ...given, partner: partner({ profileReviews: dates('2027-10-01') }) };
    expect(decided(fresh, '2027-10-20').outcome).toBe('renewed');
    expect(decided(fresh, '2027-10-21').outcome).toBe('refused');
  });
});
