/** grace-expiry, one page: expires what is unpaid past its window and says so (R-EXP). */
import { decideEnd } from '../../shared/domain/consolidation.ts';
import { reportingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { membershipSweep } from '../../shared/workflows/membership-work.ts';

const setup = reportingSetup();
const work = membershipSweep({ workflow: 'grace-expiry', decide: decideEnd }, setup);

export const handler = pageHandler(work);
