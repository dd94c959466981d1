/** Subjects of mails: short enough to be read in a list of mails. */
import type { Terms } from '../../domain/offers/terms.ts';
import { type Language, membershipNameOf, shortNameOf } from './language.ts';
import { type Name, toSubject } from './name.ts';

/** Longest subject, in characters, but where what it is about has a longer name. */
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

/** The first of the choices that is short enough, or the last. */
function subjectOf(headline: string, choices: readonly string[][], { words }: Language): string {
  const subjects = choices.map((names) => words.subject(headline, names));
  return subjects.find((each) => [...toSubject(each)].length <= MAX_CHARACTERS) ?? subjects.at(-1) ?? headline;
}
