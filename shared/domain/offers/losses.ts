import { isLearning, levelRank, type Terms } from './terms.ts';

/** A loss at expiry (R-REN-5, R-EXP-1, R-LIC-6). */
export type Loss =
  | { code: 'benefits' }
  /** Product licences; on-premises software must be licensed commercially or uninstalled. */
  | { code: 'licenses' }
  /** The competency and its display. */
  | { code: 'competency' }
  /** The listing in the Learning Partner directory. */
  | { code: 'directory-listing' }
  /** The offers of the Courseware Marketplace, and delivery outside the organisation (R-MEM-10). */
  | { code: 'courseware' };

/** The losses when a membership of these terms expires (R-REN-5, R-EXP-1, R-DIR-1). */
export function lossesOf(terms: Terms): Loss[] {
  const losses: Loss[] = [{ code: 'benefits' }, { code: 'licenses' }];
  if (terms.competency !== null) losses.push({ code: 'competency' });
  if (isLearning(terms)) losses.push({ code: 'directory-listing' });
  return losses;
}

/** The losses when a membership of several terms expires, each once (R-MRG-4). */
export function lossesOfAll(terms: readonly Terms[]): Loss[] {
  const losses = terms.flatMap(lossesOf);
  return losses.filter(({ code }, index) => losses.findIndex((other) => other.code === code) === index);
}

/**
 * Whether a competency or specialization is lost with its terms: the remaining ones have it at no level as high
 * (R-MEM-7).
 */
export function competencyLost(terms: Terms, remaining: readonly Terms[]): boolean {
  if (terms.competency === null) return false;
  const isKept = ({ offer, competency, level }: Terms): boolean =>
    offer === terms.offer && competency === terms.competency && levelRank(level) >= levelRank(terms.level);
  return !remaining.some(isKept);
}
