import { describe, expect, it } from 'vitest';
import type { Listing } from '../../../../shared/domain/directory/listing.ts';
import type { ListingFacts } from '../../../../shared/domain/directory/listing-facts.ts';
import { decidePublication, decideReminder } from '../../../../shared/domain/directory/listing-notices.ts';
import { nextDueDate, type Phase } from '../../../../shared/domain/directory/next-due-date.ts';
import type { StageRecord } from '../../../../shared/domain/notices/notice-state.ts';
import { contact, date, on, partner } from '../support.ts';
import { CONTENT, SHOWN } from './content.ts';
import { incomplete, line, listed, problems, submitted } from './listed.ts';

const outside = { memberships: [] };

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
    expect(decideReminder(listed(), on('2027-01-11')).listing.dueOn).toBe('2027-01-01');
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
    ['after another phase, as it was due', listed(), '2027-01-11', 'remind', '2027-01-01'],
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
      '2027-01-01',
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
      '2027-01-01',
    ],
  ])('%s', (_, listingFacts, day, phase, on) => expect(due(listingFacts, day, phase)).toBe(on));
});
