/** What a joint renewal renews, named in each mail about it (R-MRG-4). */
import { isSameTerms, type Terms } from '../../../../domain/offers/terms.ts';
import type { JointContent } from '../../../../domain/renewal/contents.ts';
import { type Language, membershipNameOf } from '../../language.ts';
import type { Fact, Item, Section } from '../../message.ts';

/** A fact for each of the terms that are renewed together with the membership's own. */
export function togetherFacts({ together, terms }: JointContent, language: Language): Fact[] {
  return together
    .filter((each) => !isSameTerms(each, terms))
    .map((each) => ({ label: language.words.together.label, value: membershipNameOf(language, each) }));
}

type OfTerms = { code: string; terms?: Terms | undefined };

/** What is missing for the renewal as a whole, or for one that renews nothing else. */
export const commonOf = <Missing extends OfTerms>(missing: readonly Missing[]): Missing[] =>
  missing.filter(({ terms }) => terms === undefined);

/** What is missing for one of the terms that are renewed together. */
export const missingOf = <Missing extends OfTerms>(missing: readonly Missing[], wanted: Terms): Missing[] =>
  missing.filter(({ terms }) => terms !== undefined && isSameTerms(terms, wanted));

/** A section for the terms, with what is missing for them; `intro` where nothing is. */
export function termsSection(terms: Terms, items: Item[], intro: string, language: Language): Section {
  return { heading: membershipNameOf(language, terms), intro: items.length === 0 ? intro : null, items };
}
