/**
 * An execution of `import`, call by call, as its state machine makes them
 * (infra/constructs/workflows/import-workflow.ts).
 */
import type { ImportResult, ImportState } from '../shared/workflows/import/import-state.ts';

/** Makes one call; what it is given and returns passes through JSON, as through Step Functions. */
export type Call = (state: ImportState) => Promise<ImportResult>;

/**
 * @param lastFirst - the children, which may run in any order, run one after the other, the last one first; otherwise all
 *   at the same time
 * @returns the last result, and the number of calls
 */
export async function importExecution(
  begun: ImportState,
  call: Call,
  lastFirst = false,
): Promise<{ result: ImportResult; calls: number }> {
  let calls = 0;
  const called = async (state: object): Promise<ImportResult> => {
    calls += 1;
    return json(await call(json(state) as ImportState));
  };
  const toTheEnd = async (state: object): Promise<ImportResult> => {
    let result = await called(state);
    while (!result.done) result = await called(result);
    return result;
  };
  const result = await toTheEnd(begun);
  if (!result.valid || !result.isSorted) return { result, calls };
  const { input, execution, startedAt } = result;
  const children: ImportResult[] = [];
  const run = async (index: number): Promise<void> => {
    children[index] = await toTheEnd({ input, execution, startedAt, progress: result.stretches[index] });
  };
  const indexes = [...result.stretches.keys()];
  if (lastFirst) for (const index of indexes.toReversed()) await run(index);
  else await Promise.all(indexes.map(run));
  return { result: await called({ ...result, children }), calls };
}

const json = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
