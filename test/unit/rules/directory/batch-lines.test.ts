/** A listing from phase to phase: the decisions of each, and the due day of the next (R-DIR-3 … R-DIR-5). */
import { describe, expect, it } from 'vitest';
import { batchEntry } from '../../../../shared/domain/directory/batch-entry.ts';
import { entitledThrough } from '../../../../shared/domain/directory/entitlement.ts';
import type { Listing, ListingContent } from '../../../../shared/domain/directory/listing.ts';
import type { ListingFacts } from '../../../../shared/domain/directory/listing-facts.ts';
import { listingProblems } from '../../../../shared/domain/directory/listing-problems.ts';
import { nextDueDate } from '../../../../shared/domain/directory/next-due-date.ts';
import { recordSubmission } from '../../../../shared/domain/directory/submission.ts';
import { date, LAP, membership, on } from '../support.ts';
import { CONTENT, SHOWN } from './content.ts';
import { incomplete, line, listed, listing, problems, submitted } from './listed.ts';

describe('R-DIR-4: a line of a batch', () => {
  const dueOnceAnswered = (listingFacts: ListingFacts, next: Listing, day: string) =>
    nextDueDate({ ...listingFacts, listing: { ...next, notices: {} } }, date(day), 'submit');
  const batched = (listingFacts: ListingFacts, day: string) => {
    const entry = batchEntry(listingFacts, date(day));
    return { entry, ...recordSubmission(listingFacts, entry, on(day)) };
  };

  it('adds a listing, with what the directory shows of it', () => {
    const { entry, listing: next, decisions } = batched(listed(), '2027-01-18');
    expect(entry).toEqual({ partnerId: 'P-1', month: '2027-01', action: 'add', ...SHOWN });
    const added = {
      what: 'listing-add',
      rule: 'R-DIR-4',
      reason: 'complete and entitled',
      inputs: { month: '2027-01', ...SHOWN, problems: [] },
    };
    const stamp = { runId: 'run-2027-01-18', at: '2027-01-18T08:00:00Z' };
    const history = { changes: [{ ...added, on: '2027-01-18', stamp }], forgotten: 0 };
    expect(next).toEqual({ ...listing(), submitted, visibleOn: null, dueOn: '2027-02-07', history });
    expect(decisions).toEqual([{ ...line, ...added }]);
  });

  it.each<[string, Partial<ListingContent>]>([
    ['name', { displayName: 'Contoso Learning' }],
    ['country', { country: 'TW' }],
    ['URL', { url: 'https://contoso.example/' }],
  ])('updates a changed %s, visible again from the next publication on', (_, change) => {
    const content = { ...CONTENT, ...change };
    const visible = listed({ submitted, visibleOn: date('2027-02-07'), content });
    const { entry, listing: next, decisions } = batched(visible, '2027-02-15');
    expect(entry).toEqual({ partnerId: 'P-1', month: '2027-02', action: 'update', ...SHOWN, ...change });
    expect(next).toMatchObject({ submitted: { ...SHOWN, ...change, month: '2027-02' }, visibleOn: null });
    expect(next.dueOn).toBe('2027-03-07');
    expect(decisions).toMatchObject([
      { what: 'listing-update', rule: 'R-DIR-4', reason: 'its content changed since the last batch' },
    ]);
  });

  it('removes a listing that is no longer complete, as it was shown, and makes it due for the next batch', () => {
    const spoilt = listed({ submitted, visibleOn: date('2027-02-07'), ...incomplete });
    const { entry, listing: next, decisions } = batched(spoilt, '2027-02-15');
    expect(entry).toEqual({ partnerId: 'P-1', month: '2027-02', action: 'remove', ...SHOWN });
    // Due until the mail that it is withdrawn is answered.
    expect(next).toMatchObject({ submitted: null, visibleOn: null, dueOn: '2027-02-15' });
    expect(dueOnceAnswered(spoilt, next, '2027-02-15')).toBe('2027-02-16');
    expect(decisions).toMatchObject([
      { what: 'listing-remove', rule: 'R-DIR-1', reason: 'no longer complete', inputs: { problems } },
    ]);
  });

  it('removes a listing whose partner is no longer entitled, and makes it due no more', () => {
    const ended = listed({ submitted, visibleOn: date('2027-02-07') });
    const { entry, listing: next, decisions } = batched(ended, '2027-10-18');
    expect(entry?.action).toBe('remove');
    expect(next).toMatchObject({ submitted: null, dueOn: '2027-10-18' });
    expect(dueOnceAnswered(ended, next, '2027-10-18')).toBeNull();
    expect(decisions).toMatchObject([
      { rule: 'R-DIR-1', reason: 'no Learning membership in force', inputs: { problems: [] } },
    ]);
  });

  it('is not written for a listing that was never complete, or is unchanged', () => {
    expect(batched(listed(incomplete), '2027-01-18')).toMatchObject({ entry: null, decisions: [] });
    expect(batched(listed(incomplete), '2027-01-18').listing.dueOn).toBe('2027-01-19');
    const same = batched(listed({ submitted, visibleOn: date('2027-02-07') }), '2027-02-15');
    expect([same.entry, same.decisions, same.listing.dueOn]).toEqual([null, [], '2027-10-02']);
  });

  it('R-DIR-1: is decided by the membership that lasts longest', () => {
    const later = membership({ terms: LAP, cycle: 8 });
    const both = [later, membership({ terms: LAP })];
    expect(entitledThrough(both, date('2027-05-01'))).toBe('2028-10-01');
    expect(entitledThrough(both.toReversed(), date('2027-05-01'))).toBe('2028-10-01');
    expect(entitledThrough([membership()], date('2027-05-01'))).toBeNull();
  });
});

describe('R-DIR-1: the missing points of a listing', () => {
  const lacks = (content: Partial<ListingContent>, holdsUrl = true) =>
    listingProblems(listed({ content: { ...CONTENT, ...content }, holdsUrl }));

  it.each<[Partial<ListingContent>, object]>([
    [{ displayName: ' ' }, { code: 'name-missing' }],
    [{ country: '' }, { code: 'country-missing' }],
    [{ url: ' ' }, { code: 'url-missing' }],
    [{ url: 'http://contoso.example/' }, { code: 'url-refused', url: 'http://contoso.example/', reason: 'not-https' }],
    [{ aboutPartnerOnly: false }, { code: 'not-attested', statement: 'about-partner-only' }],
    [{ noCompetitors: false }, { code: 'not-attested', statement: 'no-competitors' }],
    [{ ownedByPartner: false }, { code: 'not-attested', statement: 'owned-by-partner' }],
  ])('%j: %j', (content, problem) => expect(lacks(content)).toEqual([problem]));

  it('are none if everything is given, and the URL if another partner holds it', () => {
    expect(lacks({})).toEqual([]);
    expect(lacks({}, false)).toEqual([{ code: 'url-refused', url: CONTENT.url, reason: 'used-by-another-partner' }]);
  });
});
