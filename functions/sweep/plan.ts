/**
 * The first state of every scheduled workflow: validates the input, fixes `asOf`, and divides the work into segments.
 * It reads the table only if the input names partners (R-OPS-2).
 */
import * as z from 'zod';
import { InvalidInput } from '../../shared/errors.ts';
import { openTable } from '../../shared/lambda/clients.ts';
import { parseEnvironment, planSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { executionInput } from '../../shared/lambda/executions/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { planSegments } from '../../shared/sweep/plan-segments.ts';
import { requirePartners } from '../../shared/sweep/require-partners.ts';
import type { Run, Segment } from '../../shared/sweep/run.ts';
import { parseSweepInput, type SweepInput } from './sweep-input.ts';

const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...planSettings.shape }));
const { WORKFLOW } = settings;
const { timeZone } = readDeployedConfig();
const table = openTable(settings);

type Plan = { valid: true; run: Run; segments: Segment[]; segmentCount: number } | { valid: false; cause: string };

export const handler = lambdaHandler(executionInput, async ({ input, execution, startedAt }): Promise<Plan> => {
  try {
    const parsed = parseSweepInput(WORKFLOW, input, startedAt, timeZone);
    if (parsed.partnerIds !== undefined) await requirePartners(table, parsed.partnerIds);
    const segments = planSegments(parsed, table.shards, settings.SEGMENTS);
    return { valid: true, run: runOf(parsed, execution, startedAt), segments, segmentCount: segments.length };
  } catch (error) {
    if (error instanceof InvalidInput) return { valid: false, cause: error.message };
    throw error;
  }
});

function runOf(input: SweepInput, execution: string, startedAt: string): Run {
  return {
    runId: execution,
    workflow: WORKFLOW,
    asOf: input.asOf,
    dryRun: input.dryRun,
    isPartial: input.partnerIds !== undefined,
    startedAt,
    reason: input.reason ?? null,
    phase: input.phase ?? null,
  };
}
