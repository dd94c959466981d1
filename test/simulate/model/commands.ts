/** The commands of operators. */

import { reverseToken } from './corrections/licences.ts';
import { correctMembership, rename } from './corrections/memberships.ts';
import { erasePerson } from './corrections/persons.ts';
import { decline, reverse } from './corrections/renewals.ts';
import { type Day, day } from './dates.ts';
import { enrol, upgrade } from './enrolments.ts';
import { correct } from './kpi.ts';
import { activate, assign, isSamePerson, issue, replace } from './licences.ts';
import { merge } from './merges.ts';
import { resend } from './notices/resend.ts';
import { achieve, associate, leave, measure } from './people.ts';
import { type Contact, type Json, type Membership, named, type Partner, type Program } from './program.ts';
import { override, pay } from './renewals.ts';
import { loadTrainers } from './trainers.ts';

/**
 * @returns whether it is done; otherwise it is refused. A request that was done is not carried out again (R-OPS-1,
 *   R-OPS-3)
 */
export function give(program: Program, c: Json, today: Day): boolean {
  const name = requestOf(c);
  if (program.done.has(name)) return c.command === 'enrol' || !program.takenBack.has(name);
  const isDone = carryOut(program, { ...c, requestId: name }, today);
  if (isDone) program.done.add(name);
  return isDone;
}

/**
 * What can happen again: the day on which it is given tells such requests apart, if neither an id nor a date of their
 * own does.
 */
const DATES: Record<string, string> = {
  'associate-employee': 'associatedOn',
  'employee-left': 'leftOn',
  'record-performance': 'measuredOn',
  'activate-token': 'activatedOn',
  'assign-subscription': 'assignedOn',
  enrol: 'paidOn',
  'decline-renewal': 'on',
};

/** The same request is the one of the same id, or of the same content. */
function requestOf({ on, ...c }: Json): string {
  if (c.requestId !== undefined) return `${c.partnerId} ${c.requestId}`;
  const date = DATES[c.command];
  return JSON.stringify(date === undefined || c[date] !== undefined ? c : { ...c, on });
}

function carryOut(program: Program, c: Json, today: Day): boolean {
  const p = program.partners.get(c.command === 'merge-partners' ? c.into : c.partnerId);
  if (!p) return false;
  if (c.command === 'merge-partners') return mergeBy(program, p, c, today);
  if (c.command !== 'enrol' && c.membershipId !== undefined) {
    const m = named(program.memberships, p, c.membershipId);
    return m !== undefined && ofMembership(program, m, c, today);
  }
  switch (c.command) {
    case 'erase-person':
      return erasePerson(program, p, c);
    case 'reverse-token':
      return reverseToken(program, p, c);
    case 'correct-invoice-line':
      return correct(program, p, c, today);
    case 'activate-token':
      return activate(program, p, c, today);
    case 'replace-token':
      return replace(program, p, c, today);
    case 'assign-subscription':
      return assign(program, p, c, today);
    default:
      // What was merged into another one does nothing of its own any more (R-MRG-1).
      return p.into === null && ofPartner(program, p, c, today);
  }
}

function mergeBy(program: Program, into: Partner, c: Json, today: Day): boolean {
  const from = program.partners.get(c.from);
  return from !== undefined && merge(program, into, from, today);
}

function ofMembership(program: Program, m: Membership, c: Json, today: Day): boolean {
  switch (c.command) {
    case 'record-payment':
      return pay(program, m, c, today);
    case 'decline-renewal':
      return decline(m, c, today);
    case 'correct-membership':
      return correctMembership(program, m, c, today);
    case 'rename-membership':
      return rename(program, m, c);
    case 'reverse-payment':
      return reverse(program, m, c, today);
    case 'resend-notice':
      return resend(program, m, c, today);
    case 'grant-override':
      return override(m, c, today);
    case 'upgrade-to-gold':
      return upgrade(program, m, c, today);
    case 'issue-token':
      return issue(program, m, c, today);
    default:
      return false;
  }
}

function ofPartner(program: Program, p: Partner, c: Json, today: Day): boolean {
  switch (c.command) {
    case 'record-profile-review':
      return review(p, c, today);
    case 'record-account-profile':
      if (day(c.setUpOn) > today) return false;
      p.profile = day(c.setUpOn);
      return true;
    case 'set-contacts':
      // Who was erased and is given again is written to again.
      p.contacts = c.contacts.map((contact: Json) => ({ ...contact }));
      return true;
    case 'set-listing':
      p.listing = {
        name: c.displayName,
        country: c.country,
        url: c.url,
        attested: c.aboutPartnerOnly === true && c.noCompetitors === true && c.ownedByPartner === true,
      };
      return true;
    case 'load-partner':
      return loadTrainers(program, p, c, today);
    case 'associate-employee':
      return associate(program, p, c, today);
    case 'employee-left':
      return leave(program, p, c, today);
    case 'record-achievement':
      return achieve(program, p, c, today);
    case 'record-performance':
      return measure(program, p, c, today);
    case 'enrol':
      return enrol(program, p, c, today);
    default:
      return false;
  }
}

const REVIEWERS = ['global-admin', 'account-admin'];

/** By a global or an account admin, who may be named (R-ROLE-3). */
function review(p: Partner, c: Json, today: Day): boolean {
  const isBy = ({ role, email, name, isErased }: Contact): boolean =>
    REVIEWERS.includes(role) && !isErased && [email, name].some((each) => isSamePerson(each, c.by));
  if (day(c.reviewedOn) > today || !(REVIEWERS.includes(c.by) || p.contacts.some(isBy))) return false;
  p.reviews.push(day(c.reviewedOn));
  return true;
}
