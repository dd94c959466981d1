import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { InvalidInput } from '../../../shared/errors.ts';
import { executionInput } from '../../../shared/lambda/executions/execution.ts';
import { lambdaHandler } from '../../../shared/lambda/handler.ts';
import { pageInput } from '../../../shared/sweep/page-state.ts';
import { completedSegments, type Run, reportPrefix } from '../../../shared/sweep/run.ts';
import { importState } from '../../../shared/workflows/import/import-state.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { hostileText } from '../inputs/text.ts';
import { day, partnerId, words } from '../inputs/values.ts';
import { context } from '../support/context.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable } from '../support/refusal.ts';

const fuzz = fuzzing('state-machine-input');
const INSTANT = '2026-11-16T08:00:00.123Z';
const count = fc.nat(9);
const execution = fc.constantFrom('2026-11-16_0800', 'a=b@c(1)', '...', '6a7e8feb-b491');

const run = fc.record({
  runId: execution,
  workflow: fc.constantFrom('kpi-refresh', 'directory-submission'),
  asOf: day,
  dryRun: fc.boolean(),
  isPartial: fc.boolean(),
  startedAt: fc.constant(INSTANT),
  reason: fc.option(words),
  phase: fc.option(fc.constantFrom('remind', 'submit', 'publish')),
});
const totals = fc.record({
  examined: count,
  acted: count,
  skipped: count,
  failed: count,
  uncertain: count,
  unsettled: count,
});
const shards = fc.array(fc.nat(63), { minLength: 1, maxLength: 3 });
const page = fc.record({
  now: fc.constant(INSTANT),
  state: fc.record({
    run,
    segment: fc.record({ index: count, shards, partnerIds: fc.option(fc.array(partnerId, { maxLength: 2 })) }),
    mode: fc.constantFrom('sweep', 'settle'),
    page: count,
    cursor: fc.option(
      fc.constant({ pk: 'PARTNER#P-1', sk: 'KPI', dueWork: 'kpi-refresh#1', dueOn: '2027-01-01#P-1#-' }),
    ),
    totals: fc.option(totals),
    settleBefore: fc.option(fc.constant(INSTANT)),
  }),
});
const start = fc.record({ input: hostileJson, execution, startedAt: fc.constant(INSTANT) });
const etag = fc.option(words);
const position = fc.record({ byte: count, line: fc.constant(2) });
const number = fc.integer({ min: 1, max: 9 });
const counts = { rows: count, loaded: count, unchanged: count, rejected: count };
const importing = { etag, part: fc.option(number), last: fc.option(number), call: number, after: fc.option(words) };
const problem = fc.record({ file: words, line: number, field: fc.constant(null), got: words, allowed: words });
const progress = fc.oneof(
  fc.record({ step: fc.constant('sort'), etag, position, pieces: number }),
  fc.record({ step: fc.constant('import'), ...importing, ...counts }),
  fc.record({ step: fc.constant('end'), etag, parts: number, broken: fc.option(problem) }),
);
const load = fc.record({
  input: hostileJson,
  execution,
  startedAt: fc.constant(INSTANT),
  progress: fc.option(progress),
});

/** Accepts the input, or refuses it with a reason; an accepted one has its report below its prefix. */
async function expectSound<Handed>(schema: z.ZodType<Handed>, given: unknown): Promise<void> {
  const taken = await lambdaHandler(schema, async (handed) => ({ handed }))(given, context).catch(
    (error: unknown) => error,
  );
  if (!(taken instanceof Error)) return expect(taken).toHaveProperty('handed');
  expect(taken).toBeInstanceOf(InvalidInput);
  expectPrintable(taken.message);
}

/** Where S3 would answer for a key below it: no part of it leads elsewhere. */
function expectBelow(prefix: string, path: string): void {
  expect(new URL(`https://bucket.example/${path.split('/').map(encodeURIComponent).join('/')}`).pathname).toBe(
    `/${prefix.split('/').map(encodeURIComponent).join('/')}x`,
  );
}

describe('an input that a state machine passes on', () => {
  it.each([
    ['to a page', pageInput, page],
    ['to the first state', executionInput, start],
    ['to a load', importState, load],
  ])('%s is accepted if it is valid', (_, schema: z.ZodType, good: fc.Arbitrary<unknown>) =>
    fuzz.each(good, 300, (given) => expect(schema.safeParse(given).success).toBe(true)),
  );

  it.each([
    ['to a page', pageInput, page],
    ['to the first state', executionInput, start],
    ['to a load', importState, load],
  ])(
    '%s is accepted or refused if one or two fields are hostile',
    (_, schema: z.ZodType, good: fc.Arbitrary<unknown>) =>
      fuzz.each(mutated(good), 1_500, (given) => expectSound(schema, given)),
  );

  it('sweptSegments counts only the segments that ended', () =>
    fuzz.each(mutated(fc.array(fc.record({ totals }), { maxLength: 3 })), 1_000, (results) => {
      if (Array.isArray(results)) expect(completedSegments(results).length).toBeLessThanOrEqual(results.length);
    }));
});

it("an execution's name never leads out of the folder of its reports", () =>
  fuzz.each(fc.tuple(run, hostileText), 1_700, ([drawn, runId]) => {
    const parsed = executionInput.safeParse({ input: {}, execution: runId, startedAt: INSTANT });
    if (!parsed.success) return;
    const prefix = reportPrefix({ ...(drawn as Run), runId: parsed.data.execution });
    expectBelow(prefix, `${prefix}x`);
  }));
