/** The lines and ledger entries that a decision makes: each names its rule and its inputs. */
import { describe, expect, it } from 'vitest';
import { dueDates } from '../../../../../shared/domain/renewal/due-dates.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { dueStages, openStages } from '../../../../../shared/domain/renewal/stages.ts';
import { date, facts, membership, on, partner, withAnswers } from '../../support.ts';
import { about, claimedOn, idOf, KIM } from './decided.ts';

describe('R-NOT-1: a due notice', () => {
  const decided = decideNotices(facts(), on('2027-08-17'));

  it('is a line of the report by its rule, with a line for each stage that it supersedes', () => {
    const inputs = { anniversary: '2027-09-01', asOf: '2027-08-17', eligibility: 'met', profileReviewed: false };
    expect(decided.decisions).toEqual([
      {
        ...about,
        what: 'notice-skipped',
        stage: -30,
        rule: 'R-NOT-3',
        reason: 'superseded by stage -15, due on the same run',
        inputs,
      },
      { ...about, what: 'notice-due', stage: -15, rule: 'R-NOT-1', reason: 'stage -15 of the renewal is due', inputs },
    ]);
  });

  it('is claimed in the ledger before it is sent', () => {
    expect(decided.membership.notices['-15']).toEqual({
      stage: -15,
      period: '7',
      decidedOn: '2027-08-17',
      runId: 'run-2027-08-17',
      at: '2027-08-17T08:00:00Z',
      rule: 'R-NOT-1',
      reason: 'stage -15 of the renewal is due',
      inputs: { anniversary: '2027-09-01', asOf: '2027-08-17', eligibility: 'met', profileReviewed: false },
      notices: [{ ...KIM, noticeId: idOf('-15'), kind: 'renewal', state: claimedOn('2027-08-17') }],
    });
    expect(decided.membership.notices['-30']).toMatchObject({
      stage: -30,
      rule: 'R-NOT-3',
      notices: [{ ...KIM, noticeId: idOf('-30'), kind: 'renewal', state: { status: 'skipped', reason: 'superseded' } }],
    });
  });

  it('is skipped after the window, with the reason', () => {
    const [first] = decideNotices(facts(), on('2027-10-02')).decisions;
    expect(first).toMatchObject({ what: 'notice-skipped', reason: 'superseded: the window had closed' });
  });

  it('R-ROLE-4: goes to the operators if no admin can be reached, once in a cycle', () => {
    const alone = { partner: partner({ contacts: [] }) };
    const first = decideNotices(facts(alone), on('2027-08-02'));
    expect(first.membership.notices['-30']).toMatchObject({
      rule: 'R-ROLE-4',
      reason: 'nobody to tell: the operators are',
      notices: [
        {
          to: 'operators@vendor.example',
          name: 'Program operators',
          role: 'operator',
          locale: 'en',
          kind: 'operator-alert',
          state: claimedOn('2027-08-02'),
        },
      ],
    });
    const second = decideNotices(facts({ ...alone, membership: withAnswers(first.membership) }), on('2027-08-17'));
    expect(second.decisions).toMatchObject([
      {
        what: 'notice-skipped',
        stage: -15,
        rule: 'R-ROLE-4',
        reason: 'nobody to tell; the operators were told before',
      },
    ]);
  });

  it('R-NOT-1: is the next of the stages by their days, whatever their order in the configuration', () => {
    const unordered = { noticeStages: [15, -30, 1] };
    expect(openStages(membership(), unordered)).toEqual([-30, 1, 15]);
    expect(dueStages(membership(), date('2027-09-02'), unordered)).toEqual([-30, 1]);
    expect(dueDates(membership(), unordered).notices).toBe('2027-08-02');
    expect(dueDates(withAnswers(decided.membership), unordered).notices).toBe('2027-09-02');
  });
});
