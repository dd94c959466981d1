/** Offers, levels and terms (R-MEM-1). */

export const OFFERS = ['action-pack', 'learning-action-pack', 'competency', 'advanced-specialization'] as const;
export type Offer = (typeof OFFERS)[number];

export const LEVELS = ['silver', 'gold'] as const;
export type Level = (typeof LEVELS)[number];

/** The rank of a level: higher is more, −1 without a level. */
export const levelRank = (level: Level | null): number => (LEVELS as readonly (Level | null)[]).indexOf(level);

/** What exactly was bought: benefits, requirements and the listing follow from it. */
export type Terms = {
  offer: Offer;
  /** The name of the competency or specialization; null for the action packs. */
  competency: string | null;
  /** Null unless the offer is `competency`. */
  level: Level | null;
  /** With its Learning option (competencies only). */
  learningOption: boolean;
};

/** Terms with null or false for the fields that are not given. */
export function completeTerms(given: {
  offer: Offer;
  competency?: string | undefined;
  level?: Level | undefined;
  learningOption?: boolean | undefined;
}): Terms {
  const { offer, competency = null, level = null, learningOption = false } = given;
  return { offer, competency, level, learningOption };
}

/** Whether two terms are of one competency, with the same option, whatever their levels. */
export const isSameCompetency = (a: Terms, b: Terms): boolean =>
  a.offer === b.offer && a.competency === b.competency && a.learningOption === b.learningOption;

export const isSameTerms = (a: Terms, b: Terms): boolean => isSameCompetency(a, b) && a.level === b.level;

/** Whether `terms` are of the same competency as `than`, at a higher level. */
export const isSameButHigher = (terms: Terms, than: Terms): boolean =>
  isSameCompetency(terms, than) && levelRank(terms.level) > levelRank(than.level);

/** A LAP, or a competency with its Learning option (R-DIR-1). */
export function isLearning(terms: Terms): boolean {
  return terms.offer === 'learning-action-pack' || hasLearningOption(terms);
}

/** A competency with its Learning option: its renewal is judged by KPI (R-KPI-7). */
export function hasLearningOption(terms: Terms): boolean {
  return terms.offer === 'competency' && terms.learningOption;
}

/** Offers of which a partner has one membership, however the second would come about (R-MEM-6). */
const HELD_ONCE: readonly Offer[] = ['action-pack', 'learning-action-pack'];

export const isHeldOnce = ({ offer }: Pick<Terms, 'offer'>): boolean => HELD_ONCE.includes(offer);

/** Whether a renewal has requirements besides the fee and the profile review: an Action Pack's has none (R-REN-3). */
export function hasRequirements({ offer }: Terms): boolean {
  return offer !== 'action-pack';
}

/** The name of terms, e.g. `DevOps gold with Learning option`. */
export function termsName(terms: Terms): string {
  if (terms.offer === 'action-pack') return 'Action Pack';
  if (terms.offer === 'learning-action-pack') return 'Learning Action Pack';
  const option = terms.learningOption ? ' with Learning option' : '';
  return `${[terms.competency, terms.level].filter(Boolean).join(' ')}${option}`;
}

/** A field that does not fit its offer, and what is allowed. */
type Misfit = { field: keyof Terms; allowed: string };

/** The terms that do not fit the offer (R-MEM-1). */
export function termsMisfits({ offer, competency, level, learningOption }: Terms): Misfit[] {
  const isPack = offer === 'action-pack' || offer === 'learning-action-pack';
  const problems: (Misfit | false)[] = [
    isPack && competency !== null && { field: 'competency', allowed: `nothing for offer ${offer}` },
    !isPack && competency === null && { field: 'competency', allowed: `the name of a competency for offer ${offer}` },
    offer === 'competency' &&
      level === null && { field: 'level', allowed: `one of ${LEVELS.join(', ')} for offer ${offer}` },
    offer !== 'competency' && level !== null && { field: 'level', allowed: `nothing for offer ${offer}` },
    offer !== 'competency' &&
      learningOption && { field: 'learningOption', allowed: `false or nothing for offer ${offer}` },
  ];
  return problems.filter((misfit) => misfit !== false);
}
