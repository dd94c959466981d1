import { describe, expect, it } from 'vitest';
import { newListing } from '../../../../shared/domain/directory/listing.ts';
import { decideUpgrade } from '../../../../shared/domain/enrolment/upgrade.ts';
import { upgradedContent } from '../../../../shared/domain/enrolment/upgrade-notice.ts';
import { endedKey, type Membership, UPGRADED } from '../../../../shared/domain/memberships/membership.ts';
import { decideMembershipEnd } from '../../../../shared/domain/merge/membership-end.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import type { ExpiredContent } from '../../../../shared/domain/renewal/contents.ts';
import { dueDates } from '../../../../shared/domain/renewal/due-dates.ts';
import { endedContent } from '../../../../shared/domain/renewal/ending/end-notice.ts';
import { decideExpiry, expiredContent } from '../../../../shared/domain/renewal/expiry.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import type { EndingFacts, RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideResend } from '../../../../shared/domain/renewal/resend.ts';
import {
  ACTION_PACK,
  config,
  date,
  facts,
  GOLD_LEARNING,
  kpi,
  LAP,
  membership,
  on,
  partner,
  SILVER_LEARNING,
  withAnswers,
} from '../support.ts';

const silver = (competency: string): Terms => ({ ...SILVER_LEARNING, competency, learningOption: false });
const token = (membershipId: string) => ({
  kind: 'token' as const,
  tokenId: `T-${membershipId}`,
  membershipId,
  issuedOn: date('2027-01-05'),
  recordedOn: date('2027-01-05'),
  commandId: null,
  product: 'Azure',
  seats: 25,
  activation: null,
  replaces: null,
  replacedBy: null,
});
const benefits = { partnerId: 'P-1', entries: [token('M1'), token('M2')] };

/** In the directory since January 2027. */
const listing = {
  ...newListing(
    'P-1',
    {
      displayName: 'Contoso',
      country: 'KR',
      url: 'https://contoso.example/ms',
      aboutPartnerOnly: true,
      noCompetitors: true,
      ownedByPartner: true,
    },
    true,
    date('2027-01-01'),
  ),
  submitted: { displayName: 'Contoso', country: 'KR', url: 'https://contoso.example/ms', month: '2027-01' as never },
};
const alone: EndingFacts = { others: [], listing: null };

const ENDED = endedKey(date('2027-09-02'));

