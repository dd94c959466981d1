import { describe, expect, it } from 'vitest';
import { renewalEligibility } from '../../../../shared/domain/eligibility/joint-renewal.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { PaymentOutcome } from '../../../../shared/domain/renewal/payment/payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { composeMail } from '../../../../shared/mail/compose/compose-mail.ts';
import { config, date, dates, facts, kpi, LAP, membership, on, partner } from '../support.ts';
import { competency } from './merge-facts.ts';

describe('R-MRG-4: a joint renewal, AD 2027-09-01', () => {
  // Asked for by the configuration of these tests: of silver 1 MCT, of gold 4; of silver Security 9.
  const requirements = ['DevOps', 'Data', 'Security'].flatMap((name) => [
    { competency: name, level: 'silver', learningOption: false, mct: name === 'Security' ? 9 : 1 },
    { competency: name, level: 'gold', learningOption: false, mct: 4 },
  ]);
  const years = config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements }] });
  const [devOps, goldDevOps] = [competency('DevOps'), competency('DevOps', 'gold')];
  const [data, goldData] = [competency('Data'), competency('Data', 'gold')];
  const security = competency('Security');
  const reviewed = (mctCount: number) => partner({ mctCount, profileReviews: dates('2027-08-20') });
  const given = (terms: Terms, covers: Terms[], mctCount: number) =>
    facts({ membership: membership({ terms, covers }), partner: reviewed(mctCount), config: years });
  const pay = (renewable: RenewalFacts, acceptFallback?: 'attained' | 'silver') => {
    const payment = { paidOn: date('2027-09-02'), reference: 'wire', commandId: 'C', acceptFallback };
    return decidePayment(renewable, payment, on('2027-09-02'));
  };
  const renewalOf = (outcome: PaymentOutcome) => {
    if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
    const { terms, covers, lastRenewal } = outcome.membership;
    return { terms, covers, ended: lastRenewal?.ended, reason: outcome.decision.reason };
  };

  it('is met if everything is met, and renews everything, the highest level first', () => {
    expect(renewalOf(pay(given(devOps, [goldData], 4)))).toEqual({
      terms: goldData,
      covers: [devOps],
      ended: [],
      reason: 'paid on 2027-09-02: the next anniversary is 2028-09-01; it covers DevOps silver',
    });
    expect(renewalOf(pay(given(goldDevOps, [goldData], 4))).terms).toEqual(goldDevOps);
  });

  it('goes on in its own competency, where that is renewed at the highest level, whatever covers it', () => {
    expect(renewalOf(pay(given(devOps, [goldData, goldDevOps], 4)))).toMatchObject({
      terms: goldDevOps,
      covers: [goldData],
    });
    expect(renewalOf(pay(given(devOps, [goldData, goldDevOps], 3), 'attained'))).toMatchObject({
      terms: devOps,
      covers: [data],
      ended: [goldData, goldDevOps],
    });
  });

  it('is not met if anything is not, and says of which competency each shortfall is', () => {
    const { membership: renewable, ...evidence } = given(devOps, [goldData, security], 3);
    expect(renewalEligibility(renewable, evidence, date('2027-09-02'))).toEqual({
      state: 'not-met',
      shortfalls: [
        { code: 'mct', have: 3, need: 4, terms: goldData },
        { code: 'mct', have: 3, need: 9, terms: security },
      ],
    });
  });

  it.each([undefined, 'silver'] as const)('is refused with the list, accepting %s', (accepted) => {
    expect(pay(given(devOps, [goldData, security], 3), accepted)).toMatchObject({
      outcome: 'refused',
      refusal: {
        rule: 'R-REN-4',
        reason:
          'Data gold is not met: 3 of 4 MCT; Security silver is not met: 3 of 9 MCT; acceptFallback "attained" renews DevOps silver, Data silver, and ends Data gold, Security silver',
      },
    });
  });

  it('renews what is attained if that is accepted, and says what ends', () => {
    expect(renewalOf(pay(given(devOps, [goldData, security], 3), 'attained'))).toEqual({
      terms: devOps,
      covers: [data],
      ended: [goldData, security],
      reason:
        'paid on 2027-09-02: the next anniversary is 2028-09-01; it covers Data silver; not met, and ended: Data gold, Security silver',
    });
  });

  it('keeps with the closed cycle what was renewed together until then (R-REN-2)', () => {
    const paid = pay(given(devOps, [goldData, security], 3), 'attained');
    if (paid.outcome === 'refused') throw new Error(paid.refusal.reason);
    expect(paid.membership.closing).toMatchObject({ terms: devOps, covers: [goldData, security] });
  });

  it('goes on as a Learning Action Pack if no competency is attained, and is refused if nothing is', () => {
    const years27 = { from: '2027-07-01', to: '2028-06-30' };
    const [all] = [{ ...years27, requirements: requirements.map((each) => ({ ...each, mct: 9 })) }];
    const strict = (mctCount: number) => ({
      ...given(devOps, [data], mctCount),
      config: config({ programYears: [all] }),
    });
    expect(renewalOf(pay(strict(1), 'attained'))).toMatchObject({ terms: LAP, covers: [], ended: [devOps, data] });
    expect(pay(strict(0), 'attained')).toMatchObject({
      refusal: { reason: 'DevOps silver is not met: 0 of 9 MCT; Data silver is not met: 0 of 9 MCT; no level is met' },
    });
  });

  it('is, for silver and gold of one competency, a renewal of gold alone', () => {
    expect(renewalOf(pay(given(devOps, [goldDevOps], 4)))).toMatchObject({ terms: goldDevOps, covers: [], ended: [] });
    expect(pay(given(devOps, [goldDevOps], 3))).toMatchObject({
      refusal: { reason: 'DevOps gold is not met: 3 of 4 MCT; the highest level met is DevOps silver' },
    });
    expect(renewalOf(pay(given(devOps, [goldDevOps], 3), 'silver'))).toMatchObject({
      terms: devOps,
      ended: [goldDevOps],
    });
  });

  it('waits for what is not decided yet, names it, and says what else is lacking (R-KPI-8)', () => {
    const learning = { ...goldData, learningOption: true };
    const asked = [...requirements, { competency: 'Data', level: 'gold', learningOption: true, kpi: '10' }];
    const waiting = {
      ...given(security, [learning, devOps], 4),
      config: config({ programYears: [{ from: '2027-07-01', to: '2028-06-30', requirements: asked }] }),
      kpi: kpi({ refreshOn: date('2027-09-15') }),
    };
    expect(renewalEligibility(waiting.membership, waiting, date('2027-09-02'))).toEqual({
      state: 'pending',
      decidesOn: '2027-09-15',
      shortfalls: [{ code: 'mct', have: 4, need: 9, terms: security }],
    });
    expect(pay(waiting, 'attained')).toMatchObject({
      refusal: {
        rule: 'R-KPI-8',
        reason:
          'eligibility of Data gold with Learning option is pending until the KPI refresh of 2027-09-15 has run; lacking anyway: Security silver is not met: 4 of 9 MCT',
      },
    });
  });

  it('is undecidable if the configuration lacks a requirement, though the others are met', () => {
    const unknown = given(devOps, [competency('AI')], 4);
    expect(renewalEligibility(unknown.membership, unknown, date('2027-09-02')).state).toBe('undecidable');
    expect(pay(unknown, 'attained')).toMatchObject({ refusal: { rule: 'R-REN-3' } });
  });

  it('names each competency in its notices, with all that each lacks', () => {
    const content = renewalContent(given(devOps, [goldData, security], 3), -30, date('2027-08-02'));
    expect(content).toMatchObject({
      terms: devOps,
      together: [devOps, goldData, security],
      missing: [
        { code: 'fee' },
        { code: 'profile-review' },
        { code: 'mct', have: 3, need: 4, terms: goldData },
        { code: 'mct', have: 3, need: 9, terms: security },
      ],
    });
    const { text } = composeMail(
      content,
      { name: 'Kim', locale: 'en' },
      { partnerCenterUrl: 'https://p.example/', timeZone: 'UTC' },
    );
    const [before, after] = text.split('Gold Data competency\n').slice(-2) as [string, string];
    expect(before).toContain('Silver DevOps competency');
    expect(before).toContain('All its requirements are met.');
    expect(after).toMatch(/3 of the 4 required.*Silver Security competency.*3 of the 9 required/s);
  });

  it('names each competency that ends in the expiry notice', () => {
    const { membership: renewable, ...rest } = given(devOps, [goldData], 4);
    expect(expiredContent({ membership: renewable, ...rest }, { inputs: {} }).together).toEqual([devOps, goldData]);
  });

  it('is at risk for what lacks something, and the notice names it (R-COMP-5)', () => {
    const before = { state: 'met', since: date('2027-01-01'), shortfalls: [], awaitsKpi: false } as const;
    const leading = membership({
      terms: devOps,
      covers: [goldData],
      standing: { ...before, shortfalls: [] },
      evaluateOn: date('2027-07-01'),
    });
    const { membership: evaluated } = decideStanding(
      { ...given(devOps, [], 3), membership: leading },
      on('2027-07-01'),
    );
    const record = Object.values(evaluated.notices)[0];
    expect(record?.reason).toContain('Data gold: 3 of 4 MCT');
    expect(record?.inputs.shortfalls).toEqual([{ code: 'mct', have: 3, need: 4, terms: goldData }]);
  });
});
