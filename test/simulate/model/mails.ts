/** Who gets the mail of a membership (R-ROLE-2, R-ROLE-3). */
import { type Day, text } from './dates.ts';
import type { Membership, Partner, Program } from './program.ts';

export const ADMINS = ['global-admin', 'mpn-admin'];
/** As long as the review is missing. */
export const ALL_ADMINS = [...ADMINS, 'account-admin'];

function recipients(p: Partner, roles: string[]): string[] {
  const seen = new Set<string>();
  for (const role of ALL_ADMINS)
    for (const c of p.contacts) if (c.role === role && roles.includes(role)) seen.add(c.email.toLowerCase());
  return [...seen];
}

export function send(
  { emails }: Program,
  m: Membership,
  on: Day,
  kind: string,
  stage: number | null,
  roles: string[] = ADMINS,
): void {
  for (const to of recipients(m.partner, roles))
    emails.push({ asOf: text(on), kind, stage, partnerId: m.partner.id, membershipId: m.id, to });
}

export function isReviewed({ config }: Program, p: Partner, on: Day): boolean {
  return p.reviews.some((review) => review <= on && on - review <= config.profileReviewMaxAgeDays);
}