describe('R-LIC-6: a membership of AD 2027-09-01 in whose place M2 of AD 2027-12-01 goes on', () => {
  const waiting = (terms: Terms = ACTION_PACK): Membership =>
    membership({
      terms,
      consolidation: { into: 'M2', on: date('2027-09-02'), anniversary: date('2027-12-01') },
    });
  const leader = (fields: Partial<Membership> = {}): Membership =>
    membership({ membershipId: 'M2', purchasedOn: date('2026-12-01'), cycle: 1, ...fields });
  const ended = (given: Membership, others: Membership[], day = '2027-09-02', ending: Partial<EndingFacts> = {}) => {
    const known = facts({ membership: given, benefits, ending: { ...alone, others, ...ending } });
    const end = decideMembershipEnd(known, on(day)).membership;
    const record = end.notices[ENDED];
    if (record === undefined) throw new Error('no mail');
    return { end, record, content: endedContent({ ...known, membership: end }, record) };
  };

  const resend = (given: Membership, others: Membership[], day = '2027-09-04') =>
    decideResend(
      facts({ membership: given, ending: { ...alone, others } }),
      { to: 'kim@contoso.example', commandId: 'C-1' },
      on(day),
    );

  it('has a mail that says what goes on, when it is renewed, and which benefits have ended', () => {
    const { content, record } = ended(waiting(), [leader()]);
    expect(content).toEqual({
      kind: 'consolidated',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      membershipId: 'M1',
      terms: ACTION_PACK,
      cycle: 7,
      endedOn: '2027-09-02',
      goesOn: { membershipId: 'M2', terms: ACTION_PACK, covers: [], anniversary: '2027-12-01' },
      losses: [{ code: 'benefits' }, { code: 'licenses' }],
      licences: [{ kind: 'token', tokenId: 'T-M1', product: 'Azure', needsKey: false, seats: 25 }],
    });
    expect(record.inputs).toMatchObject({ licencesEnded: 1 });
    expect(record.notices.map(({ kind, to }) => [kind, to])).toEqual([['consolidated', 'kim@contoso.example']]);
  });

  it('keeps the competency that M2 covers at its level, and loses one that it does not', () => {
    const covering = leader({ terms: silver('Data'), covers: [silver('DevOps')] });
    const lossesBeside = (...others: Membership[]) =>
      ended(waiting(silver('DevOps')), others).content.losses.map(({ code }) => code);
    expect(lossesBeside(covering)).toEqual(['benefits', 'licenses']);
    expect(lossesBeside({ ...covering, covers: [] })).toEqual(['benefits', 'licenses', 'competency']);
  });

  it('names the membership that has taken the place of M2 since', () => {
    const by = leader({ status: { name: 'superseded', on: date('2027-06-01'), by: 'G2', stamp: null } });
    const gold = leader({ membershipId: 'G2', purchasedOn: date('2027-06-01') });
    expect(ended(waiting(), [by, gold]).content.goesOn).toMatchObject({
      membershipId: 'G2',
      anniversary: '2028-06-01',
    });
  });

  it('does not say that M2 goes on once M2 has expired, in a run that is months late', () => {
    const expired = leader({ status: { name: 'expired', expiredOn: date('2028-01-01') } });
    const { content, record } = ended(waiting(), [expired], '2028-01-05');
    expect(content).toMatchObject({ kind: 'benefits-ended', endedOn: '2027-09-02', goesOn: null });
    expect(record.reason).toBe('renewed together with M2, which is not in force any more');
  });

  it('says that the listing is withdrawn only if nothing else entitles the partner', () => {
    const says = (others: Membership[]) =>
      ended(waiting(LAP), others, '2027-09-02', { listing }).content.losses.some(
        ({ code }) => code === 'directory-listing',
      );
    expect(says([leader()])).toBe(true);
    expect(says([leader({ terms: LAP })])).toBe(false);
  });

  it('is due for grace-expiry until the mail is answered, and its mail can be sent again', () => {
    const { end } = ended(waiting(), [leader()]);
    expect(dueDates(end, config()).expiry).toBe('2027-09-02');
    const answered = withAnswers(end);
    expect(dueDates(answered, config())).toEqual({ notices: null, expiry: null });
    const resent = resend(answered, [leader()]);
    if (resent.outcome === 'refused') throw new Error(resent.refusal.reason);
    expect(resent.membership.notices[ENDED]?.notices).toMatchObject([
      { kind: 'consolidated', state: { status: 'claimed', attempt: 1 } },
    ]);
  });

  it.each<[string, Partial<Membership>]>([
    ['has expired', { status: { name: 'expired', expiredOn: date('2028-01-01') } }],
    ['was renewed to the next anniversary', { cycle: 2 }],
    ['covers another competency, too', { covers: [silver('Data')] }],
    ['is an upgraded one', { terms: silver('DevOps') }],
    ['is called otherwise', { membershipId: 'M3' }],
  ])('R-NOT-9: sends no mail again that M2 goes on when the one in its place %s since', (_, fields) => {
    const answered = withAnswers(ended(waiting(), [leader()]).end);
    const by = fields.membershipId ?? 'M2';
    const following: Membership = {
      ...answered,
      status: { name: 'superseded', on: date('2027-09-02'), by, stamp: null },
    };
    expect(resend(following, [leader(fields)])).toMatchObject({ outcome: 'refused', refusal: { rule: 'R-NOT-1' } });
  });

  it('R-NOT-9: sends no mail again that it has ended with all benefits once M2 is in force again', () => {
    const expired = leader({ status: { name: 'expired', expiredOn: date('2028-01-01') } });
    const answered = withAnswers(ended(waiting(), [expired], '2028-01-05').end);
    expect(resend(answered, [expired], '2028-01-06').outcome).toBe('resent');
    expect(resend(answered, [leader({ cycle: 2 })], '2028-01-06')).toMatchObject({ outcome: 'refused' });
  });

  it('does not apply any more once a payment has brought the membership back', () => {
    const { end } = ended(waiting(), [leader()]);
    expect(isCurrent(facts({ membership: end }), ENDED, date('2027-09-05'))).toBe(true);
    expect(isCurrent(facts({ membership: { ...end, status: { name: 'active' } } }), ENDED, date('2027-09-05'))).toBe(
      false,
    );
  });

  it('R-ROLE-4: has the operators told if nobody at the partner can be', () => {
    const known = facts({ membership: waiting(), partner: partner({ contacts: [] }), ending: alone });
    expect(decideMembershipEnd(known, on('2027-09-02')).membership.notices[ENDED]).toMatchObject({
      rule: 'R-ROLE-4',
      notices: [{ kind: 'operator-alert', to: 'operators@vendor.example' }],
    });
  });
});

