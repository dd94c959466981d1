import type { ProgramConfig } from '../config/program-config.ts';
import { anniversary, type Membership, termsOf } from '../memberships/membership.ts';
import { hasLearningOption } from '../offers/terms.ts';
import { requirementFor } from './eligibility.ts';

/** Whether a membership's renewal is judged by KPI, or its KPI are shown. */
export function needsKpi(membership: Membership, config: ProgramConfig): boolean {
  return termsOf(membership).some((terms) => {
    const requirement = requirementFor(terms, anniversary(membership), config);
    return hasLearningOption(terms) || requirement?.kpi !== undefined;
  });
}
