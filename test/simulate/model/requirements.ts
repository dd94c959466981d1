/** Whether the requirements of an offer are met (R-KPI, R-COMP, R-MEM-2 to R-MEM-4, R-REN-3, R-EXT). */
import { type Day, monthOf, text } from './dates.ts';
import {
  anniversary,
  type Figure,
  type InvoiceLine,
  type Json,
  type Membership,
  type Partner,
  type Program,
  type Terms,
  termsOf,
} from './program.ts';

export type Verdict = 'met' | 'not-met' | 'pending' | 'waived' | 'undecidable';
/** The program year's day, the last month of the twelve that count, and the day for which people and figures count. */
type Basis = { year: Day; last: number; on: Day };

const LEVELS = ['', 'silver', 'gold'];

export const LAP: Terms = { offer: 'learning-action-pack', competency: '', level: '', learning: false };

/** Millionths, so that sums are exact. */
export const millionths = (value: string): number => Math.round(Number(value) * 1e6);

/** Invoices, and the credit notes that take back what they gave (R-KPI-2, R-KPI-13). */
const isCounted = (documentType: string): boolean => ['invoice', 'credit-note'].includes(documentType);

/** Lines of one number that say the same count once, whichever partner they came from (R-MRG-5). */
export function kpiOf(program: Program, partner: Partner, first: number, last: number): number {
  const lines = program.lines.filter(
    (line) => isCounted(line.type) && line.partner === partner && line.month >= first && line.month <= last,
  );
  const keyOf = ({ number, line, type, month, kpi }: InvoiceLine) => JSON.stringify([number, line, type, month, kpi]);
  const once = new Map(lines.map((line) => [keyOf(line), line]));
  return [...once.values()].reduce((sum, { kpi }) => sum + kpi, 0);
}

/** How many employees of a partner count for a certification on a day (R-COMP-2 to R-COMP-4). */
function peopleOf({ employees }: Program, partner: Partner, certification: string, on: Day): number {
  return [...employees.values()].filter(({ associations, achievements }) =>
    associations.some(
      (association) =>
        association.partner === partner &&
        (association.until === null || on < association.until) &&
        achievements.some(
          (achievement) =>
            achievement.certification === certification &&
            on > Math.max(association.from, achievement.completed) &&
            (achievement.expires === null || on < achievement.expires),
        ),
    ),
  ).length;
}

/**
 * The latest figure at or before a day (R-COMP-1), 0 without any; after a merge the sum of each former partner's latest
 * one, until there is a later one of the whole (R-MRG-6).
 */
function figureOf({ figures }: Program, partner: Partner, competency: string, metric: string, on: Day): number {
  const known = figures.filter(
    (figure) =>
      figure.partner === partner && figure.competency === competency && figure.metric === metric && figure.on <= on,
  );
  const counted: Figure[] = [];
  for (const figure of known.sort((a, b) => b.on - a.on || b.number - a.number))
    if (!counted.some((later) => saysOfTheSame(figure, later))) counted.push(figure);
  return counted.reduce((sum, { value }) => sum + value, 0);
}

const saysOfTheSame = ({ parts }: Figure, other: Figure): boolean =>
  parts === null || other.parts === null || parts.some((part) => other.parts?.includes(part));

function isPathMet(program: Program, partner: Partner, competency: string, path: Json, on: Day): boolean {
  return (
    (path.skills ?? []).every(
      (goal: Json) => peopleOf(program, partner, goal.certification, on) >= Number(goal.people),
    ) &&
    (path.performance ?? []).every(
      (goal: Json) => figureOf(program, partner, competency, goal.metric, on) >= millionths(goal.value),
    )
  );
}

function judge(program: Program, partner: Partner, terms: Terms, { year, last, on }: Basis): Verdict {
  if (terms.offer === 'action-pack') return 'met';
  if (terms.offer === 'learning-action-pack') return partner.mct >= 1 ? 'met' : 'not-met';
  const need = needOf(program, terms, year);
  if (!need) return 'undecidable';
  if (need.kpi !== undefined && program.published < last) return 'pending';
  const isMet =
    (need.kpi === undefined || kpiOf(program, partner, last - 11, last) >= millionths(need.kpi)) &&
    hasOthers(program, partner, need, on);
  return isMet ? 'met' : 'not-met';
}

const needOf = ({ config }: Program, terms: Terms, year: Day): Json =>
  config.programYears
    .find(({ from, to }: Json) => from <= text(year) && text(year) <= to)
    ?.requirements.find(
      (each: Json) =>
        each.competency === terms.competency &&
        (each.level ?? '') === terms.level &&
        (each.learningOption ?? false) === terms.learning,
    );

/** What is asked for besides KPI. */
function hasOthers(program: Program, partner: Partner, need: Json, on: Day): boolean {
  const paths: Json[] = need.paths ?? [];
  return (
    (need.mct === undefined || partner.mct >= need.mct) &&
    (paths.length === 0 || paths.some((path) => isPathMet(program, partner, need.competency, path, on)))
  );
}

function isWaived(program: Program, terms: Terms, ad: Day): boolean {
  return program.config.extensions.some(
    (x: Json) =>
      x.offers.includes(terms.offer) &&
      !(x.exceptCompetencies ?? []).includes(terms.competency) &&
      text(ad) >= x.anniversaryFrom &&
      text(ad) <= x.anniversaryTo,
  );
}

