/** The KPI report of a refresh: a partner's KPI (R-KPI-4), and the eligibility of each renewal (R-KPI-7). */

import Big from 'big.js';
import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import { type KpiLedger, type KpiSum, sumOver } from '../kpi/kpi.ts';
import { type KpiWindow, publishedWindow } from '../kpi/kpi-window.ts';
import { anniversary, type Membership, renewedTerms } from '../memberships/membership.ts';
import { hasLearningOption } from '../offers/terms.ts';
import type { Partner } from '../partners/partner.ts';
import type { Skills } from '../people/skills.ts';
import { type Eligibility, type Requirement, requirementFor } from './eligibility.ts';
import { renewalEligibility } from './joint-renewal.ts';

/** How a membership with a Learning option stands on the day of a refresh. */
export type KpiRenewal = {
  membershipId: string;
  cycle: number;
  anniversary: CivilDate;
  /** The KPI required in its program year, of a joint renewal the highest; null: none, or not configured. */
  requirement: string | null;
  eligibility: Eligibility;
};

export type KpiReport = KpiSum &
  KpiWindow & {
    partnerId: string;
    /** The run's date, and the run. */
    publishedOn: CivilDate;
    runId: string;
    /** Instant; null: the report is older than this field. */
    at: string | null;
    renewals: KpiRenewal[];
  };

export type KpiReportInput = {
  partner: Pick<Partner, 'mctCount'>;
  skills: Skills;
  /** After the refresh. */
  ledger: KpiLedger;
  /** Those that are not expired. */
  memberships: Membership[];
};

export function kpiReport(
  input: KpiReportInput,
  run: { runId: string; asOf: CivilDate; startedAt: string },
  config: ProgramConfig,
): KpiReport {
  const window = publishedWindow(run.asOf);
  const { ledger } = input;
  const { partnerId } = ledger;
  const { asOf: publishedOn, runId, startedAt: at } = run;
  const renewals = kpiRenewals(input, publishedOn, config);
  return { partnerId, publishedOn, runId, at, ...window, ...sumOver(ledger, window), renewals };
}

/** How the memberships with a Learning option stand on a day. */
export function kpiRenewals(
  { partner, skills, ledger, memberships }: KpiReportInput,
  on: CivilDate,
  config: ProgramConfig,
): KpiRenewal[] {
  return memberships
    .filter((membership) => renewedTerms(membership).some(hasLearningOption))
    .map((membership): KpiRenewal => {
      const { membershipId, cycle } = membership;
      const ad = anniversary(membership);
      const requirement = highestKpi(renewedTerms(membership).map((terms) => requirementFor(terms, ad, config)));
      const eligibility = renewalEligibility(membership, { partner, skills, kpi: ledger, config }, on);
      return { membershipId, cycle, anniversary: ad, requirement, eligibility };
    });
}

function highestKpi(requirements: readonly (Requirement | null)[]): string | null {
  const required = requirements.flatMap((requirement) => requirement?.kpi ?? []);
  return required.toSorted((a, b) => new Big(b).cmp(a))[0] ?? null;
}

/** The decision's reason. */
export const kpiReason = ({ from, to, kpi }: KpiReport, { anniversary: ad, eligibility }: KpiRenewal): string =>
  `KPI ${kpi} in ${from} … ${to}; renewal on ${ad} is ${eligibility.state}`;
