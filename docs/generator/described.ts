/**
 * Names with what they mean: the names come from the code, the meanings from the words beside it, and neither may be
 * without the other.
 */

type Words = Readonly<Record<string, string>>;

/**
 * The meaning of each name, in the order of the names.
 *
 * @throws Error for a name without meaning, and a meaning without name
 */
export function described<Name extends string>(what: string, names: readonly Name[], words: Words): [Name, string][] {
  const missing = names.filter((name) => !Object.hasOwn(words, name));
  const left = Object.keys(words).filter((name) => !names.includes(name as Name));
  if (missing.length > 0) throw new Error(`${what}: docs/generator/words says nothing of ${missing.join(', ')}`);
  if (left.length > 0)
    throw new Error(`${what}: docs/generator/words speaks of ${left.join(', ')}, which is not there`);
  return names.map((name) => [name, words[name] ?? '']);
}
