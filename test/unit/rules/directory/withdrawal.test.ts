import { describe, expect, it } from 'vitest';
import { batchEntry } from '../../../../shared/domain/directory/batch-entry.ts';
import { type Listing, type ListingContent, newListing } from '../../../../shared/domain/directory/listing.ts';
import type { ListingFacts } from '../../../../shared/domain/directory/listing-facts.ts';
import { LISTING_WITHDRAWN } from '../../../../shared/domain/directory/listing-fate.ts';
import { recordSubmission } from '../../../../shared/domain/directory/submission.ts';
import { droppedContent } from '../../../../shared/domain/directory/withdrawal.ts';
import type { Membership, Renewal } from '../../../../shared/domain/memberships/membership.ts';
import type { StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { ACTION_PACK, config, contact, date, GOLD_LEARNING, LAP, membership, on, partner } from '../support.ts';
import { CONTENT, SHOWN } from './content.ts';

const listing = (content: Partial<ListingContent> = {}, partnerId = 'P-1'): Listing => ({
  ...newListing(partnerId, { ...CONTENT, ...content }, true, date('2027-01-01')),
  submitted: { ...SHOWN, month: '2027-01' as never },
});
const listed = (fields: Partial<ListingFacts> = {}): ListingFacts => ({
  listing: listing(),
  partner: partner(),
  memberships: [membership({ terms: LAP })],
  config: config(),
  heir: null,
  ...fields,
});
/** Of the batch of Monday 2027-10-18, after the window of the LAP has closed on 2027-10-01. */
const submit = (facts: ListingFacts, day = '2027-10-18') => {
  const entry = batchEntry(facts, date(day));
  const next = recordSubmission(facts, entry, on(day)).listing;
  return { action: entry?.action, next, record: next.notices['dropped-2027-10'] };
};
const said = (given: ListingFacts) => {
  const { record } = submit(given);
  if (record === undefined) return null;
  const { partnerId, why, displayName, withdrawnOn, problems } = droppedContent(given, record);
  return { partnerId, why, displayName, withdrawnOn, problems };
};

const told = (day: string): StageRecord => ({
  stage: 31,
  period: '7',
  decidedOn: date(day),
  runId: 'r',
  at: null,
  rule: 'R-EXP-1',
  reason: '',
  inputs: LISTING_WITHDRAWN,
  notices: [],
});
/** The renewal of a membership, recorded on a day, with what it ended. */
const renewal = (day: string, ended: Terms[]): Renewal => ({
  cycle: 6,
  kind: 'renewed',
  paidOn: date(day),
  recordedOn: date(day),
  reference: 'wire',
  commandId: 'C-1',
  ended,
  stamp: null,
});
const expired = (fields: Partial<Membership> = {}): Membership =>
  membership({ terms: LAP, status: { name: 'expired', expiredOn: date('2027-10-02') }, ...fields });
const superseded = (day: string, fields: Partial<Membership> = {}): Membership =>
  membership({
    membershipId: 'M2',
    terms: LAP,
    status: { name: 'superseded', on: date(day), by: 'M3', stamp: null },
    ...fields,
  });

describe('R-LIC-6: the mail that a listing is withdrawn', () => {
  const WITHDRAWN = { partnerId: 'P-1', displayName: 'Contoso', withdrawnOn: '2027-10-18', problems: [] };

  it('goes to the admins with the batch that withdraws it, once no Learning membership is in force', () => {
    const facts = listed({ memberships: [superseded('2027-09-02')] });
    expect(said(facts)).toEqual({ ...WITHDRAWN, why: 'not-entitled' });
    const { record, next } = submit(facts);
    expect(record).toMatchObject({
      rule: 'R-LIC-6',
      period: '2027-10',
      notices: [{ kind: 'listing-dropped', to: 'kim@contoso.example', state: { status: 'claimed' } }],
    });
    expect(next.dueOn).toBe('2027-10-18');
    expect(submit({ ...facts, listing: next }).next.notices).toEqual(next.notices);
  });

  it('says why, in the record and in the mail', () => {
    const facts = listed({ memberships: [superseded('2027-09-02')] });
    const { record } = submit(facts);
    expect(record?.reason).toBe('withdrawn with the batch of 2027-10: no Learning membership is in force');
    expect(droppedContent(facts, record!)).toEqual({
      ...{ kind: 'listing-dropped', partnerId: 'P-1', partnerName: 'Contoso', displayName: 'Contoso' },
      ...{ url: SHOWN.url, withdrawnOn: '2027-10-18', why: 'not-entitled', problems: [] },
    });
    const incomplete = { memberships: [membership({ terms: LAP, cycle: 8 })], listing: listing({ url: '' }) };
    expect(submit(listed(incomplete)).record?.reason).toBe(
      'withdrawn with the batch of 2027-10: it is no longer complete',
    );
  });

  it('is claimed once a month, whatever became of it', () => {
    const facts = listed({ memberships: [superseded('2027-09-02')] });
    const { next, record } = submit(facts);
    const state = { status: 'sent' as const, messageId: 'm', on: date('2027-10-18'), subject: 's' };
    const answered = { ...record!, notices: record!.notices.map((entry) => ({ ...entry, state })) };
    const again = { ...next, submitted: listing().submitted, notices: { 'dropped-2027-10': answered } };
    expect(submit({ ...facts, listing: again }).record).toEqual(answered);
  });

  it('names what an entitled listing lacks', () => {
    const facts = listed({ memberships: [membership({ terms: LAP, cycle: 8 })], listing: listing({ url: '' }) });
    expect(said(facts)).toEqual({ ...WITHDRAWN, why: 'incomplete', problems: [{ code: 'url-missing' }] });
  });

  it('is not sent if the expiry notice has said so', () => {
    const facts = listed({ memberships: [expired({ notices: { '31': told('2027-10-02') } })] });
    expect([submit(facts).action, said(facts)]).toEqual(['remove', null]);
  });

  it.each<[string, Membership[]]>([
    ['its membership was expired when it was imported', [expired()]],
    ['another Learning membership went on, and was replaced', [superseded('2027-10-10')]],
    [
      'another one expired later, and its notice reached the directory before',
      [expired({ membershipId: 'M2', status: { name: 'expired', expiredOn: date('2027-10-12') } })],
    ],
    [
      'what entitled the partner was dropped at a renewal',
      [
        membership({
          membershipId: 'M2',
          terms: ACTION_PACK,
          lastRenewal: renewal('2027-10-05', [GOLD_LEARNING]),
        }),
      ],
    ],
  ])('is sent if %s', (_, others) => {
    const first = others[0]?.membershipId === 'M2' ? [expired({ notices: { '31': told('2027-10-02') } })] : [];
    expect(said(listed({ memberships: [...first, ...others] }))).toMatchObject({ why: 'not-entitled' });
  });

  it('is not sent for a listing that comes into the directory or stays in it', () => {
    expect(submit(listed(), '2027-09-20').next.notices).toEqual({});
    expect(submit(listed({ listing: { ...listing(), submitted: null } }), '2027-09-20').next.notices).toEqual({});
  });
});

describe('R-LIC-6: the listing of a partner that was merged into another', () => {
  const P2 = partner({ partnerId: 'P-2', name: 'Fabrikam', contacts: [contact({ email: 'bo@fabrikam.example' })] });
  const heir = (fields: Partial<ListingFacts> = {}): ListingFacts =>
    listed({ partner: P2, listing: listing({ displayName: 'Fabrikam' }, 'P-2'), ...fields });
  const inForce = [membership({ terms: LAP, cycle: 8 })];
  const merged = (into: ListingFacts) =>
    listed({
      memberships: [],
      partner: partner({ mergedInto: { partnerId: 'P-2', on: date('2027-10-05') } }),
      heir: into,
    });

  it('is withdrawn beside the one that stays, and the admins of the partner that stays are told', () => {
    const facts = merged(heir({ memberships: inForce }));
    expect(said(facts)).toMatchObject({ partnerId: 'P-2', why: 'merged', displayName: 'Contoso' });
    expect(submit(facts).record?.notices.map(({ to }) => to)).toEqual(['bo@fabrikam.example']);
  });

  it('goes on at that partner if it is in the directory there, and complete', () => {
    expect(said(merged(heir({ memberships: inForce, listing: listing({}, 'P-2') })))).toBeNull();
    const incomplete = listing({ noCompetitors: false }, 'P-2');
    expect(said(merged(heir({ memberships: inForce, listing: incomplete })))).toMatchObject({ why: 'incomplete' });
  });

  it('is not told to be withdrawn if it goes on at that partner', () => {
    const moved = { ...listing({}, 'P-2'), submitted: null };
    expect(said(merged(heir({ memberships: inForce, listing: moved })))).toBeNull();
  });

  it('is told to be withdrawn if it moved there and is not complete, or not entitled', () => {
    const moved = { ...listing({ noCompetitors: false }, 'P-2'), submitted: null };
    expect(said(merged(heir({ memberships: inForce, listing: moved })))).toMatchObject({ why: 'incomplete' });
    const complete = { ...listing({}, 'P-2'), submitted: null };
    expect(said(merged(heir({ memberships: [], listing: complete })))).toMatchObject({ why: 'not-entitled' });
  });
});
