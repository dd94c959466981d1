import type { ProgramConfig } from '../config/program-config.ts';
import { allTerms, anniversary, type Membership } from '../memberships/membership.ts';
import { hasLearningOption, type Terms } from '../offers/terms.ts';
import { requirementFor } from './eligibility.ts';

/** Whether a membership's renewal is judged by KPI, or its KPI are reported. */
export function needsKpi(membership: Membership, config: ProgramConfig): boolean {
  return allTerms(membership).some((terms) => {
    const requirement = requirementFor(terms, anniversary(membership), config);
    return hasLearningOption(terms) || requirement?.kpi !== undefined;
  });
}

/**
 * Whether a refresh concerns terms. Requirements of later program years are not known yet: KPI can become one wherever
 * requirements exist (R-KPI-6).
 */
export const mayNeedKpi = ({ offer }: Terms): boolean => offer === 'competency' || offer === 'advanced-specialization';
