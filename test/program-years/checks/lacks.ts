import { monthBefore } from '../input/dates.ts';
import { asOf, renewedTogether, type State, type Value, window } from './mail-state.ts';
import { itemText, nameOfTerms } from './statements.ts';

/** What a renewal takes and does not have, by the rules, read anew. */
export type Lacks = {
  /** The fee, the review, and what is asked for where one alone is renewed. */
  readonly common: readonly string[];
  /** Of a joint renewal: for each of the terms, or `met` or `waived` (R-MRG-4). */
  readonly byTerms: ReadonlyMap<string, readonly string[]>;
  readonly isWaived: boolean;
  /** Days of refreshes that are named. */
  readonly decidesOn: readonly string[];
  readonly lastReview: readonly string[];
};

export function lacksOf(state: State, config: Value): Lacks {
  const { ad } = window(state);
  const all = renewedTogether(state.membership);
  const lacks = all.map((terms) => lacksOfTerms(terms, state, config));
  const isJoint = all.length > 1;
  const lastReview = state.partner.profileReviews.filter((day: string) => day <= asOf(state)).sort();
  const review = isReviewed(state, config) ? [] : [itemText('review', [config.profileReviewMaxAgeDays])];
  const [own = []] = lacks;
  const isPending = (state.publishedThrough ?? '') < monthBefore(ad, 1) && lacks.flat().some(isKpi);
  const nameOf = (terms: Value): string => (terms.offer === 'learning-action-pack' ? terms.offer : nameOfTerms(terms));
  return {
    common: ['fee', ...review, ...(isJoint || isWaived(all[0], ad, config) ? [] : own)],
    byTerms: new Map(
      isJoint
        ? all.map((terms, at) => [nameOf(terms), isWaived(terms, ad, config) ? ['waived'] : orMet(lacks[at])])
        : [],
    ),
    isWaived: !isJoint && isWaived(all[0], ad, config),
    decidesOn: isPending ? [`${ad.slice(0, 7)}-15`] : [],
    lastReview: lastReview.slice(-1),
  };
}

export const isKpi = (item: string): boolean => item === 'kpi' || item.startsWith('kpi ');

const orMet = (lacks: readonly string[] = []): readonly string[] => (lacks.length === 0 ? ['met'] : lacks);

function isReviewed(state: State, { profileReviewMaxAgeDays }: Value): boolean {
  const age = (day: string): number => (Date.parse(asOf(state)) - Date.parse(day)) / 86_400_000;
  return state.partner.profileReviews.some((day: string) => age(day) >= 0 && age(day) <= profileReviewMaxAgeDays);
}

const isWaived = ({ offer, competency }: Value, ad: string, config: Value): boolean =>
  config.extensions.some(
    (each: Value) =>
      each.offers.includes(offer) &&
      !each.exceptCompetencies.includes(competency) &&
      each.anniversaryFrom <= ad &&
      ad <= each.anniversaryTo,
  );

function lacksOfTerms(terms: Value, state: State, config: Value): string[] {
  const { ad } = window(state);
  const { mctCount } = state.partner;
  const trainers = (need: number): string[] => (mctCount < need ? [itemText('mct', [mctCount, need])] : []);
  if (terms.offer === 'action-pack') return [];
  if (terms.offer === 'learning-action-pack') return trainers(1);
  const year = config.programYears.find((each: Value) => each.from <= ad && ad <= each.to);
  const need = year?.requirements.find(
    (each: Value) =>
      each.competency === terms.competency &&
      each.level === terms.level &&
      each.learningOption === terms.learningOption,
  );
  if (need === undefined) return ['undecidable'];
  return [...trainers(need.mct ?? 0), ...kpiLacks(need, state), ...pathLacks(need.paths ?? [], terms, state)].sort();
}

/**
 * As long as the last month that counts is not published (R-KPI-8), what those that are have so far; without numbers
 * where none is.
 */
function kpiLacks({ kpi }: Value, state: State): string[] {
  if (kpi === undefined) return [];
  const { ad } = window(state);
  const [from, to] = [monthBefore(ad, 12), monthBefore(ad, 1)];
  const through = state.publishedThrough ?? '';
  if (through < from) return ['kpi'];
  if (through < to) return [itemText('kpi', [kpiIn(state, from, through), Number(kpi)])];
  const have = kpiIn(state, from, to);
  return have < Number(kpi) ? [itemText('kpi', [have, Number(kpi)])] : [];
}

function kpiIn(state: State, from: string, to: string): number {
  const counted = state.lines.filter(
    ({ documentType, invoiceDate }) =>
      ['invoice', 'credit-note'].includes(documentType) &&
      invoiceDate.slice(0, 7) >= from &&
      invoiceDate.slice(0, 7) <= to,
  );
  // The same line of two partners that are one counts once (R-MRG-5).
  const keyOf = ({ invoiceNumber, line, documentType, invoiceDate, kpiValue }: Value): string =>
    JSON.stringify([invoiceNumber, line, documentType, invoiceDate, Number(kpiValue)]);
  const once = new Map(counted.map((line) => [keyOf(line), line]));
  return [...once.values()].reduce((sum, { kpiValue }) => sum + Number(kpiValue), 0);
}

/** Of several paths each that would do, with all that it lacks (R-COMP-1, R-COMP-5). */
function pathLacks(paths: readonly Value[], { competency }: Value, state: State): string[] {
  const lacks = paths.map(({ skills = [], performance = [] }) => [
    ...skills.flatMap(({ certification, people }: Value) => {
      const have = peopleOf(state, certification);
      return have < people ? [itemText('exams', [have, people], certification)] : [];
    }),
    ...performance.flatMap(({ metric, value }: Value) => {
      const have = figureOf(state, competency, metric);
      return have < Number(value) ? [itemText('performance', [have, Number(value)])] : [];
    }),
  ]);
  if (lacks.some((each) => each.length === 0)) return [];
  return lacks.length > 1 ? lacks.map((each) => `path: ${each.sort().join(', ')}`) : lacks.flat();
}

/**
 * From the day after the association and the completion, whichever is later, until somebody leaves or it expires
 * (R-COMP-3, R-COMP-4).
 */
function peopleOf(state: State, certification: string): number {
  const on = asOf(state);
  return state.employees.filter(({ associations, achievements }) =>
    associations.some(
      (association: Value) =>
        association.partnerId === state.partner.partnerId &&
        (association.until === null || on < association.until) &&
        achievements.some(
          (achievement: Value) =>
            achievement.certification === certification &&
            on > association.from &&
            on > achievement.completedOn &&
            (achievement.expiresOn === null || on < achievement.expiresOn),
        ),
    ),
  ).length;
}

/** The latest of the whole, or the sum of the latest of each former partner (R-MRG-6). */
function figureOf(state: State, competency: string, metric: string): number {
  const known = state.figures.filter(
    (each) => each.competency === competency && each.metric === metric && each.measuredOn <= asOf(state),
  );
  const counted: Value[] = [];
  for (const figure of known.toSorted((a, b) => (a.measuredOn < b.measuredOn ? 1 : -1))) {
    const saysOfTheSame = ({ partnerIds }: Value): boolean =>
      !partnerIds || !figure.partnerIds || partnerIds.some((id: string) => figure.partnerIds.includes(id));
    if (!counted.some(saysOfTheSame)) counted.push(figure);
  }
  return counted.reduce((sum, { value }) => sum + Number(value), 0);
}
