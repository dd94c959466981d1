import { describe, expect, it } from 'vitest';
import { batchEntry } from '../../../../shared/domain/directory/batch-entry.ts';
import { entitledThrough } from '../../../../shared/domain/directory/entitlement.ts';
import { type ListingContent, newListing } from '../../../../shared/domain/directory/listing.ts';
import type { ListingFacts } from '../../../../shared/domain/directory/listing-facts.ts';
import { decidePublication, decideReminder } from '../../../../shared/domain/directory/listing-notices.ts';
import { listingProblems } from '../../../../shared/domain/directory/listing-problems.ts';
import { asciiUrl, canonicalUrl, urlRefusal } from '../../../../shared/domain/directory/listing-url.ts';
import { recordSubmission } from '../../../../shared/domain/directory/submission.ts';
import { config, date, GOLD_LEARNING, LAP, membership, on, partner } from '../support.ts';
import { CONTENT } from './content.ts';

const listing = (content: Partial<ListingContent> = {}) =>
  newListing('P-1', { ...CONTENT, ...content }, true, date('2027-01-01'));
const listed = (fields: Partial<ListingFacts> = {}): ListingFacts => ({
  listing: listing(),
  partner: partner(),
  memberships: [membership({ terms: LAP })],
  config: config(),
  heir: null,
  ...fields,
});

describe('R-DIR-2: a URL', () => {
  it.each([
    ['https://contoso.example/ms', null],
    ['https://learn.contoso.example', null],
    ['https://CONTOSO.example/ms', null],
    ['contoso.example', 'not-a-url'],
    ['http://contoso.example/', 'not-https'],
    ['https://u:p@contoso.example/', 'credentials'],
    ['https://@contoso.example/', 'credentials'],
    ['https://contoso.example:8443/', 'port'],
    ['https://contoso.example:443/', 'port'],
    ['https://10.0.0.1/', 'ip-address'],
    ['https://0x7f.1/', 'ip-address'],
    ['https://[::1]/', 'ip-address'],
    ['https://localhost/', 'local-host'],
    ['https://intranet/', 'local-host'],
    ['https://learn.microsoft.com/x', 'microsoft-host'],
    ['https://microsoft.com./x', 'microsoft-host'],
    ['https://elsewhere.example/', 'not-a-verified-domain'],
    ['https://evilcontoso.example/', 'not-a-verified-domain'],
    ['https://contoso.example.evil.example/', 'not-a-verified-domain'],
    ['https://contoso.example@evil.example/', 'credentials'],
    ['https://contoso。example.evil/', 'not-a-verified-domain'],
    ['javascript:alert(1)', 'not-https'],
  ])('%s: %s', (url, refusal) => {
    expect(urlRefusal(url, ['contoso.example'], ['microsoft.com', 'azure.com'])).toBe(refusal);
  });

  it('is the same landing page in two spellings', () => {
    expect(canonicalUrl('https://Contoso.example/ms/#top')).toBe(canonicalUrl('https://contoso.example/ms'));
    expect(canonicalUrl('https://contoso.example/a')).not.toBe(canonicalUrl('https://contoso.example/b'));
  });
});

describe('a URL that is shown and submitted', () => {
  it.each([
    ['https://contoso.example', 'https://contoso.example'],
    ['https://Contoso.example/a?b=%20#c', 'https://Contoso.example/a?b=%20#c'],
    ['https://\u0441\u043entoso.example/', 'https://xn--ntoso-iyeu.example/'],
    ['https://contoso.example\u3002evil.example/', 'https://contoso.example.evil.example/'],
    ['https://contoso.example\\@evil.example/', 'https://contoso.example/@evil.example/'],
    ['https://\ud55c\uad6d.example/\uad50', 'https://xn--3e0b707e.example/%EA%B5%90'],
    ['no address \u0430', 'no address \u0430'],
  ])('%s: %s', (url, written) => expect(asciiUrl(url)).toBe(written));

  it('is in the batch in ASCII, and not changed again next month', () => {
    const facts = listed({
      listing: listing({ url: 'https://\ud55c\uad6d.example/' }),
      partner: partner({ verifiedDomains: ['xn--3e0b707e.example'] }),
    });
    const entry = batchEntry(facts, date('2027-01-18'));
    expect(entry).toMatchObject({ action: 'add', url: 'https://xn--3e0b707e.example/' });
    const { listing: submitted } = recordSubmission(facts, entry, on('2027-01-18'));
    expect(batchEntry({ ...facts, listing: submitted }, date('2027-02-15'))).toBeNull();
  });
});

