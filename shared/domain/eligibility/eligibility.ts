/**
 * Whether a membership may be renewed at its level (R-REN-3) or bought (R-MEM-3), and at which level otherwise
 * (R-MEM-4).
 */
import type { ProgramConfig } from '../config/program-config.ts';
import { type CivilDate, latestMidMonth, nextMidMonth } from '../core/calendar.ts';
import { isPublished, type KpiLedger, sumOver } from '../kpi/kpi.ts';
import { decidingRefresh, type KpiWindow, publishedWindow, renewalWindow } from '../kpi/kpi-window.ts';
import type { KpiSoFar, Shortfall, SingleShortfall } from '../offers/shortfall.ts';
import type { Terms } from '../offers/terms.ts';
import type { Partner } from '../partners/partner.ts';
import type { Skills } from '../people/skills.ts';
import { extensionFor } from './extensions.ts';
import { isLacking, pathShortfalls } from './paths.ts';

export type Eligibility =
  | { state: 'met' }
  | { state: 'not-met'; shortfalls: Shortfall[] }
  /** `decidesOn`: the day of the refresh that decides (R-KPI-8). `shortfalls`: those other than KPI. */
  | { state: 'pending'; decidesOn: CivilDate; shortfalls: Shortfall[] }
  | { state: 'waived'; extension: string }
  /** `missing`: the requirement that the configuration does not have. */
  | { state: 'undecidable'; missing: string };

/** The facts by which eligibility is judged. */
export type Evidence = {
  partner: Pick<Partner, 'mctCount'>;
  kpi: Pick<KpiLedger, 'months' | 'publishedThrough'>;
  skills: Skills;
  config: Pick<ProgramConfig, 'programYears' | 'extensions'>;
};

export type Requirement = ProgramConfig['programYears'][number]['requirements'][number];

/** The program year, KPI window and day by which requirements are judged. */
type Basis = {
  /** The day whose program year decides (R-KPI-6). */
  year: CivilDate;
  window: KpiWindow;
  /** The day of the refresh that publishes the window's last month. */
  decidesOn: CivilDate;
  /** The day for which employees and figures count (R-COMP-3, R-COMP-4). */
  on: CivilDate;
};

/** A LAP needs at least one Microsoft Certified Trainer (R-MEM-2). */
export const LAP_MCT = 1;
const LAP: Terms = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false };

const renewalBasis = (anniversary: CivilDate, on: CivilDate): Basis => ({
  year: anniversary,
  window: renewalWindow(anniversary),
  decidesOn: decidingRefresh(anniversary),
  on,
});

/** Where the refresh of the day's month was missed, the next one decides. */
const purchaseBasis = (on: CivilDate): Basis => ({
  year: on,
  window: publishedWindow(on),
  decidesOn: latestMidMonth(on) === on ? on : nextMidMonth(on),
  on,
});

/**
 * Eligibility for the renewal at an anniversary; an extension waives the requirements (R-EXT-1).
 *
 * @param on the day for which employees and figures count: that of the payment, or `asOf`
 * @example
 * // a LAP needs one MCT (R-MEM-2); evidence.partner.mctCount is 0
 * eligibilityOf(LAP, '2027-09-01', evidence, '2027-09-10');
 * // { state: 'not-met', shortfalls: [{ code: 'mct', have: 0, need: 1 }] }
 */
export function eligibilityOf(terms: Terms, anniversary: CivilDate, evidence: Evidence, on: CivilDate): Eligibility {
  if (terms.offer === 'action-pack') return { state: 'met' };
  const extension = extensionFor(terms, anniversary, evidence.config);
  if (extension !== null) return { state: 'waived', extension: extension.id };
  return judge(terms, renewalBasis(anniversary, on), evidence);
}

/**
 * Whether an offer can be bought on a day (R-MEM-3): by the program year of that day, and the twelve months that the
 * latest refresh has published. No extension waives anything: there is no anniversary yet (R-EXT-1).
 */
export function purchaseEligibility(terms: Terms, on: CivilDate, evidence: Evidence): Eligibility {
  if (terms.offer === 'action-pack') return { state: 'met' };
  return judge(terms, purchaseBasis(on), evidence);
}

