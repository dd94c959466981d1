/** directory-submission, one page: reminds, submits or publishes, by the run's phase (R-DIR). */
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { mailingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageInput, runPage } from '../../shared/sweep/page.ts';
import { directorySweep } from '../../shared/workflows/directory-sweep.ts';

const work = directorySweep(mailingSetup());

export const handler = lambdaHandler(pageInput, (input) => runPage(work, input));
