/** A program in which everything is due on one day. */
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { Contact } from '../../../shared/domain/partners/partner.ts';
import { NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { mapConcurrently } from '../../../shared/store/map-concurrently.ts';
import type { Store } from '../../../shared/store/store.ts';

/** Thirty days before the anniversary of 2027-09-01: the first notice is due (R-NOT-1). */
export const DAY = '2027-08-02';

const PACK = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;

/** As many memberships, each of a partner of its own with as many admins. */
export async function writeProgram(store: Store, memberships: number, recipients: number): Promise<void> {
  const numbers = Array.from({ length: memberships }, (_, index) => index);
  await mapConcurrently(numbers, async (number) => {
    const partnerId = `P-${String(number).padStart(6, '0')}`;
    const contacts = Array.from(
      { length: recipients },
      (_, index): Contact => ({
        role: index % 2 === 0 ? 'global-admin' : 'mpn-admin',
        name: `Kim ${index}`,
        email: `kim${index}@${partnerId.toLowerCase()}.example`,
        locale: index % 2 === 0 ? 'ko-KR' : 'en',
      }),
    );
    await store.partners.create({
      ...{ partnerId, name: `Contoso ${number}`, country: 'KR', verifiedDomains: [], mctCount: 0, contacts },
      ...{ profileReviews: [civilDateOf('2027-07-20')], unreachable: [], history: NO_HISTORY, ...NEVER_MERGED },
    });
    const bought = { partnerId, membershipId: 'M-1', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
    await store.memberships.create(newMembership(PACK, bought, civilDateOf('2027-01-01')));
  });
}
