/** The first state of every scheduled workflow: validates the input, fixes `asOf`, and divides the partners into segments. */
import * as z from 'zod';
import { WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import { InvalidInput } from '../../shared/errors.ts';
import { parseEnvironment } from '../../shared/lambda/environment.ts';
import { executionInput } from '../../shared/lambda/execution.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { readDeployedConfig } from '../../shared/lambda/program-config.ts';
import { SEGMENTS, segmentOf } from '../../shared/store/segments.ts';
import type { Run, Segment } from '../../shared/sweep/run.ts';
import { parseSweepInput, type SweepInput } from './sweep-input.ts';

const { WORKFLOW } = parseEnvironment(z.object({ WORKFLOW: z.enum(WORKFLOWS) }));
const { timeZone } = readDeployedConfig();

type Plan = { valid: true; run: Run; segments: Segment[]; segmentCount: number } | { valid: false; cause: string };

export const handler = lambdaHandler(executionInput, async ({ input, execution, startedAt }): Promise<Plan> => {
  try {
    const parsed = parseSweepInput(WORKFLOW, input, startedAt, timeZone);
    const segments = segmentsOf(parsed);
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

/** Every segment, or only those of the named partners, with these partners alone. */
function segmentsOf({ partnerIds }: SweepInput): Segment[] {
  if (partnerIds === undefined) return Array.from({ length: SEGMENTS }, (_, index) => ({ index, partnerIds: null }));
  const bySegment = Map.groupBy(new Set(partnerIds), segmentOf);
  return [...bySegment].map(([index, ids]) => ({ index, partnerIds: ids }));
}
