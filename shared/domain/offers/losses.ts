import type { Terms } from './terms.ts';
import { isLearning } from './terms.ts';

/** A loss at expiry (R-REN-5, R-EXP-1, R-LIC-6). */
export type Loss =
  | { code: 'benefits' }
  /** Product licences; on-premises software must be licensed commercially or uninstalled. */
  | { code: 'licenses' }
  /** The competency and its display. */
  | { code: 'competency' }
  /** The listing in the Learning Partner directory. */
  | { code: 'directory-listing' };

/** The losses when a membership of these terms expires (R-REN-5, R-EXP-1, R-DIR-1). */
export function lossesOf(terms: Terms): Loss[] {
  const losses: Loss[] = [{ code: 'benefits' }, { code: 'licenses' }];
  if (terms.offer === 'competency' || terms.offer === 'advanced-specialization') losses.push({ code: 'competency' });
  if (isLearning(terms)) losses.push({ code: 'directory-listing' });
  return losses;
}

/** The losses when a membership of several terms expires, each once (R-MRG-4). */
export function lossesOfAll(terms: readonly Terms[]): Loss[] {
  const losses = terms.flatMap(lossesOf);
  return losses.filter(({ code }, index) => losses.findIndex((other) => other.code === code) === index);
}
