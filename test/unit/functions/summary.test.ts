import { describe, expect, it } from 'vitest';
import { demoSummary } from '../../../infra/local/cli/demo-summary.ts';
import { summaryOf } from '../../../infra/local/cli/summary.ts';
import { Tally } from '../../../infra/local/simulation/days/tally.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';

const PERIOD = { from: civilDateOf('2027-01-01'), to: civilDateOf('2027-12-31') };

/** What the simulation and the demo say in the end. */
function summaries(deadLetters: Tally['deadLetters']): string[] {
  const tally = new Tally();
  tally.deadLetters = deadLetters;
  return [summaryOf(tally, 'out'), demoSummary(tally, PERIOD, 200, { result: 'r', work: 'w' } as never)];
}

describe('the last words of a simulation', () => {
  it('tells of every queue in which something is left that no function took', () => {
    for (const text of summaries({ 'local-dead': 2, 'mail-dead': 1 })) {
      expect(text).toMatch(/dead letters +2 in the queue local-dead/);
      expect(text).toMatch(/dead letters +1 in the queue mail-dead/);
    }
  });

  it('says nothing of them where there are none', () => {
    for (const text of summaries({})) expect(text).not.toContain('dead letters');
  });
});
