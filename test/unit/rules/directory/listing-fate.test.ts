import { describe, expect, it } from 'vitest';
import { entitledThrough } from '../../../../shared/domain/directory/entitlement.ts';
import { endsListing, isWithdrawalTold, LISTING_WITHDRAWN } from '../../../../shared/domain/directory/listing-fate.ts';
import type { Membership, Renewal } from '../../../../shared/domain/memberships/membership.ts';
import type { StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { ACTION_PACK, date, GOLD_LEARNING, LAP, membership } from '../support.ts';
import { listing, submitted } from './listed.ts';

/** What a mail of a day says among its inputs. */
const mail = (day: string, inputs: StageRecord['inputs']): StageRecord => ({
  ...{ stage: 31, period: '7', decidedOn: date(day), runId: 'r', at: null },
  ...{ rule: 'R-EXP-1', reason: '', inputs, notices: [] },
});
const TOLD = { '31': mail('2027-10-02', LISTING_WITHDRAWN) };
const expired = (day: string, fields: Partial<Membership> = {}) =>
  membership({ terms: LAP, status: { name: 'expired', expiredOn: date(day) }, ...fields });
const superseded = (day: string, fields: Partial<Membership> = {}) =>
  membership({ terms: LAP, status: { name: 'superseded', on: date(day), by: 'M3', stamp: null }, ...fields });
const renewal = (day: string, ended: Terms[]): Renewal => ({
  ...{ cycle: 6, kind: 'renewed', paidOn: date(day), recordedOn: date(day), reference: 'wire', commandId: 'C-1' },
  ...{ ended, stamp: null },
});

describe('R-DIR-1: the end of a membership', () => {
  const shown = listing({ submitted });

  it('withdraws a listing that is in the directory, if nothing else entitles the partner', () => {
    const on = date('2027-10-02');
    const lap = membership({ terms: LAP });
    expect(endsListing(lap, { others: [], listing: shown }, on)).toBe(true);
    expect(endsListing(lap, { others: [membership({ terms: ACTION_PACK, cycle: 8 })], listing: shown }, on)).toBe(true);
    expect(endsListing(lap, { others: [membership({ terms: LAP, cycle: 8 })], listing: shown }, on)).toBe(false);
    expect(endsListing(membership(), { others: [], listing: shown }, on)).toBe(false);
    expect(endsListing(lap, { others: [], listing: listing() }, on)).toBe(false);
    expect(endsListing(lap, { others: [], listing: null }, on)).toBe(false);
  });

  it('R-MRG-2: withdraws it where one of several packages entitled the partner', () => {
    const joint = membership({ terms: ACTION_PACK, covers: [GOLD_LEARNING] });
    expect(entitledThrough([joint], date('2027-09-30'))).toBe('2027-10-01');
    expect(endsListing(joint, { others: [], listing: shown }, date('2027-10-02'))).toBe(true);
  });
});

describe('R-LIC-6: the withdrawal that a mail of 2027-10-02 has told', () => {
  const first = expired('2027-10-02', { notices: TOLD });

  it.each<[string, Membership]>([
    ['nothing else has entitled the partner', membership()],
    ['another membership expired on the day of the mail', expired('2027-10-02')],
    ['another one was replaced on the day of the mail', superseded('2027-10-02')],
    ['an Action Pack expired after it', expired('2027-10-12', { terms: ACTION_PACK })],
    ['an Action Pack was replaced after it', superseded('2027-10-12', { terms: ACTION_PACK })],
    ['another membership is in force since', membership({ terms: LAP, cycle: 8 })],
    ['a renewal of the day of the mail dropped it', membership({ lastRenewal: renewal('2027-10-02', [LAP]) })],
    ['a renewal after it dropped an Action Pack', membership({ lastRenewal: renewal('2027-10-12', [ACTION_PACK]) })],
  ])('is not told again if %s', (_, other) => expect(isWithdrawalTold([first, other])).toBe(true));

  it.each<[string, Membership]>([
    ['another membership expired a day later', expired('2027-10-03')],
    ['another one was replaced a day later', superseded('2027-10-03')],
    [
      'a renewal dropped it a day later, among others',
      membership({ lastRenewal: renewal('2027-10-03', [ACTION_PACK, LAP]) }),
    ],
  ])('is told again if %s', (_, other) => expect(isWithdrawalTold([first, other])).toBe(false));

  it('is the last one of all that tell it; a mail about something else tells nothing', () => {
    const later = { ...TOLD, later: mail('2027-10-20', LISTING_WITHDRAWN) };
    expect(isWithdrawalTold([expired('2027-10-02', { notices: later }), expired('2027-10-12')])).toBe(true);
    const another = { ...TOLD, another: mail('2027-10-20', {}) };
    expect(isWithdrawalTold([expired('2027-10-02', { notices: another }), expired('2027-10-12')])).toBe(false);
    expect(isWithdrawalTold([expired('2027-10-02', { notices: { '31': mail('2027-10-02', {}) } })])).toBe(false);
  });
});
