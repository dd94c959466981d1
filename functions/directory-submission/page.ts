/** directory-submission, one page: reminds, submits or publishes, by the run's phase (R-DIR). */
import { sweepSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { directorySweep } from '../../shared/workflows/sweeps/directory-sweep.ts';

const work = directorySweep(sweepSetup());

export const handler = pageHandler(work);
