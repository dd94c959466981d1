/** Who gets the mail of a membership (R-ROLE-2, R-ROLE-3). */
import { type Day, text } from '../dates.ts';
import { placeTakerText } from '../groups.ts';
import type { Membership, Partner, Program } from '../program.ts';

export const ADMINS = ['global-admin', 'mpn-admin'];
/** As long as the review is missing. */
export const ALL_ADMINS = [...ADMINS, 'account-admin'];

export function recipients(p: Partner, roles: string[]): string[] {
  const seen = new Set<string>();
  for (const role of ALL_ADMINS)
    for (const c of p.contacts)
      if (c.role === role && roles.includes(role) && !c.isErased) seen.add(c.email.toLowerCase());
  return [...seen];
}

/** What takes a payment back says so once; what it was about is the notice of before. */
const SENT_ONCE = 'payment-reversed';

export function send(
  program: Program,
  m: Membership,
  on: Day,
  kind: string,
  stage: number | null,
  roles: string[] = ADMINS,
): void {
  sendTo(program, m, on, { kind, stage, to: recipients(m.partner, roles) });
}

type Mail = { kind: string; stage: number | null; to: string[] };

export function sendTo({ emails }: Program, m: Membership, on: Day, { kind, stage, to: all }: Mail): void {
  const name = { partnerId: m.partner.id, membershipId: m.id };
  for (const to of all) emails.push({ asOf: text(on), kind, stage, ...name, to });
  if (kind === SENT_ONCE) return;
  m.latest = {
    kind,
    stage,
    on,
    goesOn: placeTakerText(m, on),
    copies: new Map(all.map((to) => [to, { on, ...name }])),
  };
  m.isLatestKnown = true;
}

export function isReviewed({ config }: Program, p: Partner, on: Day): boolean {
  return p.reviews.some((review) => review <= on && on - review <= config.profileReviewMaxAgeDays);
}
