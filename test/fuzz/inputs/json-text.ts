/** JSON as text, with what `JSON.parse` lets pass and with what it does not. */
import fc from 'fast-check';
import { hostileText } from './text.ts';

const PIECES = [
  '"__proto__":{"polluted":true},',
  '"constructor":{"prototype":{"polluted":true}},',
  '"partnerId":"P-2",',
  '"p\\u0061rtnerId":"P-2",',
  '1e999',
  '-0',
  '0x10',
  'NaN',
  '"\\ud800"',
  '\ufeff',
  ',,',
  '//',
  '/* */',
  "'",
  '[',
  ']',
  '{',
  '}',
  '"',
  '\\',
  '\0',
  '['.repeat(10_000),
  '{"a":'.repeat(10_000),
  `"${'\\n'.repeat(1_000)}"`,
] as const;

type Damage = { at: number; drop: number; insert: string };
const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  drop: fc.nat(2),
  insert: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, { weight: 1, arbitrary: hostileText }),
});

/** The value written down, up to two places of the text changed, most often next to a bracket or comma. */
export function textOfJson(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc
    .tuple(
      value.map((json) => written(json)),
      fc.array(damage, { maxLength: 2 }),
    )
    .map(([text, damages]) => damages.reduce(damaged, text));
}

/** Numbers beyond the largest as a sender of JSON would write them; what nests without end as a sender could. */
export function written(json: unknown): string {
  try {
    return JSON.stringify(json) ?? 'null';
  } catch {
    return `{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  }
}

function damaged(text: string, { at, drop, insert }: Damage): string {
  const seams = [...text.matchAll(/[{[,]/g)].map(({ index }) => index + 1);
  const seam = at % 3 === 0 ? at % (text.length + 1) : (seams[at % Math.max(seams.length, 1)] ?? 0);
  return text.slice(0, seam) + insert + text.slice(seam + (at % 2 === 0 ? 0 : drop));
}