describe('R-DIR-1: a listing', () => {
  it('is entitled by a LAP, or a competency with its Learning option, in force', () => {
    const through = (terms: typeof LAP, day: string) => entitledThrough([membership({ terms })], date(day));
    expect(through(LAP, '2027-10-01')).toBe('2027-10-01');
    expect(through(GOLD_LEARNING, '2027-05-01')).toBe('2027-10-01');
    expect(through(LAP, '2027-10-02')).toBeNull();
    expect(through({ ...GOLD_LEARNING, learningOption: false }, '2027-05-01')).toBeNull();
  });

  it('is incomplete with every missing point named', () => {
    const bare = listing({ displayName: ' ', country: '', url: '', noCompetitors: false });
    expect(listingProblems(listed({ listing: bare })).map(({ code }) => code)).toEqual([
      'name-missing',
      'country-missing',
      'url-missing',
      'not-attested',
    ]);
  });

  it('R-DIR-2: is refused a URL that another partner holds', () => {
    expect(listingProblems(listed({ listing: { ...listing(), holdsUrl: false } }))).toMatchObject([
      { reason: 'used-by-another-partner' },
    ]);
  });
});

describe('R-DIR-4: the batch of a month', () => {
  const submitted = recordSubmission(listed(), batchEntry(listed(), date('2027-01-18')), on('2027-01-18')).listing;

  it('adds a complete listing, once', () => {
    expect(batchEntry(listed(), date('2027-01-18'))).toMatchObject({
      action: 'add',
      month: '2027-01',
      partnerId: 'P-1',
    });
    expect(batchEntry(listed({ listing: submitted }), date('2027-02-15'))).toBeNull();
  });

  it('updates what changed, and removes what is no longer entitled or complete', () => {
    const renamed = { ...submitted, content: { ...CONTENT, displayName: 'Contoso Learning' } };
    expect(batchEntry(listed({ listing: renamed }), date('2027-02-15'))?.action).toBe('update');
    expect(batchEntry(listed({ listing: submitted }), date('2027-10-18'))?.action).toBe('remove');
    const spoilt = { ...submitted, content: { ...CONTENT, url: 'http://contoso.example' } };
    expect(batchEntry(listed({ listing: spoilt }), date('2027-02-15'))?.action).toBe('remove');
  });

  it('R-DIR-5: is visible on the 7th of the following month, not before, and its admins are told once', () => {
    const facts = listed({ listing: submitted });
    expect(submitted.dueOn).toBe('2027-02-07');
    expect(decidePublication(facts, on('2027-02-06')).decisions).toEqual([]);
    const visible = decidePublication(facts, on('2027-02-07'));
    expect(visible.decisions.map(({ what }) => what)).toEqual(['listing-visible']);
    expect(decidePublication(listed({ listing: visible.listing }), on('2027-03-07')).decisions).toEqual([]);
  });
});

describe('R-DIR-3: an incomplete listing', () => {
  const incomplete = listed({ listing: listing({ url: '' }) });

  it('is reminded once a month, and only while the partner is entitled', () => {
    const told = decideReminder(incomplete, on('2027-01-11'));
    expect(told.decisions.map(({ what }) => what)).toEqual(['listing-incomplete']);
    expect(decideReminder({ ...incomplete, listing: told.listing }, on('2027-01-12')).decisions).toEqual([]);
    expect(decideReminder({ ...incomplete, listing: told.listing }, on('2027-02-08')).decisions).toHaveLength(1);
    expect(decideReminder({ ...incomplete, memberships: [] }, on('2027-01-11')).decisions).toEqual([]);
  });

  it('is not reminded any more once it is complete', () =>
    expect(decideReminder(listed(), on('2027-01-11')).decisions).toEqual([]));
});

describe('the due day of a listing', () => {
  it('is none while the partner is not entitled; else the end of its entitlement, once it is visible', () => {
    const idle = recordSubmission(listed({ memberships: [] }), null, on('2027-01-18')).listing;
    expect(idle.dueOn).toBeNull();
    const facts = listed();
    const added = recordSubmission(facts, batchEntry(facts, date('2027-01-18')), on('2027-01-18')).listing;
    const visible = decidePublication(listed({ listing: added }), on('2027-02-07')).listing;
    const answered = { ...visible, notices: {} };
    expect(recordSubmission(listed({ listing: answered }), null, on('2027-02-15')).listing.dueOn).toBe('2027-10-02');
  });
});
