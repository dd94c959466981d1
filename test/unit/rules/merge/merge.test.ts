import { describe, expect, it } from 'vitest';
import { renewalEligibility } from '../../../../shared/domain/eligibility/joint-renewal.ts';
import { anniversary, type Membership } from '../../../../shared/domain/memberships/membership.ts';
import { lastDayInForce } from '../../../../shared/domain/memberships/status.ts';
import {
  type ConsolidationOutcome,
  decideConsolidation,
  withConsolidation,
} from '../../../../shared/domain/merge/consolidation.ts';
import { decideMembershipEnd } from '../../../../shared/domain/merge/membership-end.ts';
import { isBeingSent, isMergeDone, mergeRefusal } from '../../../../shared/domain/merge/merge.ts';
import { partnerConflicts } from '../../../../shared/domain/merge/merge-conflicts.ts';
import {
  leftOutBefore,
  leftOutBy,
  leftOutReason,
  mergeContacts,
  mergeKpiLedgers,
  mergePartnerRecords,
  movedMembership,
  movedStub,
  tombstone,
} from '../../../../shared/domain/merge/merge-records.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import type { Contact, OngoingMerge } from '../../../../shared/domain/partners/partner.ts';
import { renewalContent } from '../../../../shared/domain/renewal/contents.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import { decidePayment } from '../../../../shared/domain/renewal/payment/decide-payment.ts';
import type { PaymentOutcome } from '../../../../shared/domain/renewal/payment/payment.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { composeMail } from '../../../../shared/mail/compose/compose-mail.ts';
import { config, contact, date, dates, facts, kpi, LAP, membership, on, partner } from '../support.ts';

const AT = { on: date('2021-03-01'), stamp: null };
const MARK = {
  since: date('2021-02-01'),
  cause: 'bounce',
  at: '2021-02-01T08:00:00.000Z',
  noticeId: 'n',
  stamp: null,
} as const;
const MERGING: OngoingMerge = { mergeId: 'm-1', into: 'P-1', from: 'P-2', since: date('2021-03-01') };
const STAMP = { at: '2021-03-01T08:00:00.000Z', runId: 'merge-1' };

/** A membership with an anniversary on a day: bought a year before. */
const pack = (membershipId: string, ad: string, fields: Partial<Membership> = {}): Membership =>
  membership({ membershipId, purchasedOn: date(`${Number(ad.slice(0, 4)) - 1}${ad.slice(4)}`), cycle: 1, ...fields });
const own = (merged: Membership) => ({ membership: merged, isOwn: true });
const other = (merged: Membership) => ({ membership: merged, isOwn: false });
const byStage = (a: { stage: number | null }, b: { stage: number | null }) => (a.stage ?? 0) - (b.stage ?? 0);
const competency = (name: string, level: 'silver' | 'gold' = 'silver'): Terms => ({
  offer: 'competency',
  competency: name,
  level,
  learningOption: false,
});

const planned = (day: string, ...members: { membership: Membership; isOwn: boolean }[]) =>
  Object.fromEntries(decideConsolidation(members, date(day)));

describe('R-MRG-2: two Action Packs in a merge', () => {
  const june = pack('A-1', '2021-06-01');
  const october = pack('A-2', '2021-10-01');

  it('keep the later anniversary, October rather than June; the other pack ends when its own renewal would begin', () => {
    expect(planned('2021-03-01', own(june), other(october))).toEqual({
      'A-2': { consolidation: null, covers: [] },
      'A-1': { consolidation: { into: 'A-2', on: '2021-06-02', anniversary: '2021-10-01' }, covers: [] },
    });
  });

  it.each([
    ['on the anniversary', '2021-06-01', '2021-06-02'],
    ['on the first day of the window', '2021-06-02', '2021-06-02'],
    ['in the middle of the window', '2021-06-15', '2021-06-15'],
    ['on the last day of the window', '2021-07-01', '2021-07-01'],
  ])('are consolidated when merged %s', (_, day, ends) => {
    expect(planned(day, own(june), other(october))['A-1']?.consolidation?.on).toBe(ends);
  });

  it('are consolidated the same when a merge that was stopped goes on', () => {
    const [one, two] = [own(june), other(october)];
    const written = Object.entries(planned('2021-06-15', one, two)).map(([id, to]) => {
      const { membership: leading, isOwn } = id === 'A-1' ? one : two;
      return { membership: { ...leading, ...to }, isOwn };
    });
    expect(planned('2021-06-15', ...written)).toEqual(planned('2021-06-15', one, two));
  });

  it('have one renewal left if they are merged after the window', () => {
    expect(planned('2021-07-02', own(june), other(october))).toEqual({});
  });

  it('keep the pack of the partner that stays if both have the same anniversary', () => {
    const plan = planned('2021-03-01', own(pack('B', '2021-06-01')), other(pack('A', '2021-06-01')));
    expect(plan).toMatchObject({ B: { consolidation: null }, A: { consolidation: { into: 'B' } } });
  });

  it('keep 2024-02-29 rather than 2024-02-28', () => {
    const leap = membership({ membershipId: 'L', purchasedOn: date('2020-02-29'), cycle: 4 });
    const before = membership({ membershipId: 'B', purchasedOn: date('2020-02-28'), cycle: 4 });
    expect(anniversary(leap)).toBe('2024-02-29');
    expect(planned('2024-01-01', own(before), other(leap))).toMatchObject({
      B: { consolidation: { into: 'L', on: '2024-02-29', anniversary: '2024-02-29' } },
    });
  });

  it('are not consolidated with a Learning Action Pack, and move if expired or superseded', () => {
    const lap = pack('L', '2021-10-01', { terms: LAP });
    const expired = pack('E', '2021-01-01', { status: { name: 'expired', expiredOn: date('2021-02-01') } });
    expect(planned('2021-03-01', own(june), other(lap), other(expired))).toEqual({});
  });
});

