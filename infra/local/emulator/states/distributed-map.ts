import { randomUUID } from 'node:crypto';
import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { requireContextPath } from './context-object.ts';
import { requireWithinLimit } from './data-limit.ts';
import { fillTemplate, mapPaths } from './definition/payload-template.ts';
import { readPath, requireReferencePath } from './definition/reference-path.ts';
import { Tolerance } from './definition/tolerance.ts';
import type { Execution, Run, StateAction } from './execution.ts';
import { StateFailure, terminalFailure } from './state-failure.ts';

/** Runs one child workflow. */
export type RunChild = (input: Json, name: string, run: Run) => Promise<Execution>;

/** How many children AWS runs at once unless told otherwise; more than this machine ever has. */
const DEFAULT_CONCURRENCY = 10_000;

const ITEM_PATHS = ['$$.Map.Item.Value', '$$.Map.Item.Index'];

/**
 * What a Distributed Map does: run a child workflow per item, each an execution of its own, and tolerate as many
 * failures as the state says. The result holds the outputs of the children that succeeded, in the order of their items.
 *
 * @throws UnsupportedError for an inline map and for what the emulator cannot do as AWS does
 */
export function distributedMap(state: JsonObject, where: string, runChild: RunChild): StateAction {
  requireDistributed(state, where);
  const selector = state.ItemSelector && mapPaths(state.ItemSelector, `${where}.ItemSelector`, requireSelectorPath);
  const itemsPath = requireReferencePath(state.ItemsPath ?? '$', `${where}.ItemsPath`);
  const concurrency = wholeNumber(state.MaxConcurrency, `${where}.MaxConcurrency`) || DEFAULT_CONCURRENCY;
  const tolerance = new Tolerance(
    wholeNumber(state.ToleratedFailureCount, `${where}.ToleratedFailureCount`),
    wholeNumber(state.ToleratedFailurePercentage, `${where}.ToleratedFailurePercentage`),
  );

  return async (call, run) => {
    const items = itemsAt(itemsPath, call.state, run.context);
    const inputOf = (index: number): Json => {
      const item: Json = { Item: { Index: index, Value: items[index] ?? null } };
      return selector ? fillTemplate(selector, call.state, { ...run.context, Map: item }) : (items[index] ?? null);
    };
    const outputs = await runChildren(items.length, concurrency, tolerance, run, (index, child) =>
      runChild(inputOf(index), randomUUID(), child),
    );
    requireWithinLimit(outputs, 'the result of the map');
    return outputs;
  };
}

async function runChildren(
  count: number,
  concurrency: number,
  tolerance: Tolerance,
  run: Run,
  start: (index: number, run: Run) => Promise<Execution>,
): Promise<Json> {
  const succeeded: (Execution | undefined)[] = new Array(count);
  let next = 0;
  let failed = 0;
  const isExceeded = (): boolean => tolerance.isExceeded(failed, count);
  const child: Run = { ...run, isStopped: () => isExceeded() || run.isStopped() };
  const worker = async (): Promise<void> => {
    while (next < count && !child.isStopped()) {
      const index = next++;
      const execution = await start(index, child);
      if (execution.status === 'SUCCEEDED') succeeded[index] = execution;
      else failed += 1;
      run.clock.moveTo(Date.parse(execution.stoppedAt));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker));
  if (isExceeded())
    throw new StateFailure(
      'States.ExceedToleratedFailureThreshold',
      `The specified tolerated failure threshold was exceeded: ${failed} of ${count} items failed`,
    );
  return succeeded.flatMap((execution) => (execution ? [execution.output ?? null] : []));
}

function itemsAt(path: string, state: Json, context: Json): readonly Json[] {
  const items = readPath(path, state, context);
  if (Array.isArray(items)) return items;
  throw terminalFailure('States.Runtime', `the items path ${path} does not lead to a list`);
}

function requireSelectorPath(path: string, where: string): string {
  const isItem = ITEM_PATHS.some((known) => path === known || path.startsWith(`${known}.`));
  return path.startsWith('$$') && !isItem ? requireContextPath(path, where) : path;
}

function requireDistributed({ ItemProcessor }: JsonObject, where: string): void {
  const config =
    isJsonObject(ItemProcessor) && isJsonObject(ItemProcessor.ProcessorConfig) ? ItemProcessor.ProcessorConfig : {};
  if (config.Mode !== 'DISTRIBUTED')
    throw new UnsupportedError(`${where}.ItemProcessor`, 'inline maps do not run on one machine; distributed ones do');
}

function wholeNumber(value: Json | undefined, where: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new UnsupportedError(where, `expected a whole number, got ${JSON.stringify(value)}`);
}
