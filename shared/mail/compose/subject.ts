/** Subjects of mails: short enough to be read in a list of mails. */
import type { Terms } from '../../domain/offers/terms.ts';
import { type Language, membershipNameOf, shortNameOf } from './language.ts';
import { type Name, toSubject, truncateGraphemes } from './name.ts';

/** Longest subject, in characters. */
const MAX_CHARACTERS = 70;

/** About a membership: by its short name, or without the partner, where that makes it short enough. */
export function membershipSubject(headline: string, terms: Terms, partner: Name, language: Language): string {
  const [name, short] = [membershipNameOf(language, terms), shortNameOf(language, terms)];
  return subjectOf(headline, [[name, partner], [short, partner], [name], [short]], language);
}

/** About something else of a partner: without the partner where it is too long, or has the same name. */
export function partnerSubject(headline: string, about: string, partner: Name, language: Language): string {
  return subjectOf(headline, about === partner ? [[partner]] : [[about, partner], [about]], language);
}

function subjectOf(headline: string, choices: readonly string[][], { words }: Language): string {
  return fittingSubject(choices.map((names) => words.subject(headline, names)));
}

/** The first of the subjects that is short enough, or what fits of the last. */
export function fittingSubject(subjects: readonly string[]): string {
  const plain = subjects.map(toSubject);
  const fitting = plain.find((each) => [...each].length <= MAX_CHARACTERS);
  return fitting ?? truncateGraphemes(plain.at(-1) ?? '', MAX_CHARACTERS);
}
