/** The losses when a membership ends, item by item (R-LIC-6). */
import type { Loss } from '../../../../domain/offers/losses.ts';
import type { JointContent } from '../../../../domain/renewal/contents.ts';
import type { ByLoss } from '../../catalogue.ts';
import { type Language, membershipNameOf } from '../../language.ts';
import type { Item } from '../../message.ts';

/**
 * An item for each loss, in the given order; `names`: of what is lost, all of them where it is renewed together
 * (R-MRG-4).
 */
export function lossItems(losses: readonly Loss[], words: ByLoss, names: readonly string[]): Item[] {
  return losses.flatMap(({ code }) => {
    const texts = code === 'competency' ? names.map(words.competency) : [words[code]];
    return texts.map((text) => ({ label: null, text }));
  });
}

/** The names of what ends with a membership. */
export function lostNames({ terms, together }: JointContent, language: Language): string[] {
  return (together.length > 0 ? together : [terms]).map((each) => membershipNameOf(language, each));
}