describe('R-MRG-2: competencies in a merge', () => {
  const data = pack('C-1', '2020-10-01', { terms: competency('Data Analytics') });
  const devOps = pack('C-2', '2020-12-01', { terms: competency('DevOps', 'gold') });

  it('have one renewal, on 2020-12-01, for 2020-10-01 and 2020-12-01', () => {
    expect(planned('2020-08-01', own(data), other(devOps))).toEqual({
      'C-2': { consolidation: null, covers: [competency('Data Analytics')] },
      'C-1': { consolidation: { into: 'C-2', on: '2020-10-02', anniversary: '2020-12-01' }, covers: [] },
    });
  });

  it('have the same competency covered once, at the highest level', () => {
    const gold = pack('C-3', '2020-11-01', { terms: competency('Data Analytics', 'gold') });
    const { 'C-2': leader } = planned('2020-08-01', own(data), other(devOps), other(gold));
    expect(leader?.covers).toEqual([competency('Data Analytics', 'gold')]);
  });

  it('stay covered in a second merge, and those that wait for their own day wait for the same day', () => {
    const first = planned('2020-08-01', own(data), other(devOps));
    const [one, two] = [data, devOps].map((before) => ({
      ...before,
      ...(first[before.membershipId] as ConsolidationOutcome),
    }));
    const later = pack('C-3', '2021-02-01', { terms: competency('Security') });
    const second = planned('2020-09-01', own(one as Membership), own(two as Membership), other(later));
    expect(second).toMatchObject({
      'C-3': { consolidation: null, covers: [competency('Data Analytics'), competency('DevOps', 'gold')] },
      'C-2': { consolidation: { into: 'C-3', on: '2020-12-02', anniversary: '2021-02-01' }, covers: [] },
      'C-1': { consolidation: { into: 'C-3', on: '2020-10-02' } },
    });
  });

  it('do not include advanced specializations, which are renewed each by itself', () => {
    const terms: Terms = { offer: 'advanced-specialization', competency: 'AI', level: null, learningOption: false };
    const two = [own(pack('S-1', '2021-06-01', { terms })), other(pack('S-2', '2021-07-01', { terms }))];
    expect(decideConsolidation(two, date('2021-03-01')).size).toBe(0);
  });
});

