import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { titlesIn } from '../../docs/citations.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('a test name', () => {
  /** After the numbers of its rules. `before` and the like are fine inside of a name. */
  const OPENING =
    /^(?:R-[A-Z]+(?:-\d+)?(?:, R-[A-Z]+-\d+)*: )?(?:of|in|with|without|and|but|or|nor|that|which|who|whose|what|whatever|if|as|by|for|from|to|at|on|through|before|after|because|when|where|while|until|since|about|nothing|nobody|it|its|they|unless)\b/i;

  it('can be read alone: it begins with no preposition, conjunction or pronoun', () => {
    const fragments = globSync('test/**/*.test.ts', { cwd: ROOT })
      .flatMap((file) => titlesIn(readFileSync(join(ROOT, file), 'utf8')).map((title) => ({ file, title })))
      .filter(({ title }) => OPENING.test(title));
    expect(fragments).toEqual([]);
  });

  it.each(['of two orders, one is refused', 'R-KPI-7, R-KPI-8: if it is pending', 'Nobody is left'])(
    '%j is found to be a fragment',
    (title) => expect(OPENING.test(title)).toBe(true),
  );
});
