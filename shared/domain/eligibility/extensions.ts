/** Extensions that waive requirements for a range of anniversaries, never the fee (R-EXT). */

import type { ProgramConfig } from '../config/program-config.ts';
import type { CivilDate } from '../core/calendar.ts';
import type { Terms } from '../offers/terms.ts';

export type Extension = ProgramConfig['extensions'][number];

/** The extension that covers an anniversary of these terms; both ends of its range are inclusive (R-EXT-1). */
export function extensionFor(
  terms: Terms,
  anniversary: CivilDate,
  config: Pick<ProgramConfig, 'extensions'>,
): Extension | null {
  const covers = (extension: Extension): boolean =>
    extension.offers.includes(terms.offer) &&
    !(terms.competency !== null && extension.exceptCompetencies.includes(terms.competency)) &&
    extension.anniversaryFrom <= anniversary &&
    anniversary <= extension.anniversaryTo;
  return config.extensions.find(covers) ?? null;
}
