import { adminOf } from '../support/partners.ts';

// Memberships have the anniversary 2027-03-01 and the window 2027-03-02 … 2027-03-31.
export const CONFIRMATION = `P-1 M-1 1 confirmation to ${adminOf('P-1')}`;

export const override = (until: string) => ({
  command: 'grant-override',
  partnerId: 'P-1',
  membershipId: 'M-1',
  ticket: '4711',
  until,
  grantedBy: 'Chris',
  reason: 'bank strike',
});
