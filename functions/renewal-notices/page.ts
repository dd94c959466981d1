/** renewal-notices, one page: sends the notices that are due (R-NOT). */
import { decideNotices } from '../../shared/domain/renewal-notices.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { mailingSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageInput, runPage } from '../../shared/sweep/page.ts';
import { membershipSweep } from '../../shared/workflows/membership-work.ts';

const setup = mailingSetup();
const work = membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, setup);

export const handler = lambdaHandler(pageInput, (input) => runPage(work, input));