/** By the year of the AD and the twelve months before its month (R-KPI-6, R-KPI-7). */
const renewalBasis = (m: Membership, on: Day): Basis => ({
  year: anniversary(m),
  last: monthOf(anniversary(m)) - 1,
  on,
});

/** By the day's year, and the months that its latest refresh publishes (R-KPI-4). */
function purchaseBasis(on: Day): Basis {
  const isRefreshed = Number(text(on).slice(8)) >= 15;
  return { year: on, last: monthOf(on) - (isRefreshed ? 1 : 2), on };
}

export function judgeRenewal(program: Program, m: Membership, terms: Terms, on: Day): Verdict {
  if (terms.offer !== 'action-pack' && isWaived(program, terms, anniversary(m))) return 'waived';
  return judge(program, m.partner, terms, renewalBasis(m, on));
}

export const judgePurchase = (program: Program, partner: Partner, terms: Terms, on: Day): Verdict =>
  judge(program, partner, terms, purchaseBasis(on));

/** The highest lower level that is met (R-MEM-4). */
function fallback(program: Program, partner: Partner, terms: Terms, basis: Basis): Terms | null {
  if (terms.offer !== 'competency') return null;
  const lower = terms.level === 'gold' ? [{ ...termsOf(terms), level: 'silver' }, LAP] : [LAP];
  return lower.find((each) => judge(program, partner, each, basis) === 'met') ?? null;
}

export const purchaseFallback = (program: Program, partner: Partner, terms: Terms, on: Day): Terms | null =>
  fallback(program, partner, terms, purchaseBasis(on));

/** What an operator says to accept it. */
export const nameOfFallback = ({ level, offer }: Terms): string => level || offer;

const isGood = (verdict: Verdict): boolean => verdict === 'met' || verdict === 'waived';

/**
 * All terms that are renewed together, with their verdicts (R-MRG-4); of silver and gold of one competency gold alone.
 */
const verdicts = (program: Program, m: Membership, on: Day): { terms: Terms; verdict: Verdict }[] =>
  renewedTogether(m).map((terms) => ({ terms, verdict: judgeRenewal(program, m, terms, on) }));

export function renewedTogether(m: Membership): Terms[] {
  const all = [termsOf(m), ...m.covers];
  const isGoldOf = (gold: Terms, { competency, level, learning }: Terms): boolean =>
    level === 'silver' && gold.level === 'gold' && gold.competency === competency && gold.learning === learning;
  return all.filter((terms) => !all.some((other) => isGoldOf(other, terms)));
}

/** Whether something is lacking for its renewal, whatever is not published yet (R-COMP-5). */
export const isShort = (program: Program, m: Membership, on: Day): boolean =>
  renewedTogether(m).some(
    (terms) =>
      judgeRenewal(program, m, terms, on) === 'not-met' ||
      (judgeRenewal(program, m, terms, on) === 'pending' &&
        !hasOthers(program, m.partner, needOf(program, terms, anniversary(m)), on)),
  );

/** The verdict on the renewal of all its terms: met if all are. */
export function eligibility(program: Program, m: Membership, on: Day): Verdict {
  const all = verdicts(program, m, on).map(({ verdict }) => verdict);
  const worst = (['pending', 'not-met', 'undecidable', 'met'] as const).find((verdict) => all.includes(verdict));
  return worst ?? 'waived';
}

/** The terms that a payment renews, gold before silver, its own competency first; null: it is refused (R-REN-3, R-REN-4, R-MRG-4). */
export function renewedTerms(program: Program, m: Membership, on: Day, accepted?: string): Terms[] | null {
  const all = verdicts(program, m, on);
  if (all.some(({ verdict }) => verdict === 'pending' || verdict === 'undecidable')) return null;
  const rank = ({ level }: Terms): number => LEVELS.indexOf(level);
  const own = (terms: Terms): number => Number(terms.competency === m.competency && terms.learning === m.learning);
  const inOrder = (terms: Terms[]): Terms[] => terms.sort((a, b) => rank(b) - rank(a) || own(b) - own(a));
  if (all.every(({ verdict }) => isGood(verdict))) return inOrder(all.map(({ terms }) => terms));
  const attained = inOrder(all.flatMap((each) => attainedLevel(program, m, each, on)));
  const best = fallback(program, m.partner, m, renewalBasis(m, on));
  const instead = attained.length > 0 ? attained : best === null ? [] : [best];
  const [first] = instead;
  if (first === undefined) return null;
  const isNamed = all.length === 1 && accepted === nameOfFallback(first);
  return accepted === 'attained' || isNamed ? instead : null;
}

/** Gold that is not met any more is renewed at silver, if that is (R-MRG-2). */
function attainedLevel(program: Program, m: Membership, each: { terms: Terms; verdict: Verdict }, on: Day): Terms[] {
  if (isGood(each.verdict)) return [each.terms];
  const silver = { ...each.terms, level: 'silver' };
  return each.terms.level === 'gold' && isGood(judgeRenewal(program, m, silver, on)) ? [silver] : [];
}
