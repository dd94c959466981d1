import { isLearning } from '../memberships/membership.ts';
import type { Loss } from '../notices/notice-content.ts';
import type { Terms } from './terms.ts';

/** What ends when a membership of these terms expires (R-REN-5, R-EXP-1, R-DIR-1). */
export function lossesOf(terms: Terms): Loss[] {
  const losses: Loss[] = [{ code: 'benefits' }, { code: 'licenses' }];
  if (terms.offer === 'competency' || terms.offer === 'advanced-specialization') losses.push({ code: 'competency' });
  if (isLearning(terms)) losses.push({ code: 'directory-listing' });
  return losses;
}
