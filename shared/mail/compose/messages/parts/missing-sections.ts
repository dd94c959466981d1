/** What a renewal that can still be paid lacks, one section for each of the terms of a joint one (R-NOT-5, R-MRG-4). */
import { isSameTerms, type Terms } from '../../../../domain/offers/terms.ts';
import type { RenewalState } from '../../../../domain/renewal/contents.ts';
import type { ReaderLanguage } from '../../language.ts';
import type { Section } from '../../message.ts';
import { missingItems } from './missing.ts';
import { commonOf, missingOf, termsSection } from './together.ts';

/** With the extension that waives requirements, if there is one (R-EXT-2). */
export function missingSections(content: RenewalState, language: ReaderLanguage): Section[] {
  const common = {
    heading: language.words.renewal.missing.heading,
    intro: null,
    items: missingItems(content, commonOf(content.missing), language),
  };
  const requirements = content.together.map((terms) => requirementsSection(terms, content, language));
  return [common, ...requirements, ...extensionSections(content, language)];
}

/** What can be done about what is missing, besides paying. */
export function otherActions({ missing }: Pick<RenewalState, 'missing'>): ('profileReview' | 'training')[] {
  const isOfTeam = missing.some(({ code }) => ['mct', 'exams', 'paths', 'performance'].includes(code));
  const isReview = missing.some(({ code }) => code === 'profile-review');
  return [...(isReview ? (['profileReview'] as const) : []), ...(isOfTeam ? (['training'] as const) : [])];
}

/** What is missing for one of the terms that are renewed together (R-MRG-4). */
function requirementsSection(terms: Terms, content: RenewalState, language: ReaderLanguage): Section {
  const { waived, met } = language.words.together;
  const isWaived = content.extension?.terms.some((each) => isSameTerms(each, terms)) ?? false;
  const items = missingItems(content, missingOf(content.missing, terms), language);
  return termsSection(terms, items, isWaived ? waived : met, language);
}

/** Of a joint renewal each of the terms says whether it is waived. */
function extensionSections({ extension, together, windowCloses }: RenewalState, language: ReaderLanguage): Section[] {
  if (extension === null || together.length > 0) return [];
  const { heading, text } = language.words.renewal.extension;
  return [{ heading, intro: text(language.deadline(windowCloses)), items: [] }];
}
