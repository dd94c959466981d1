import { expect, inject, it } from 'vitest';
import { openArchive } from '../../infra/local/viewer/archive/archive.ts';
import { Course } from '../../infra/local/viewer/archive/course.ts';
import { membershipsIn } from '../../infra/local/viewer/archive/partners.ts';
import type { MembershipLine } from '../../infra/local/viewer/results/lines.ts';
import type { RenewalState } from '../../infra/local/viewer/results/renewals.ts';

/** What the decisions must have told of a membership that stands so after the last day. */
const STATES: Readonly<Record<string, RenewalState>> = { superseded: 'left', expired: 'expired' };
const FIRST_DAY = '2027-01-01';

it('tells by the decisions how each membership stands after the last day, as memberships.jsonl does', async () => {
  const archive = await openArchive(inject('results').folder, null);
  const renewals = await new Course(archive).renewalsOn('9999-12-31');
  const memberships = await membershipsIn(archive);
  const keyOf = ({ partnerId, membershipId, cycle }: Pick<MembershipLine, 'partnerId' | 'membershipId' | 'cycle'>) =>
    `${partnerId} ${membershipId} ${cycle}`;
  const stands = new Map(memberships.map((line) => [keyOf(line), line]));
  const told = renewals.filter((renewal) => stands.has(keyOf(renewal)));
  const standsSo = told.map((renewal) => {
    const { status, anniversary } = stands.get(keyOf(renewal)) as MembershipLine;
    return { key: keyOf(renewal), state: STATES[status] ?? 'open', anniversary };
  });
  expect(told.map((each) => ({ key: keyOf(each), state: each.state, anniversary: each.anniversary }))).toEqual(
    standsSo,
  );
  // None is open that is not there any more, and none in its window, or expired since the first day, is left out.
  expect(renewals.filter((each) => each.state === 'open' && !stands.has(keyOf(each)))).toEqual([]);
  const known = new Set(told.map(keyOf));
  const isSpokenOf = ({ status, expiredOn }: MembershipLine): boolean =>
    status === 'in-window' || (status === 'expired' && (expiredOn ?? '') > FIRST_DAY);
  expect(memberships.filter((line) => isSpokenOf(line) && !known.has(keyOf(line)))).toEqual([]);
  expect(told.length).toBeGreaterThan(20);
});
