import { formatCount, formatNumber, label, monthAbbreviation } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import { MAIL_KINDS } from '../../results/lines.ts';
import { type Bar, barTable } from '../bars.ts';
import { byMonth } from '../data/days.ts';
import type { Day, ReportInput } from '../data/input.ts';
import { section } from '../table.ts';

/** Mails of some days, by kind: the known kinds in their order, then any others. */
export function mailsByKind(days: readonly Day[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>(MAIL_KINDS.map((kind) => [kind, 0]));
  for (const { mails } of days)
    for (const [kind, number] of Object.entries(mails)) sums.set(kind, (sums.get(kind) ?? 0) + number);
  return sums;
}

/** Mails a month, by kind. */
export function mailsSection({ days, runs }: ReportInput): Content {
  const kinds = [...mailsByKind(days)].filter(([, sum]) => sum > 0);
  const all = kinds.reduce((sum, [, number]) => sum + number, 0);
  const bars = [...byMonth(days)].map(([month, daysOfMonth]): Bar => {
    const sums = mailsByKind(daysOfMonth);
    return {
      name: `${monthAbbreviation(month)} ${month.slice(0, 4)}`,
      parts: kinds.map(([kind]) => ({ tone: `tone ${kind}`, name: label(kind), value: sums.get(kind) ?? 0 })),
    };
  });
  return section({ id: 'mails', title: 'Mails', count: all, noun: 'mail' }, [
    html`<p class="kinds">${formatCount(all, 'mail')} in ${formatCount(runs.length, 'run')}: ${kinds.map(kindShare)}</p>`,
    barTable('Mails a month', ['Month', 'Mails'], bars),
  ]);
}

const kindShare = ([kind, number]: readonly [string, number]): Content =>
  html`<span class="share"><svg aria-hidden="true" width="10" height="10"><rect class="tone ${kind}" width="10" height="10" rx="2"/></svg> ${label(kind)} ${formatNumber(number)}</span> `;
