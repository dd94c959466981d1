/** directory-submission, one page: reminds, submits or publishes, by the run's phase (R-DIR). */
import { reportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { directorySweep } from '../../shared/workflows/sweeps/directory-sweep.ts';

const work = directorySweep(reportingSetup());

export const handler = pageHandler(work);
