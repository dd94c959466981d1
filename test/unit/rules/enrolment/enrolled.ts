import { decideEnrolment, describeEnrolment, type Enrolment } from '../../../../shared/domain/enrolment/enrolment.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { emptySkills, type Skills } from '../../../../shared/domain/people/skills.ts';
import { ACTION_PACK, config, date, kpi, on, partner } from '../support.ts';

/** Twelve published months, 2026-01 … 2026-12, whose KPI come to `sum`; the next refresh is to be on 2027-02-15. */
export const published = (sum: string) =>
  kpi({
    months: { ['2026-06' as never]: { kpi: sum, revenue: {} } },
    publishedThrough: '2026-12' as never,
    refreshOn: date('2027-02-15'),
  });

export type Given = {
  terms?: Terms;
  memberships?: Membership[];
  mct?: number;
  kpi?: ReturnType<typeof kpi>;
  skills?: Skills;
  config?: ReturnType<typeof config>;
} & Partial<Pick<Enrolment, 'acceptFallback' | 'membershipId' | 'commitment'>> & { paidOn?: string };

/** On 2027-02-01 unless said otherwise. */
export function enrol(given: Given, asOf = '2027-02-01') {
  const enrolment: Enrolment = {
    partnerId: 'P-1',
    membershipId: given.membershipId ?? 'NEW',
    terms: given.terms ?? ACTION_PACK,
    paidOn: given.paidOn === undefined ? null : date(given.paidOn),
    reference: given.paidOn === undefined ? null : 'wire',
    acceptFallback: given.acceptFallback,
    commitment: given.commitment ?? null,
    commandId: 'C-1',
  };
  const evidence = {
    partner: partner({ mctCount: given.mct ?? 4 }),
    kpi: given.kpi ?? published('30'),
    skills: given.skills ?? emptySkills('P-1'),
    config: given.config ?? config(),
  };
  return decideEnrolment(enrolment, given.memberships ?? [], evidence, on(asOf));
}

/** The outcome of an enrolment, in a line. */
export function outcome(given: Given, asOf?: string): string {
  const result = enrol(given, asOf);
  if (result.outcome === 'refused') return `${result.refusal.rule}: ${result.refusal.reason}`;
  const { status, purchasedOn } = result.membership;
  return `${status.name} ${purchasedOn}: ${describeEnrolment(result.membership).reason}`;
}

export const gold = 'DevOps gold with Learning option';
export const silver = 'DevOps silver with Learning option';
