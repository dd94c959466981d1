import { clockOf } from '../lambda/clock.ts';
import { lambdaHandler } from '../lambda/handler.ts';
import { pageInput } from './page-state.ts';
import { runPages } from './run-pages.ts';
import type { Sweep } from './sweep.ts';

/** The handler that a sweep's state machine calls for every page of a workflow. */
export function pageHandler<Facts>(sweep: Sweep<Facts>) {
  const clock = clockOf();
  return lambdaHandler(
    pageInput,
    (input) => runPages(sweep, input, undefined, clock),
    ({ state: { run, segment, page } }) => ({ runId: run.runId, workflow: run.workflow, segment: segment.index, page }),
  );
}
