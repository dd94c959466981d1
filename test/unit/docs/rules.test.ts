import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorOf, rulesOf } from '../../docs/rules.ts';

const ROOT = join(import.meta.dirname, '../../..');
const text = readFileSync(join(ROOT, 'docs/rules.md'), 'utf8');
const rules = rulesOf(text);
const ids = new Set(rules.map(({ id }) => id));
const [, body = ''] = text.split('## Calendar');
const entries = body.split('\n## Facts of')[0]?.split(/^### /m).slice(1) ?? [];
const facts = [...text.matchAll(/^\| (\d+) \| (.+) \| (.+) \|$/gm)];

describe('docs/rules.md', () => {
  it('has every chapter, each with its rules in order', () => {
    const numbers = Map.groupBy(
      rules.map(({ id }) => id.split('-')),
      ([, chapter]) => chapter,
    );
    const counted = [...numbers].map(([chapter, all]) => [chapter, all.map(([, , number]) => Number(number))] as const);
    for (const [, all] of counted) expect(all).toEqual(all.map((_, index) => index + 1));
    expect(Object.fromEntries(counted.map(([chapter, all]) => [chapter, all.length]))).toEqual({
      ...{ CAL: 7, ROLE: 4, KPI: 13, MEM: 12, REN: 9, NOT: 9, EXP: 3, EXT: 2, DIR: 5, COMP: 5, LIC: 8, MRG: 7 },
      ...{ IMP: 7, OPS: 4 },
    });
  });

  it.each(entries.map((entry) => [entry.split(' ')[0], entry]))('%s says where it comes from', (_, entry) => {
    expect(entry).toMatch(/^- Source: \S/m);
  });

  it('names no file of the program', () => {
    expect(text.match(/[\w/]+\.(ts|test)\b|\b(shared|functions|infra|test)\//g)).toBeNull();
  });

  it('names no rule that it does not have', () => {
    const named = new Set(text.match(/\bR-[A-Z]+-\d+/g));
    expect([...named].filter((id) => !ids.has(id))).toEqual([]);
  });

  it('goes through all 77 facts of the public documents once, each with a rule or why there is none', () => {
    expect(facts.map(([, number]) => Number(number))).toEqual(Array.from({ length: 77 }, (_, index) => index + 1));
    expect(facts.filter(([, , , where]) => !/R-[A-Z]+-\d|^none: \S/.test(where ?? ''))).toEqual([]);
  });
});

describe('the anchor of a heading', () => {
  it.each([
    ['R-EXP-1 What happens on AD+31', 'r-exp-1-what-happens-on-ad31'],
    ['R-REN-3 Five answers to "may it be renewed?"', 'r-ren-3-five-answers-to-may-it-be-renewed'],
  ])('is, for %j, %j', (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor);
  });
});
