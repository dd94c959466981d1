import { compareTexts } from '../../../../../shared/domain/core/text.ts';
import { formatCount } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import type { MembershipLine } from '../../results/lines.ts';
import { badge, dateCell, membershipColumns } from '../cells.ts';
import type { ReportInput } from '../data/input.ts';
import { listTable, ROWS_OF_LISTS, section } from '../table.ts';

/** Memberships whose renewal ended in expiry within the period and stayed so, the latest first. */
export function expiredWithin({
  memberships,
  outcomes,
}: Pick<ReportInput, 'memberships' | 'outcomes'>): MembershipLine[] {
  const keyOf = ({ partnerId, membershipId }: { partnerId: string; membershipId: string }) =>
    `${partnerId} ${membershipId}`;
  const expired = new Set(outcomes.filter(({ state }) => state === 'expired').map(keyOf));
  return memberships
    .filter((each) => each.status === 'expired' && expired.has(keyOf(each)))
    .sort((a, b) => compareTexts(b.expiredOn ?? '', a.expiredOn ?? '') || compareTexts(a.partnerId, b.partnerId));
}

/** Memberships that are expired in the end; those that no run of the period has ended are only counted. */
export function expiringSection(input: ReportInput): Content {
  const items = expiredWithin(input);
  const earlier = input.memberships.filter(({ status }) => status === 'expired').length - items.length;
  const note =
    earlier > 0
      ? html`<p class="note">${formatCount(earlier, 'membership')} had expired before the first day and ${earlier === 1 ? 'is' : 'are'} not listed.</p>`
      : null;
  const list = {
    caption: 'Memberships that expired',
    items,
    file: 'report/expired.csv',
    rows: ROWS_OF_LISTS,
    empty: 'No membership expired.',
  };
  const table = listTable(list, [
    { head: 'Expired on', cell: ({ expiredOn }) => dateCell(expiredOn) },
    ...membershipColumns(input),
    { head: 'Last day to pay', cell: ({ windowCloses }) => dateCell(windowCloses) },
    { head: 'Eligibility', cell: ({ eligibility }) => badge(eligibility) },
  ]);
  return section({ id: 'expiring', title: 'Who expired', count: items.length, noun: 'membership' }, [note, table]);
}
