/** grace-expiry, one page: expires what is unpaid past its window and says so (R-EXP). */
import { decideExpiry } from '../../shared/domain/expiry.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { mailingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageInput, runPage } from '../../shared/sweep/page.ts';
import { membershipSweep } from '../../shared/workflows/membership-work.ts';

const setup = mailingSetup();
const work = membershipSweep({ workflow: 'grace-expiry', decide: decideExpiry }, setup);

export const handler = lambdaHandler(pageInput, (input) => runPage(work, input));