describe('R-MRG-2: a membership that is renewed with another', () => {
  const june = pack('A-1', '2021-06-01');
  const to: ConsolidationOutcome = {
    consolidation: { into: 'A-2', on: date('2021-06-02'), anniversary: date('2021-10-01') },
    covers: [],
  };
  const recipients = [{ to: 'kim@contoso.example', name: 'Kim', role: 'global-admin', locale: 'en' } as const];
  const waiting = withConsolidation(june, to, { recipients, config: config() }, on('2021-03-01'));

  it('has every open stage of its renewal skipped, with the reason', () => {
    expect(
      Object.values(waiting.notices)
        .toSorted(byStage)
        .map(({ stage, rule, notices }) => [stage, rule, notices[0]?.state]),
    ).toEqual(config().noticeStages.map((stage) => [stage, 'R-MRG-2', { status: 'skipped', reason: 'consolidated' }]));
    expect(dueDates(waiting, config())).toEqual({ notices: null, expiry: '2021-06-02' });
  });

  it('has no current reminder any more', () => {
    expect(isCurrent(facts({ membership: june }), '-30', date('2021-05-10'))).toBe(true);
    expect(isCurrent(facts({ membership: waiting }), '-30', date('2021-05-10'))).toBe(false);
  });

  it.each([
    ['2021-06-01', 'active'],
    ['2021-06-02', 'superseded'],
    ['2021-07-02', 'superseded'],
  ])('is, on %s, %s, without an expiry notice', (day, status) => {
    const { membership: end, decisions } = decideMembershipEnd(facts({ membership: waiting }), on(day));
    expect(end.status.name).toBe(status);
    expect(end.notices).toMatchObject(waiting.notices);
    expect(end.notices).not.toHaveProperty('31');
    expect(decisions.map(({ rule, what }) => [rule, what])).toEqual(
      status === 'active' ? [] : [['R-MRG-2', 'superseded']],
    );
    if (status === 'superseded') expect(end.status).toMatchObject({ name: 'superseded', on: '2021-06-02', by: 'A-2' });
  });

  it('stays in force through the day before', () => expect(lastDayInForce(waiting)).toBe('2021-06-01'));

  it('refuses a payment, and names what is renewed, and when', () => {
    const payment = { paidOn: date('2021-06-02'), reference: 'wire', commandId: 'C' };
    const reviewed = partner({ profileReviews: dates('2021-06-01') });
    const paid = decidePayment(facts({ membership: waiting, partner: reviewed }), payment, on('2021-06-02'));
    expect(paid).toMatchObject({
      outcome: 'refused',
      refusal: {
        rule: 'R-MRG-2',
        reason: 'renewed together with A-2, on the anniversary 2021-10-01: its fee is the only one',
      },
    });
  });
});

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

