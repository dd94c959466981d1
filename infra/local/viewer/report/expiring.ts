import { formatCount, formatNumber } from '../format.ts';
import { type Content, html } from '../html.ts';
import type { MembershipLine } from '../results/lines.ts';
import { badge, dateCell, membershipColumns } from './cells.ts';
import { compare } from './data/compare.ts';
import type { Period, ReportInput } from './data/input.ts';
import { listTable, section } from './table.ts';

/** Memberships that expired within the period and stayed expired, in the order of the days. */
export function expiredWithin(memberships: readonly MembershipLine[], { from, to }: Period): MembershipLine[] {
  return memberships
    .filter(
      ({ status, expiredOn }) => status === 'expired' && expiredOn !== null && from <= expiredOn && expiredOn <= to,
    )
    .sort((a, b) => compare(a.expiredOn ?? '', b.expiredOn ?? '') || compare(a.partnerId, b.partnerId));
}

/**
 * The section about memberships that are expired in the end; those that a payment has brought back, and those that had
 * expired before the first day, are only counted.
 */
export function expiringSection(input: ReportInput): Content {
  const items = expiredWithin(input.memberships, input.period);
  const earlier = input.memberships.filter(({ status }) => status === 'expired').length - items.length;
  const back = input.counts.expired - items.length;
  const note = [
    back > 0
      ? html`<p>Of ${formatCount(input.counts.expired, 'expiry', 'expiries')}, ${formatNumber(back)} did not last: a payment made in time was recorded later, or an override allowed it.</p>`
      : null,
    earlier > 0
      ? html`<p>${formatCount(earlier, 'membership')} had expired before the first day and ${earlier === 1 ? 'is' : 'are'} not listed.</p>`
      : null,
  ];
  const list = {
    caption: 'Memberships that expire',
    items,
    file: 'memberships.jsonl',
    empty: 'No membership expires.',
  };
  const table = listTable(list, [
    { head: 'Expires on', cell: ({ expiredOn }) => dateCell(expiredOn) },
    ...membershipColumns(input),
    { head: 'Last day to pay', cell: ({ windowCloses }) => dateCell(windowCloses) },
    { head: 'Eligibility', cell: ({ eligibility }) => badge(eligibility) },
  ]);
  return section({ id: 'expiring', title: 'Who expires', count: items.length, noun: 'membership' }, [...note, table]);
}
