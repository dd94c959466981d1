/** renewal-notices, one page: sends the notices that are due (R-NOT). */
import { decideDaily } from '../../shared/domain/daily-notices.ts';
import { reportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { membershipSweep } from '../../shared/workflows/membership-work.ts';

const setup = reportingSetup();
const work = membershipSweep({ workflow: 'renewal-notices', decide: decideDaily }, setup);

export const handler = pageHandler(work);
