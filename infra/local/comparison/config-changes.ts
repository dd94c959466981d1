/** What differs between two program configurations. */

/** `path`: as in `programYears[2027-07-01].requirements[DevOps gold].kpi`; undefined: that side does not have it. */
export type ConfigChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

/**
 * The settings that differ, in the order of the first configuration. What has a name of its own, as a program year its
 * first day, is found by it, wherever it stands; any other list is one setting.
 *
 * @example
 * configChanges({ noticeStages: [-30] }, { noticeStages: [-60, -30] });
 * // [{ path: 'noticeStages', before: [-30], after: [-60, -30] }]
 */
export function configChanges(before: unknown, after: unknown, path = ''): ConfigChange[] {
  const [a, b] = [childrenOf(before), childrenOf(after)];
  if (a === null || b === null)
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  return names.flatMap((name) => configChanges(a.get(name), b.get(name), childPath(path, name, Array.isArray(before))));
}

function childPath(path: string, name: string, isListed: boolean): string {
  if (isListed) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By their names; null: a value that is compared as a whole. */
function childrenOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return null;
  const named = new Map(value.map((each) => [nameOf(each), each]));
  return named.has('') || named.size < value.length ? null : named;
}

/** What tells the entries of a list apart, in the words of the configuration. */
const nameOf = ({ id, from, competency, offer, level, learningOption }: Fields): string =>
  [id ?? from ?? competency ?? offer, level, learningOption === true ? 'with Learning' : undefined]
    .filter((part) => typeof part === 'string')
    .join(' ');