describe('R-LIC-6: the expiry notice of a LAP', () => {
  const told = (ending: EndingFacts): ExpiredContent['losses'] => {
    const known = facts({ membership: membership({ terms: LAP }), ending });
    const { membership: end } = decideExpiry(known, on('2027-10-02'));
    const record = end.notices['31'];
    if (record === undefined) throw new Error('no notice');
    return expiredContent({ ...known, membership: end }, record).losses;
  };
  const second = membership({ membershipId: 'M2', terms: GOLD_LEARNING, purchasedOn: date('2027-05-01'), cycle: 1 });
  const WITHDRAWN = { code: 'directory-listing' };

  it('says that the listing is withdrawn if it is in the directory', () => {
    expect(told({ others: [], listing })).toContainEqual(WITHDRAWN);
  });

  it.each<[string, EndingFacts]>([
    ['there is none', { others: [], listing: null }],
    ['it is not in the directory', { others: [], listing: { ...listing, submitted: null } }],
    ['another Learning membership is in force', { others: [second], listing }],
  ])('does not say so if %s', (_, ending) => expect(told(ending)).not.toContainEqual(WITHDRAWN));

  it('says so if the other Learning membership ends on the same day', () => {
    const other = membership({ membershipId: 'M2', terms: LAP });
    expect(told({ others: [other], listing })).toContainEqual(WITHDRAWN);
  });
});

describe('R-MEM-5: the mail about an upgrade', () => {
  const published = kpi({
    months: { ['2026-12' as never]: { kpi: '30', revenue: {} } },
    publishedThrough: '2027-09' as never,
    refreshOn: date('2027-11-15'),
  });
  const upgraded = (fields: Partial<RenewalFacts> = {}, day = '2027-05-20', paidOn = day) => {
    const given = facts({ membership: membership({ terms: SILVER_LEARNING }), kpi: published, benefits, ...fields });
    const request = { goldMembershipId: 'G1', paidOn: date(paidOn), reference: 'wire', commandId: 'C-1' };
    const outcome = decideUpgrade(given, [], request, on(day));
    if (outcome.outcome === 'refused') throw new Error(outcome.refusal.reason);
    return { ...outcome, given };
  };

  it('says what holds now, the new anniversary, the discount and what has ended with silver', () => {
    const { gold, given } = upgraded();
    const record = gold.notices[UPGRADED];
    if (record === undefined) throw new Error('no mail');
    expect(upgradedContent({ ...given, membership: gold }, record)).toEqual({
      kind: 'upgraded',
      partnerId: 'P-1',
      partnerName: 'Contoso',
      membershipId: 'G1',
      terms: GOLD_LEARNING,
      cycle: 1,
      paidOn: '2027-05-20',
      nextAnniversary: '2028-05-20',
      discountPercent: 25,
      from: { membershipId: 'M1', terms: SILVER_LEARNING },
      licences: [{ kind: 'token', tokenId: 'T-M1', product: 'Azure', needsKey: false, seats: 25 }],
    });
  });

  it('is claimed with gold, which is due until the mail is answered, and can be sent again', () => {
    const { gold } = upgraded();
    expect(gold.notices[UPGRADED]?.notices).toMatchObject([{ kind: 'upgraded', state: { status: 'claimed' } }]);
    expect(dueDates({ ...gold, evaluateOn: null }, config()).notices).toBe('2027-05-20');
    const again = { to: 'kim@contoso.example', commandId: 'C-2' };
    const resent = decideResend(facts({ membership: withAnswers(gold) }), again, on('2027-05-22'));
    expect(resent).toMatchObject({ outcome: 'resent', stage: null, to: ['kim@contoso.example'] });
  });

  it('R-REN-6: lists the benefits of a silver, too, that had expired before the upgrade was recorded', () => {
    const silverLost = membership({
      terms: SILVER_LEARNING,
      status: { name: 'expired', expiredOn: date('2027-10-02') },
    });
    const { gold, given } = upgraded({ membership: silverLost }, '2027-10-05', '2027-10-01');
    const record = gold.notices[UPGRADED];
    if (record === undefined) throw new Error('no mail');
    expect(upgradedContent({ ...given, membership: gold }, record).licences).toMatchObject([{ tokenId: 'T-M1' }]);
  });

  it('is not sent when gold itself has expired by the day on which the upgrade is recorded', () => {
    const { gold } = upgraded({}, '2028-07-01', '2027-05-20');
    expect([gold.status.name, gold.notices]).toEqual(['expired', {}]);
  });
});

describe('R-MEM-10: the loss of the offers on the Courseware Marketplace', () => {
  const learning = partner({ accountProfileOn: date('2021-01-01') });
  const losses = (given: typeof learning, ending: EndingFacts) => {
    const known = facts({ membership: membership({ terms: LAP }), partner: given, ending });
    const { membership: end } = decideExpiry(known, on('2027-10-02'));
    const record = end.notices['31'];
    if (record === undefined) throw new Error('no notice');
    return expiredContent({ ...known, membership: end }, record).losses.map(({ code }) => code);
  };
  const second = membership({ membershipId: 'M2', terms: GOLD_LEARNING, purchasedOn: date('2027-05-01'), cycle: 1 });

  it('is told in the expiry notice, if the partner had them and has them no more', () => {
    expect(losses(learning, alone)).toEqual(['benefits', 'licenses', 'courseware']);
    expect(losses(learning, { ...alone, others: [second] })).toEqual(['benefits', 'licenses']);
    expect(losses(partner(), alone)).toEqual(['benefits', 'licenses']);
  });
});
