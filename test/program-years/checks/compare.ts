import { parse } from 'csv-parse/sync';
import { runModel } from '../../simulate/model.ts';
import { differences, resultsOf } from '../../simulate/results.ts';
import type { Plan } from '../input/plan.ts';
import { lastDay } from '../input/program-input.ts';
import type { Executions } from '../run/executions.ts';
import type { YearResult } from '../year.ts';

const BATCH = /^directory\/(\d{4}-\d{2})\.csv$/;

/** The differences between the year and the model of the rules, a line each. A race can end one way or the other. */
export function differencesFromModel(
  plan: Plan,
  { input, firings, world, states, uncertain, executions }: YearResult,
): string[] {
  if (plan.races === 'commands' && plan.overlapEvery > 0) return [];
  const asked = firings.map((day) => [...new Set(day.map(({ asOf }) => asOf))]);
  const { commands, ...found } = runModel(input, plan.from, lastDay(plan), (day) => asked[day] ?? []);
  const model = resultsOf(found);
  const batches = [...world.objects].flatMap(([key, body]): [string, [string, string][]][] => {
    const month = BATCH.exec(key)?.[1];
    const rows: { action: string; partner_id: string }[] = month === undefined ? [] : parse(body, { columns: true });
    return month === undefined ? [] : [[month, rows.map(({ action, partner_id }) => [action, partner_id])]];
  });
  const lived = resultsOf({
    emails: states.flatMap(({ mails }) => [...mails] as unknown as Record<string, unknown>[]),
    memberships: states.flatMap(({ memberships }) => [...memberships] as unknown as Record<string, unknown>[]),
    kpi: states.flatMap(({ kpi }) => [...kpi] as unknown as Record<string, unknown>[]),
    directory: Object.fromEntries(batches),
  });
  // Reported as such (R-NOT-2), and so neither sent nor lost.
  const doubts = uncertain.map((notice) => JSON.stringify(notice).slice(1));
  return [...differences(lived, model), ...commandDifferences(executions, commands)].filter(
    (line) => !doubts.some((doubt) => line.endsWith(`,${doubt}`)),
  );
}

/** Commands that were done and should have been refused, or the other way round. */
const commandDifferences = ({ commands }: Executions, model: Record<string, string>): string[] =>
  commands
    .filter(({ requestId, outcome }) => model[requestId] !== outcome)
    .map(({ outcome, command }) => `${outcome}, and the model says otherwise: ${JSON.stringify(command)}`);
