/** renewal-notices, one page: sends the notices that are due (R-NOT). */
import { decideDailyNotices } from '../../shared/domain/renewal/daily-notices.ts';
import { sweepSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { membershipSweep } from '../../shared/workflows/sweeps/membership-sweep.ts';

const setup = sweepSetup();
const work = membershipSweep({ workflow: 'renewal-notices', decide: decideDailyNotices }, setup);

export const handler = pageHandler(work);
