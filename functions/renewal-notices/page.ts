/** renewal-notices, one page: sends the notices that are due (R-NOT). */
import { decideNotices } from '../../shared/domain/renewal-notices.ts';
import { reportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { membershipSweep } from '../../shared/workflows/membership-work.ts';

const setup = reportingSetup();
const work = membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, setup);

export const handler = pageHandler(work);