describe('R-MRG-1, R-MRG-3: the partners of a merge', () => {
  const into = partner({ merge: MERGING });
  const from = partner({ partnerId: 'P-2', merge: MERGING });

  it('are left alone while they are merging, and replaced by the partner that stays after it', () => {
    expect(mergeRefusal(partner())).toBeNull();
    expect(mergeRefusal(into)).toMatchObject({ rule: 'R-MRG-3' });
    expect(mergeRefusal(tombstone(from, MERGING))).toMatchObject({
      rule: 'R-MRG-1',
      reason: 'merged into P-1 on 2021-03-01',
    });
  });

  it('are merged after a stop, once the last of the writes is done', () => {
    expect(partnerConflicts(into, from)).toEqual([]);
    expect(partnerConflicts(into, tombstone(from, MERGING))).toEqual([]);
    expect(isMergeDone(into, tombstone(from, MERGING))).toBe(false);
    expect(isMergeDone({ ...into, merge: null }, tombstone(from, MERGING))).toBe(true);
  });

  it('are not merged while another merge of one of them is under way', () => {
    const elsewhere = partner({ partnerId: 'P-2', merge: { ...MERGING, into: 'P-3' } });
    expect(partnerConflicts(partner(), elsewhere)).toMatchObject([{ code: 'merging', rule: 'R-MRG-3' }]);
    const gone = partner({ mergedInto: { partnerId: 'P-3', on: date('2021-01-01') } });
    expect(partnerConflicts(gone, partner({ partnerId: 'P-2' }))).toMatchObject([{ code: 'merged', rule: 'R-MRG-1' }]);
  });

  it('have one contact per role and address, those of the partner that stays first', () => {
    const mine = [contact({ name: 'Kim' }), contact({ role: 'mpn-admin', email: 'lee@contoso.example' })];
    const theirs = [contact({ name: 'Kimberley', email: 'KIM@contoso.example' }), contact({ email: 'bo@f.example' })];
    expect(mergeContacts(partner({ contacts: mine }), partner({ contacts: theirs }))).toEqual([...mine, theirs[1]]);
  });

  const many = (count: number, host: string, fields: Partial<Contact> = {}): Contact[] =>
    Array.from({ length: count }, (_, index) => contact({ email: `${index}@${host}`, ...fields }));

  it('R-IMP-6: have at most fifty contacts, those of the partner that stays first, and tell whom they leave out', () => {
    const [mine, theirs] = [many(50, 'contoso.example'), many(50, 'fabrikam.example')];
    const [into, from] = [partner({ contacts: mine }), partner({ partnerId: 'P-2', contacts: theirs })];
    expect(mergeContacts(into, from)).toEqual(mine);
    expect(leftOutBy(into, from).contacts).toEqual(theirs.map(({ email }) => `global-admin ${email}`));
    expect(leftOutReason(leftOutBy(into, from))).toBe(
      'left out by the merge: 50 contacts (at most 50 a partner): global-admin 0@fabrikam.example, global-admin 1@fabrikam.example, global-admin 2@fabrikam.example, global-admin 3@fabrikam.example, global-admin 4@fabrikam.example and 45 more',
    );
    expect(leftOutReason(leftOutBy(into, into))).toBe('');
    const merged = mergePartnerRecords(into, from, AT);
    expect(leftOutBefore(merged, 'P-2')).toMatchObject([
      { on: '2021-03-01', rule: 'R-IMP-6', what: 'left-out-by-merge' },
    ]);
    expect(leftOutBefore(merged, 'P-3')).toEqual([]);
  });

  it('R-IMP-6: keep admins who can be reached before anybody else', () => {
    const mine = [...many(20, 'contoso.example'), ...many(30, 'office.example', { role: 'account-admin' })];
    const unreachable = [{ ...MARK, address: '3@contoso.example' }];
    const theirs = many(40, 'fabrikam.example');
    const kept = mergeContacts(partner({ contacts: mine, unreachable }), partner({ contacts: theirs }));
    expect(kept).toEqual([...mine.slice(0, 3), ...mine.slice(4, 20), ...theirs.slice(0, 31)]);
  });

  it('R-IMP-6: have at most 400 domains, those of the partner that stays first', () => {
    const domains = (count: number, host: string) => Array.from({ length: count }, (_, index) => `d${index}.${host}`);
    const into = partner({ verifiedDomains: domains(399, 'contoso.example') });
    const from = partner({ partnerId: 'P-2', verifiedDomains: domains(3, 'fabrikam.example') });
    const merged = mergePartnerRecords(into, from, AT);
    expect(merged.verifiedDomains).toEqual([...into.verifiedDomains, 'd0.fabrikam.example']);
    expect(leftOutBefore(merged, 'P-2')[0]?.reason).toBe(
      'left out by the merge: 2 domains (at most 400 a partner): d1.fabrikam.example, d2.fabrikam.example',
    );
  });

  it('have their trainers added up once, however often it is done', () => {
    const once = mergePartnerRecords(partner({ mctCount: 4 }), partner({ partnerId: 'P-2', mctCount: 3 }), AT);
    expect(once).toMatchObject({ mctCount: 7, mergedFrom: ['P-2'] });
    expect(mergePartnerRecords(once, partner({ partnerId: 'P-2', mctCount: 3 }), AT)).toBe(once);
  });

  it('keep what a refresh has published for either (R-KPI-8)', () => {
    const months = { '2021-01': { kpi: '7', revenue: {} } };
    const old = kpi({ publishedThrough: '2021-01' as never, refreshOn: date('2021-03-15') });
    expect(mergeKpiLedgers(kpi({ dirty: true }), old, months as never)).toMatchObject({
      publishedThrough: '2021-01',
      refreshOn: '2021-03-15',
      dirty: false,
      months,
    });
  });
});

describe('R-MRG-1: the remains of a merged partner', () => {
  const theirs = pack('M1', '2021-06-01', { partnerId: 'P-2' });
  const ids = new Map([['M1', 'M1.P-2']]);

  it('R-MRG-1: a moved membership leads to its copy, and is due for nobody', () => {
    const left = movedStub(theirs, ids, MERGING, STAMP);
    expect(left.status).toEqual({ name: 'moved', to: 'P-1', as: 'M1.P-2', on: '2021-03-01', stamp: STAMP });
    expect(dueDates(left, config())).toEqual({ notices: null, expiry: null });
    expect(movedMembership(theirs, ids, MERGING)).toMatchObject({
      partnerId: 'P-1',
      membershipId: 'M1.P-2',
      status: { name: 'active' },
      cycle: 1,
    });
  });
});

it.each([
  ['2021-03-01T08:01:59Z', true],
  ['2021-03-01T08:02:00Z', false],
])('R-MRG-1: a notice claimed at 08:00 may be on its way at %s: %s', (now, isIt) => {
  const state = {
    status: 'claimed',
    attempt: 1,
    claimedAt: '2021-03-01T08:00:00Z',
    runId: 'r',
    on: date('2021-03-01'),
  };
  const ledger = { '-30': { notices: [{ state }] } } as never;
  expect(isBeingSent(ledger, now)).toBe(isIt);
});
