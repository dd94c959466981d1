/** Makes a year that fails smaller: what is left of it is what the failure takes. */
import type { Plan } from './input/plan.ts';

export type Shrunk = { readonly plan: Plan; readonly why: string; readonly removed: number };

type Path = readonly (string | number)[];
// biome-ignore lint/suspicious/noExplicitAny: the lists of a plan, wherever they are in it.
type Value = any;

/**
 * Leaves out parts of the plan's lists, halves first and single elements last, as long as the year goes on failing in
 * the same way. Lists that are within others come after them.
 *
 * @param failure why a year fails; null: it does not
 * @param seconds how long to go on; it ends earlier when no element can be left out
 */
export async function shrink(
  plan: Plan,
  why: string,
  failure: (smaller: Plan) => Promise<string | null>,
  seconds: number,
): Promise<Shrunk> {
  const until = performance.now() + seconds * 1_000;
  const kind = kindOf(why);
  let best: Shrunk = { plan, why, removed: 0 };
  let hasShrunk = true;
  const tryWithout = async (path: Path, start: number, count: number): Promise<boolean> => {
    const smaller = without(best.plan, path, start, count);
    const found = await failure(smaller);
    if (found === null || kindOf(found) !== kind) return false;
    best = { plan: smaller, why: found, removed: best.removed + count };
    return true;
  };
  while (hasShrunk) {
    hasShrunk = false;
    for (const path of listsOf(best.plan))
      for (let size = lengthAt(best.plan, path); size >= 1; size = Math.floor(size / 2))
        for (let start = lengthAt(best.plan, path) - size; start > -size; start -= size) {
          if (performance.now() > until) return best;
          const from = Math.max(start, 0);
          if (await tryWithout(path, from, start - from + size)) hasShrunk = true;
        }
  }
  return best;
}

/** What a failure says apart from names and dates: its words of letters alone, the first ones. */
function kindOf(why: string): string {
  const [first = '', second = ''] = why.split('\n');
  const line = first.endsWith(':') ? second : first;
  return line
    .split(' ')
    .filter((word) => /^[a-z]+[:,]?$/i.test(word))
    .slice(0, 8)
    .join(' ');
}

function listsOf(value: Value, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, each]) => listsOf(each, [...path, key]));
  return Array.isArray(value) ? [path, ...inner] : inner;
}

const at = (value: Value, path: Path): Value => path.reduce((inner, key) => inner?.[key], value);

/** 0: the list is gone with the one that it was in. */
const lengthAt = (plan: Plan, path: Path): number => at(plan, path)?.length ?? 0;

function without(plan: Plan, path: Path, start: number, count: number): Plan {
  const copy = structuredClone(plan);
  at(copy, path).splice(start, count);
  return copy;
}
