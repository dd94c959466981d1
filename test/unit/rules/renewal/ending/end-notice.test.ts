import { describe, expect, it } from 'vitest';
import { emptyBenefits } from '../../../../../shared/domain/benefits/benefit.ts';
import type { Membership } from '../../../../../shared/domain/memberships/membership.ts';
import type { StageRecord } from '../../../../../shared/domain/notices/notice-state.ts';
import type { Terms } from '../../../../../shared/domain/offers/terms.ts';
import { endedContent, holdsAfterEnd, withEndNotice } from '../../../../../shared/domain/renewal/ending/end-notice.ts';
import type { RenewalFacts } from '../../../../../shared/domain/renewal/renewal-facts.ts';
import { decideNotices } from '../../../../../shared/domain/renewal/renewal-notices.ts';
import { date, facts, membership, on, SILVER_LEARNING, withAnswers } from '../../support.ts';

const silver = (competency: string): Terms => ({ ...SILVER_LEARNING, competency, learningOption: false });
const [AI, DATA, SECURITY] = ['AI', 'Data', 'Security'].map(silver) as [Terms, Terms, Terms];

/** Renewed together with L, which covers it, and ended on 2027-09-02. */
const ended = (fields: Partial<Membership> = {}): Membership =>
  membership({ terms: AI, status: { name: 'superseded', on: date('2027-09-02'), by: 'L', stamp: null }, ...fields });
const leader = (fields: Partial<Membership> = {}): Membership =>
  membership({ membershipId: 'L', terms: DATA, covers: [AI, SECURITY], cycle: 8, ...fields });
const END = { on: date('2027-09-02'), isListingWithdrawn: false, rule: 'R-LIC-6', reason: 'why' };
const KEY = 'ended-2027-09-02';
const asOf = date('2027-09-10');

const told = (goesOn: Membership | null, given: Membership = ended()): RenewalFacts => {
  const notices = withEndNotice(facts({ membership: given }), { ...END, goesOn }, on('2027-09-02'));
  return facts({ membership: { ...given, notices } });
};
const recordOf = ({ membership: { notices } }: RenewalFacts) => notices[KEY] as StageRecord;

describe('R-LIC-6: the mail that a membership has ended', () => {
  it('is claimed once, whatever became of it', () => {
    const { membership: once } = told(leader());
    const answered = withAnswers(once);
    expect(withEndNotice(facts({ membership: answered }), { ...END, goesOn: null }, on('2027-09-03'))).toBe(
      answered.notices,
    );
  });

  it('names how many licences end, if any do', () => {
    expect(Object.keys(recordOf(told(null)).inputs)).not.toContain('licencesEnded');
    const token = {
      ...{ kind: 'token' as const, tokenId: 'T-1', membershipId: 'M1', commandId: null, product: 'Azure', seats: 25 },
      ...{ issuedOn: date('2027-01-05'), recordedOn: date('2027-01-05') },
      ...{ activation: null, replaces: null, replacedBy: null },
    };
    const given = facts({ membership: ended(), benefits: { ...emptyBenefits('P-1'), entries: [token] } });
    const notices = withEndNotice(given, { ...END, goesOn: null }, on('2027-09-02'));
    expect(notices[KEY]?.inputs).toMatchObject({ licencesEnded: 1, endedOn: '2027-09-02' });
  });

  it("cancels the calendar's entry of its window, if a notice has brought it", () => {
    expect(Object.keys(endedContent(told(null), recordOf(told(null))))).not.toContain('calendarEntry');
    const noticed = withAnswers(decideNotices(facts(), on('2027-08-02')).membership);
    const given = told(null, ended({ notices: noticed.notices }));
    expect(endedContent(given, recordOf(given)).calendarEntry).toMatchObject({
      closes: '2027-10-01',
      isCancelled: true,
    });
  });
});

describe('R-NOT-9: the mail that a membership has ended, when it is sent', () => {
  const holds = (given: RenewalFacts, others: Membership[]) =>
    holdsAfterEnd({ ...given, ending: { others, listing: null } }, recordOf(given), asOf);

  it('is true as long as what goes on is the same', () => {
    expect(holds(told(leader()), [leader()])).toBe(true);
    expect(holds(told(leader()), [leader({ covers: [SECURITY, AI] })])).toBe(true);
    expect(holds(told(null), [])).toBe(true);
  });

  it.each<[string, Membership | null, Membership[]]>([
    ['nothing goes on any more', leader(), []],
    ['something goes on by now', null, [leader()]],
    [
      'another one has taken its place',
      leader(),
      [
        leader({ status: { name: 'superseded', on: date('2027-09-05'), by: 'G', stamp: null } }),
        leader({ membershipId: 'G' }),
      ],
    ],
    ['it has another anniversary', leader(), [leader({ cycle: 9 })]],
    ['it covers less', leader(), [leader({ covers: [AI] })]],
    ['it covers more', leader({ covers: [AI] }), [leader()]],
    ['it covers another one', leader(), [leader({ covers: [AI, silver('Cloud')] })]],
  ])('is not, if %s', (_, goesOn, others) => expect(holds(told(goesOn), others)).toBe(false));

  it('is not, if the membership has not ended after all', () => {
    const given = told(leader());
    const back = { ...given, membership: { ...given.membership, status: { name: 'active' as const } } };
    expect(holds(back, [leader()])).toBe(false);
    expect(holdsAfterEnd(back, recordOf(given), asOf)).toBe(false);
  });

  it('cannot be decided without the other memberships', () => {
    const given = told(leader());
    expect(() => holdsAfterEnd(given, recordOf(given), asOf)).toThrow(
      new RangeError('the partner’s other memberships were not read'),
    );
  });
});
