/**
 * What a refusal must be like: it says where, what was got and what is allowed, in text that a terminal or log can
 * show.
 */
import { expect } from 'vitest';
import { formatProblem, type Problem } from '../../../shared/domain/core/problem.ts';

/**
 * Controls but line feeds, direction marks and other characters that move, hide or break a line, halves of surrogate
 * pairs.
 */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const LONGEST = 4_000;

export function expectPrintable(text: string, longest = LONGEST): void {
  expect(text).not.toMatch(UNPRINTABLE);
  expect(text.length).toBeLessThanOrEqual(longest);
}

export function expectClear(problems: readonly Problem[]): void {
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) {
    expect(problem.got).not.toBe('');
    expect(problem.allowed).not.toBe('');
    const said = formatProblem(problem);
    expectPrintable(said, 1_000);
    expect(said).not.toContain('\n');
    expect(said).toMatch(/got .+; allowed: ./);
  }
}

/** What a call throws; `undefined` if it does not. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}
