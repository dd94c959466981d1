import { lambdaHandler } from '../lambda/handler.ts';
import { pageInput, runPage, type Sweep } from './page.ts';

/** The handler that a sweep's state machine calls for every page of a workflow. */
export function pageHandler<Facts>(work: Sweep<Facts>) {
  return lambdaHandler(
    pageInput,
    (input) => runPage(work, input),
    ({ state: { run, segment, page } }) => ({ runId: run.runId, workflow: run.workflow, segment: segment.index, page }),
  );
}