/** Eligibility by the requirements alone. */
function judge(terms: Terms, basis: Basis, evidence: Evidence): Eligibility {
  const { mctCount } = evidence.partner;
  if (terms.offer === 'learning-action-pack') return verdict(mctShortfall(mctCount, LAP_MCT));
  const requirement = requirementFor(terms, basis.year, evidence.config);
  if (requirement === null) return { state: 'undecidable', missing: requirementName(terms, basis.year) };
  const others = [
    ...mctShortfall(mctCount, requirement.mct ?? 0),
    ...pathShortfalls(requirement.paths, requirement.competency, evidence.skills, basis.on),
  ];
  if (requirement.kpi !== undefined && !isPublished(evidence.kpi, basis.window))
    return { state: 'pending', decidesOn: basis.decidesOn, shortfalls: others };
  return verdict([...kpiShortfall(requirement, basis.window, evidence.kpi), ...others]);
}

const verdict = (shortfalls: Shortfall[]): Eligibility =>
  shortfalls.length === 0 ? { state: 'met' } : { state: 'not-met', shortfalls };

/**
 * The requirement in the program year of a day, for a renewal that of the AD (R-KPI-6); null: the configuration has
 * none.
 */
export function requirementFor(
  terms: Terms,
  day: CivilDate,
  config: Pick<ProgramConfig, 'programYears'>,
): Requirement | null {
  const year = config.programYears.find(({ from, to }) => from <= day && day <= to);
  const matches = (requirement: Requirement): boolean =>
    requirement.competency === terms.competency &&
    requirement.level === terms.level &&
    requirement.learningOption === terms.learningOption;
  return year?.requirements.find(matches) ?? null;
}

function requirementName(terms: Terms, day: CivilDate): string {
  const option = terms.learningOption ? 'with' : 'without';
  return `the requirement of ${[terms.competency, terms.level].filter(Boolean).join(' ')}, ${option} Learning option, in the program year of ${day}`;
}

const kpiShortfall = (requirement: Requirement, window: KpiWindow, kpi: Pick<KpiLedger, 'months'>): Shortfall[] =>
  kpiFigure(requirement, window, kpi).filter(isLacking);

/** The KPI that a requirement asks for, reached or not; none where it asks for none. */
export function kpiFigure(
  requirement: Pick<Requirement, 'kpi'>,
  window: KpiWindow,
  kpi: Pick<KpiLedger, 'months'>,
): SingleShortfall[] {
  const { kpi: need } = requirement;
  return need === undefined ? [] : [{ code: 'kpi', have: sumOver(kpi, window).kpi, need, ...window }];
}

/**
 * How far the KPI are that a renewal at the anniversary is judged by, before all of their months are published (R-KPI-7,
 * R-KPI-8); null: no KPI are asked for, or no month is published.
 */
export function kpiSoFar(
  terms: Terms,
  anniversary: CivilDate,
  { kpi, config }: Pick<Evidence, 'kpi' | 'config'>,
): KpiSoFar | null {
  const need = requirementFor(terms, anniversary, config)?.kpi;
  const { from, to } = renewalWindow(anniversary);
  const through = kpi.publishedThrough;
  if (need === undefined || through === null || through < from) return null;
  const published = { from, to: through < to ? through : to };
  return { have: sumOver(kpi, published).kpi, need, ...published };
}

function mctShortfall(have: number, need: number): Shortfall[] {
  return have >= need ? [] : [{ code: 'mct', have, need }];
}

/** The highest lower level that is met at a renewal: gold → silver → LAP → null (R-MEM-4). */
export function fallbackFor(terms: Terms, anniversary: CivilDate, evidence: Evidence, on: CivilDate): Terms | null {
  return highestMet(terms, renewalBasis(anniversary, on), evidence);
}

/** The highest lower level that is met for a purchase on a day (R-MEM-4). */
export function purchaseFallback(terms: Terms, on: CivilDate, evidence: Evidence): Terms | null {
  return highestMet(terms, purchaseBasis(on), evidence);
}

function highestMet(terms: Terms, basis: Basis, evidence: Evidence): Terms | null {
  if (terms.offer !== 'competency') return null;
  const lower: Terms[] = terms.level === 'gold' ? [{ ...terms, level: 'silver' }, LAP] : [LAP];
  return lower.find((each) => judge(each, basis, evidence).state === 'met') ?? null;
}
