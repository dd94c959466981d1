/** What a membership is: the offers, levels and competencies (R-MEM-1). */

export const OFFERS = ['action-pack', 'learning-action-pack', 'competency', 'advanced-specialization'] as const;
export type Offer = (typeof OFFERS)[number];

export const LEVELS = ['silver', 'gold'] as const;
export type Level = (typeof LEVELS)[number];

/** Higher is more; without a level, least. */
export const levelRank = (level: Level | null): number => (level === null ? -1 : LEVELS.indexOf(level));

/** What was bought: which benefits, requirements and directory entries follow from it. */
export type Terms = {
  offer: Offer;
  /** The name of the competency or specialization; null for the action packs. */
  competency: string | null;
  /** Null unless the offer is `competency`. */
  level: Level | null;
  /** With its Learning option (competencies only). */
  learningOption: boolean;
};

/** The terms that are given, by fields some of which may be left out. */
export function completeTerms(given: {
  offer: Offer;
  competency?: string | undefined;
  level?: Level | undefined;
  learningOption?: boolean | undefined;
}): Terms {
  const { offer, competency = null, level = null, learningOption = false } = given;
  return { offer, competency, level, learningOption };
}

/** A LAP, or a competency with its Learning option (R-DIR-1). */
export function isLearning(terms: Terms): boolean {
  return terms.offer === 'learning-action-pack' || hasLearningOption(terms);
}

/** A competency with its Learning option: what KPIs are measured for (R-KPI-7). */
export function hasLearningOption(terms: Terms): boolean {
  return terms.offer === 'competency' && terms.learningOption;
}

/** Whether its renewal asks for more than the fee and the review: an Action Pack's does not (R-REN-3). */
export function hasRequirements({ offer }: Terms): boolean {
  return offer !== 'action-pack';
}

/** How people name terms. */
export function termsName(terms: Terms): string {
  if (terms.offer === 'action-pack') return 'Action Pack';
  if (terms.offer === 'learning-action-pack') return 'Learning Action Pack';
  const option = terms.learningOption ? ' with Learning option' : '';
  return `${[terms.competency, terms.level].filter(Boolean).join(' ')}${option}`;
}
