/**
 * grace-expiry, one page: expires memberships that are unpaid after their window, and sends the expiry notices (R-EXP).
 */
import { decideMembershipEnd } from '../../shared/domain/merge/membership-end.ts';
import { sweepSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { membershipSweep } from '../../shared/workflows/sweeps/membership-sweep.ts';

const setup = sweepSetup();
const work = membershipSweep({ workflow: 'grace-expiry', decide: decideMembershipEnd }, setup);

export const handler = pageHandler(work);
