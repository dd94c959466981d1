/** Whether a membership may be renewed at its level (R-REN-3), and at which level otherwise (R-MEM-4). */
import Big from 'big.js';
import type { CivilDate } from './calendar.ts';
import type { ProgramConfig } from './config.ts';
import { extensionFor } from './extensions.ts';
import { decidingRefresh, type KpiLedger, renewalWindow, sumOver } from './kpi.ts';
import type { Level, Terms } from './membership-terms.ts';
import type { Partner } from './partner.ts';
import type { Shortfall } from './requirement.ts';

export type Eligibility =
  | { state: 'met' }
  | { state: 'not-met'; shortfalls: Shortfall[] }
  /** `decidesOn`: the refresh that will decide (R-KPI-8). */
  | { state: 'pending'; decidesOn: CivilDate }
  | { state: 'waived'; extension: string }
  /** `missing`: the configuration that is not there. */
  | { state: 'undecidable'; missing: string };

/** What eligibility is judged by. */
export type Evidence = {
  partner: Pick<Partner, 'mctCount'>;
  kpi: Pick<KpiLedger, 'months' | 'publishedThrough'>;
  config: Pick<ProgramConfig, 'programYears' | 'extensions'>;
};

export type Requirement = ProgramConfig['programYears'][number]['requirements'][number];

/** A LAP needs at least one Microsoft Certified Trainer (R-MEM-2). */
const LAP_MCT = 1;

/** Eligibility for the renewal at an anniversary; an extension waives the requirements (R-EXT-1). */
export function eligibilityOf(terms: Terms, anniversary: CivilDate, evidence: Evidence): Eligibility {
  if (terms.offer === 'action-pack') return { state: 'met' };
  const extension = extensionFor(terms, anniversary, evidence.config);
  if (extension !== null) return { state: 'waived', extension: extension.id };
  return judge(terms, anniversary, evidence);
}

/** Eligibility by the requirements alone. */
function judge(terms: Terms, anniversary: CivilDate, evidence: Evidence): Eligibility {
  if (terms.offer === 'learning-action-pack') return verdict(mctShortfall(evidence.partner.mctCount, LAP_MCT));
  const requirement = requirementFor(terms, anniversary, evidence.config);
  if (requirement === null) return { state: 'undecidable', missing: requirementName(terms, anniversary) };
  if (requirement.paths.some(({ skills }) => skills.length === 0))
    return { state: 'undecidable', missing: `the performance figures of ${terms.competency}` };
  const window = renewalWindow(anniversary);
  const isPublished = evidence.kpi.publishedThrough !== null && evidence.kpi.publishedThrough >= window.to;
  if (requirement.kpi !== undefined && !isPublished)
    return { state: 'pending', decidesOn: decidingRefresh(anniversary) };
  return verdict([
    ...kpiShortfall(requirement, anniversary, evidence.kpi),
    ...mctShortfall(evidence.partner.mctCount, requirement.mct ?? 0),
    ...examShortfall(requirement),
  ]);
}

const verdict = (shortfalls: Shortfall[]): Eligibility =>
  shortfalls.length === 0 ? { state: 'met' } : { state: 'not-met', shortfalls };

/** The requirement of the program year that holds the AD (R-KPI-6); null where the configuration has none. */
export function requirementFor(
  terms: Terms,
  anniversary: CivilDate,
  config: Pick<ProgramConfig, 'programYears'>,
): Requirement | null {
  const year = config.programYears.find(({ from, to }) => from <= anniversary && anniversary <= to);
  const matches = (requirement: Requirement): boolean =>
    requirement.competency === terms.competency &&
    requirement.level === terms.level &&
    requirement.learningOption === terms.learningOption;
  return year?.requirements.find(matches) ?? null;
}

function requirementName(terms: Terms, anniversary: CivilDate): string {
  const option = terms.learningOption ? 'with' : 'without';
  return `the requirement of ${[terms.competency, terms.level].filter(Boolean).join(' ')}, ${option} Learning option, in the program year of ${anniversary}`;
}

function kpiShortfall(requirement: Requirement, anniversary: CivilDate, kpi: Pick<KpiLedger, 'months'>): Shortfall[] {
  if (requirement.kpi === undefined) return [];
  const window = renewalWindow(anniversary);
  const have = sumOver(kpi, window).kpi;
  return new Big(have).gte(requirement.kpi) ? [] : [{ code: 'kpi', have, need: requirement.kpi, ...window }];
}

function mctShortfall(have: number, need: number): Shortfall[] {
  return have >= need ? [] : [{ code: 'mct', have, need }];
}

/** Nobody's achievements are recorded yet, so a level that asks for certified people is not reached (R-COMP-1). */
function examShortfall(requirement: Requirement): Shortfall[] {
  const skills = requirement.paths[0]?.skills ?? [];
  return skills.map((skill) => ({
    code: 'exams' as const,
    have: 0,
    need: skill.people,
    certification: skill.certification,
  }));
}

/** The highest level below these terms that is fully met: gold → silver → LAP → none (R-MEM-4). */
export function fallbackFor(terms: Terms, anniversary: CivilDate, evidence: Evidence): Terms | null {
  if (terms.offer !== 'competency') return null;
  const silver: Terms = { ...terms, level: 'silver' satisfies Level };
  if (terms.level === 'gold' && judge(silver, anniversary, evidence).state === 'met') return silver;
  const lap: Terms = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false };
  return judge(lap, anniversary, evidence).state === 'met' ? lap : null;
}

/** How people name terms. */
export function termsName(terms: Terms): string {
  if (terms.offer === 'action-pack') return 'Action Pack';
  if (terms.offer === 'learning-action-pack') return 'Learning Action Pack';
  const option = terms.learningOption ? ' with Learning option' : '';
  return `${[terms.competency, terms.level].filter(Boolean).join(' ')}${option}`;
}
