import { describe, expect, it } from 'vitest';
import { explainOutput } from '../../../functions/partner-command/explain-output.ts';
import type { ExplainedDecision } from '../../../shared/workflows/explain/entry.ts';
import { RANK, toEntry } from '../../../shared/workflows/explain/entry.ts';

const NO_OFFERS = {
  purchase: 'full-price' as const,
  since: null,
  why: '',
  delivery: { isAllowed: false, since: null, why: '' },
};
const NOTHING = { display: [], forecasts: [], courseware: NO_OFFERS, benefits: [] };

const entries = (count: number, length: number): ExplainedDecision[] =>
  Array.from({ length: count }, (_, index) => {
    const fact = { on: null, what: `${index}`, rule: 'none', reason: 'x'.repeat(length), rank: RANK.partner };
    const { rank: _rank, usualWorkflow: _usually, ...entry } = toEntry('P-1', fact, null);
    return { ...entry, text: '' };
  });

describe('the decisions in the output of explain', () => {
  it('are all there if they fit', () => {
    expect(explainOutput({ runId: 'r' }, NOTHING, entries(300, 10))).toMatchObject({
      runId: 'r',
      command: 'explain',
      omitted: 0,
    });
  });

  it('are the latest that fit into 200 kB, with the number of omitted earlier ones', () => {
    const output = explainOutput({ runId: 'r' }, NOTHING, entries(300, 1_000));
    expect(JSON.stringify(output.decisions).length).toBeLessThan(201_000);
    expect(output.decisions.length).toBeGreaterThan(100);
    expect(output.decisions.length + output.omitted).toBe(300);
    expect(output.decisions.at(-1)?.what).toBe('299');
  });
});
