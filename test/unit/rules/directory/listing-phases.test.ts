/** A listing from phase to phase: the decisions of each, and the due day of the next (R-DIR-3 … R-DIR-5). */
import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { batchEntry } from '../../../../shared/domain/directory/batch-entry.ts';
import { entitledThrough } from '../../../../shared/domain/directory/entitlement.ts';
import { type Listing, type ListingContent, newListing } from '../../../../shared/domain/directory/listing.ts';
import type { ListingFacts } from '../../../../shared/domain/directory/listing-facts.ts';
import { decidePublication, decideReminder } from '../../../../shared/domain/directory/listing-notices.ts';
import { listingProblems } from '../../../../shared/domain/directory/listing-problems.ts';
import { canonicalUrl, isUnderDomain, urlRefusal } from '../../../../shared/domain/directory/listing-url.ts';
import { nextDueDate, type Phase } from '../../../../shared/domain/directory/next-due-date.ts';
import { recordSubmission } from '../../../../shared/domain/directory/submission.ts';
import type { StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { config, contact, date, LAP, membership, on, partner } from '../support.ts';
import { CONTENT, SHOWN } from './content.ts';

const JANUARY = '2027-01' as CivilMonth;
const listing = (fields: Partial<Listing> = {}): Listing => ({
  ...newListing('P-1', CONTENT, true, date('2027-01-05')),
  ...fields,
});
/** Of a partner with a LAP that is in force until 2027-10-01. */
const listed = (fields: Partial<Listing> = {}, otherFacts: Partial<ListingFacts> = {}): ListingFacts => ({
  listing: listing(fields),
  partner: partner(),
  memberships: [membership({ terms: LAP })],
  config: config(),
  heir: null,
  ...otherFacts,
});
const submitted = { ...SHOWN, month: JANUARY };
const incomplete = { content: { ...CONTENT, noCompetitors: false } };
const problems = [{ code: 'not-attested', statement: 'no-competitors' }];
const outside = { memberships: [] };
const line = { partnerId: 'P-1', membershipId: null, cycle: null, stage: null };

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

describe('R-DIR-3: a reminder', () => {
  const told = decideReminder(listed(incomplete), on('2027-01-11'));

  it('is claimed under its month, and due until it is answered', () => {
    expect(told.decisions).toEqual([
      {
        ...line,
        what: 'listing-incomplete',
        rule: 'R-DIR-3',
        reason: 'the listing is incomplete',
        inputs: { problems },
      },
    ]);
    expect(told.listing.notices['incomplete-2027-01']).toMatchObject({
      stage: null,
      period: '2027-01',
      decidedOn: '2027-01-11',
      rule: 'R-DIR-3',
      notices: [
        {
          to: 'kim@contoso.example',
          noticeId: expect.stringMatching(/^P-1__listing__2027-01__incomplete-2027-01__[0-9a-f]{16}$/),
          kind: 'listing-incomplete',
          state: { status: 'claimed' },
        },
      ],
    });
    expect(told.listing.dueOn).toBe('2027-01-11');
  });

  it('R-ROLE-2, R-ROLE-4: goes to the admins, or else to the operators', () => {
    const account = contact({ role: 'account-admin', email: 'ac@contoso.example' });
    const reminded = (contacts: ReturnType<typeof contact>[]) =>
      decideReminder(listed(incomplete, { partner: partner({ contacts }) }), on('2027-01-11'));
    const to = (contacts: ReturnType<typeof contact>[]) =>
      reminded(contacts).listing.notices['incomplete-2027-01']?.notices.map((entry) => [entry.to, entry.kind]);
    expect(to([contact(), account])).toEqual([['kim@contoso.example', 'listing-incomplete']]);
    expect(to([account])).toEqual([['operators@vendor.example', 'operator-alert']]);
    expect(reminded([account]).decisions).toMatchObject([{ what: 'listing-incomplete', rule: 'R-ROLE-4' }]);
  });

  it("leaves the listing's due day for the submission unchanged", () => {
    const answered = {
      ...told.listing,
      notices: { ...told.listing.notices, 'incomplete-2027-01': sent(told.listing) },
    };
    const again = decideReminder(
      { ...listed(), listing: { ...answered, dueOn: date('2027-01-05') } },
      on('2027-01-12'),
    );
    expect([again.decisions, again.listing.dueOn]).toEqual([[], '2027-01-05']);
    expect(decideReminder(listed(), on('2027-01-11')).listing.dueOn).toBe('2027-01-05');
  });

  it('is kept for two years, and the oldest is removed first', () => {
    const months = Array.from(
      { length: 24 },
      (_, month) => `incomplete-${2025 + Math.floor(month / 12)}-${month % 12}`,
    );
    const notices = Object.fromEntries(months.map((key) => [key, sent(told.listing)]));
    const kept = Object.keys(decideReminder(listed({ ...incomplete, notices }), on('2027-01-11')).listing.notices);
    expect(kept).toEqual([...months.slice(1), 'incomplete-2027-01']);
  });

  function sent(target: Listing): StageRecord {
    const record = target.notices['incomplete-2027-01']!;
    const state = { status: 'sent' as const, messageId: 'm', on: date('2027-01-11'), subject: 's' };
    return { ...record, notices: record.notices.map((entry) => ({ ...entry, state })) };
  }
});

describe('R-DIR-5: the publication', () => {
  const waiting = listed({ submitted, dueOn: date('2027-02-07') });
  const visible = decidePublication(waiting, on('2027-02-08'));

  it('makes the batch of the month before visible, on the day of the run', () => {
    expect(visible.listing.visibleOn).toBe('2027-02-08');
    expect(visible.decisions).toEqual([
      { ...line, what: 'listing-visible', rule: 'R-DIR-5', reason: 'submitted in the batch of 2027-01', inputs: SHOWN },
    ]);
    expect(visible.listing.notices['visible-2027-01']).toMatchObject({
      period: '2027-01',
      rule: 'R-DIR-5',
      notices: [{ kind: 'listing-visible', to: 'kim@contoso.example' }],
    });
  });

  it('is due on its day, and does nothing before it', () => {
    expect(decidePublication(waiting, on('2027-02-06'))).toEqual({ listing: waiting.listing, decisions: [] });
    expect(decidePublication(listed(), on('2027-02-07')).decisions).toEqual([]);
  });
});

describe("a listing's next phase", () => {
  const due = (listingFacts: ListingFacts, day: string, phase: Phase) => nextDueDate(listingFacts, date(day), phase);
  const visible = { submitted, visibleOn: date('2027-02-07') };

  it.each<[string, ListingFacts, string, Phase, string | null]>([
    [
      'an entitled one that is not listed: after a submission, the day after',
      listed(),
      '2027-01-18',
      'submit',
      '2027-01-19',
    ],
    ['after another phase, as it was due', listed(), '2027-01-11', 'remind', '2027-01-05'],
    ['or at once', listed({ dueOn: null }), '2027-01-11', 'remind', '2027-01-11'],
    ['and never from a later day on', listed({ dueOn: date('2027-03-01') }), '2027-01-11', 'remind', '2027-01-11'],
    ['one that is not listed and not entitled: never', listed({}, outside), '2027-01-18', 'submit', null],
    ['a submitted one: on its publication', listed({ submitted }), '2027-01-18', 'submit', '2027-02-07'],
    ['a visible one: when its entitlement ends', listed(visible), '2027-02-15', 'submit', '2027-10-02'],
    ['a visible one that is as it was, after another phase', listed(visible), '2027-02-07', 'publish', '2027-10-02'],
    [
      'a visible one that changed: the next submission looks at it',
      listed({ ...visible, content: { ...CONTENT, displayName: 'New' } }),
      '2027-02-07',
      'publish',
      '2027-01-05',
    ],
    [
      'one that changed after its line was written: on its publication',
      listed({ submitted, content: { ...CONTENT, displayName: 'New' } }),
      '2027-01-18',
      'submit',
      '2027-02-07',
    ],
    ['a visible one that is incomplete', listed({ ...visible, ...incomplete }), '2027-02-15', 'submit', '2027-02-16'],
    ['a visible one that is entitled no more', listed(visible, outside), '2027-02-15', 'submit', '2027-02-16'],
    [
      'a visible one that is entitled no more, reminded',
      listed(visible, outside),
      '2027-02-08',
      'remind',
      '2027-01-05',
    ],
  ])('%s', (_, listingFacts, day, phase, on) => expect(due(listingFacts, day, phase)).toBe(on));
});

describe('R-DIR-2: the host of a landing page', () => {
  const refusal = (url: string) => urlRefusal(url, ['contoso.example'], ['microsoft.com']);

  it.each(['localhost', 'local', 'localdomain', 'internal', 'home.arpa', 'lan', 'intranet', 'corp', 'home'])(
    'is refused in a local network: %s',
    (suffix) => {
      expect(refusal(`https://portal.${suffix}/`)).toBe('local-host');
      expect(urlRefusal(`https://portal.${suffix}/`, [`${suffix}`], [])).toBe('local-host');
    },
  );

  it.each([
    ['https://contoso.example:/ms', 'port'],
    ['HTTPS://contoso.example:443', 'port'],
    ['https:\\\\contoso.example:8443/', 'port'],
    ['  https://contoso.example:443/  ', 'port'],
    ['https://contoso.example/ms:8443', null],
    ['https://contoso.example?at=10:30', null],
    ['https://contoso.example#at:30', null],
    ['https://user@contoso.example/', 'credentials'],
    ['https://:secret@contoso.example/', 'credentials'],
    ['https://contoso.example/@kim', null],
    ['https://1.2.3.4.contoso.example/', null],
    ['https://10.20.30.40/', 'ip-address'],
    ['ht\ttps://user@contoso.example/', 'credentials'],
    ['ht\ttps://:secret@contoso.example/', 'credentials'],
    ['ht\ttps://contoso.example/', null],
    ['https://portal/', 'local-host'],
    ['https://contoso.example./ms', null],
    ['https://sub.microsoft.com/', 'microsoft-host'],
    ['https://notmicrosoft.com/', 'not-a-verified-domain'],
  ])('%s: %s', (url, reason) => expect(refusal(url)).toBe(reason));

  it('is accepted below a domain in any letter case, with or without a final dot', () => {
    expect(isUnderDomain('Learn.Contoso.example.', ['CONTOSO.example'])).toBe(true);
    expect(isUnderDomain('contoso.example', ['Contoso.Example'])).toBe(true);
    expect(isUnderDomain('mycontoso.example', ['contoso.example'])).toBe(false);
    expect(isUnderDomain('contoso.example', [])).toBe(false);
  });

  it('has one form, so that two partners cannot hold the same page', () => {
    expect(canonicalUrl('https://Contoso.example./ms/#top')).toBe('https://contoso.example/ms');
    expect(canonicalUrl('https://contoso.example/')).toBe('https://contoso.example');
    expect(canonicalUrl('https://contoso.example/a/b/')).toBe('https://contoso.example/a/b');
    expect(canonicalUrl('no url')).toBeNull();
  });
});
