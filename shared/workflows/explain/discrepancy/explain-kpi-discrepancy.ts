/** `explain-kpi-discrepancy` (R-KPI-11): compares a partner's list with the recorded invoice lines; changes nothing. */

import type { ExplainKpiDiscrepancy } from '../../../domain/commands/command.ts';
import type { ProgramConfig } from '../../../domain/config/program-config.ts';
import type { CivilDate } from '../../../domain/core/calendar.ts';
import type { Refusal } from '../../../domain/core/decision.ts';
import { type Comparison, compareLists } from '../../../domain/discrepancy/compare-lists.ts';
import { needsKpi } from '../../../domain/eligibility/needs-kpi.ts';
import { emptyKpiLedger } from '../../../domain/kpi/kpi.ts';
import { anniversary, type Membership } from '../../../domain/memberships/membership.ts';
import type { Locale, Partner } from '../../../domain/partners/partner.ts';
import { ADMINS, recipientsOf } from '../../../domain/partners/recipients.ts';
import { MissingItem } from '../../../errors.ts';
import { discrepancyReport } from '../../../mail/compose/discrepancy/report.ts';
import type { Store } from '../../../store/store.ts';
import type { DecisionLine } from '../../../sweep/report.ts';
import { readInvoiceLines } from '../../reads/invoice-lines.ts';
import { readPresentName } from '../../reads/merged/present-name.ts';

export type Discrepancies = {
  comparison: Comparison;
  /** For the partner. */
  report: { locale: Locale; text: string; html: string };
  /** For the run's report: a line about the command, then one for each difference. */
  lines: DecisionLine[];
};

type Deps = { store: Store; config: ProgramConfig };
const RULE = 'R-KPI-11';

export async function explainKpiDiscrepancy(
  given: ExplainKpiDiscrepancy,
  asOf: CivilDate,
  { store, config }: Deps,
): Promise<Discrepancies | Refusal> {
  const command = await addressed(given, store);
  const { partnerId, membershipId = null, rows } = command;
  const membership = membershipId === null ? null : await store.memberships.get({ partnerId, membershipId });
  if (membershipId !== null) {
    const refusal = refusalOf(membershipId, membership?.value ?? null, partnerId, config);
    if (refusal !== null) return refusal;
  }
  const partner = await readPartner(store, partnerId);
  const ledger = (await store.kpiLedgers.get({ partnerId }))?.value ?? emptyKpiLedger(partnerId);
  const lines = await readInvoiceLines(store, partnerId);
  const renewalAnniversary = membership === null ? null : anniversary(membership.value);
  const comparison = compareLists({ rows, lines, ledger, asOf, anniversary: renewalAnniversary });
  const locale = command.locale ?? recipientsOf(partner, ADMINS)[0]?.locale ?? 'en';
  const report = discrepancyReport({ partnerId, partnerName: partner.name, membershipId, asOf, comparison }, locale);
  return {
    comparison,
    report: { locale, ...report },
    lines: reportLines(command, membership?.value ?? null, comparison),
  };
}

/** Under an id that a merge or a renaming has replaced, the membership is the one of now (R-MRG-5). */
async function addressed(command: ExplainKpiDiscrepancy, store: Store): Promise<ExplainKpiDiscrepancy> {
  const { membershipId } = command;
  return membershipId === undefined
    ? command
    : { ...command, ...(await readPresentName(store, { ...command, membershipId })) };
}

/** Only a renewal that is judged by KPI has months of its own (R-KPI-7). */
function refusalOf(
  membershipId: string,
  membership: Membership | null,
  partnerId: string,
  config: ProgramConfig,
): Refusal | null {
  const inputs = { membershipId };
  if (membership === null)
    return { rule: 'R-KPI-7', reason: `${membershipId} is not a membership of ${partnerId}`, inputs };
  if (needsKpi(membership, config)) return null;
  return { rule: 'R-KPI-7', reason: `the renewal of ${membershipId} is not judged by KPI`, inputs };
}

async function readPartner({ partners }: Store, partnerId: string): Promise<Partner> {
  const partner = await partners.get({ partnerId });
  if (partner === null) throw new MissingItem(`there is no partner ${partnerId}`, { ids: { partnerId } });
  return partner.value;
}

function reportLines(
  { partnerId }: ExplainKpiDiscrepancy,
  membership: Membership | null,
  { findings, counts, totals, window, publishedThrough }: Comparison,
): DecisionLine[] {
  const subject = {
    partnerId,
    membershipId: membership?.membershipId ?? null,
    cycle: membership?.cycle ?? null,
    stage: null,
  };
  const differences = findings.filter((finding) => finding.class !== 'agrees');
  const { partner, published } = totals;
  const reason = `KPI ${partner} in the partner's list, ${published} published for ${window.from} … ${window.to}; differences: ${differences.length}`;
  const inputs = { window, publishedThrough, totals, counts };
  return [
    { what: 'explain-kpi-discrepancy-done', ...subject, rule: RULE, reason, inputs },
    ...differences.map(({ rule, reason: why, ...facts }) => ({
      what: 'kpi-discrepancy',
      ...subject,
      rule,
      reason: why,
      inputs: facts,
    })),
  ];
}
