import { describe, expect, it } from 'vitest';
import { decideExpiry } from '../../../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { config, contact, date, facts, GOLD_LEARNING, membership, on, withAnswers } from '../../support.ts';
import { about, claimedOn, decided, idOf, KIM, reviewed } from './decided.ts';

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
