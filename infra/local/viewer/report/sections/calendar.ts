import { dayName, formatCount, formatNumber, monthName } from '../../format.ts';
import { type Html, html } from '../../html.ts';
import { byMonth, weekdayOf } from '../data/days.ts';
import type { Day, Mark, ReportInput } from '../data/input.ts';
import { type Rank, rankAmong } from '../data/ranks.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The sign and the words of each mark. */
const MARKS: Readonly<Record<Mark, { sign: string; words: string }>> = {
  'kpi-refresh': { sign: '◆', words: 'KPI refresh' },
  'directory-submission': { sign: '▲', words: 'directory submitted' },
  'failed-run': { sign: '!', words: 'a run failed' },
  outage: { sign: '⌀', words: 'schedules down' },
};

/** The simulated days, one table a month; a day is the darker the more mails were sent on it. */
export function calendar({ days }: Pick<ReportInput, 'days'>): Html {
  const rank = rankAmong(days.map(countMails));
  const months = [...byMonth(days)].map(([month, daysOfMonth]) => monthTable(month, daysOfMonth, rank));
  return html`${calendarKey()}<div class="months">${months}</div>`;
}

/** Mails of a day, of all kinds. */
export function countMails(day: Pick<Day, 'mails'>): number {
  return Object.values(day.mails).reduce((sum, number) => sum + number, 0);
}

function calendarKey(): Html {
  const marks = Object.entries(MARKS).map(
    ([mark, { sign, words }]) => html`<li><b class="mark ${mark}">${sign}</b> ${words}</li>`,
  );
  const shades = [0, 1, 2, 3, 4].map((rank) => html`<i class="shade rank-${rank}"></i>`);
  return html`<ul class="legend key"><li>mails: none ${shades} most</li><li><b class="mark expired">−2</b> memberships expired</li>${marks}</ul>`;
}

function monthTable(month: string, days: readonly Day[], rank: (number: number) => Rank): Html {
  const lead = weekdayOf(days[0]?.date ?? `${month}-01`);
  const cells: (Day | null)[] = [...Array<null>(lead).fill(null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  const mails = days.reduce((sum, day) => sum + countMails(day), 0);
  return html`<table class="month"><caption>${monthName(month)} <small>${formatCount(mails, 'mail')}</small></caption>
<thead><tr>${WEEKDAYS.map((name) => html`<th scope="col" abbr="${name}">${name.slice(0, 1)}</th>`)}</tr></thead>
<tbody>${weeks.map((week) => html`<tr>${week.map((day) => (day === null ? html`<td class="none"></td>` : dayCell(day, rank)))}</tr>`)}</tbody></table>
`;
}

function dayCell(day: Day, rank: (number: number) => Rank): Html {
  const mails = countMails(day);
  const marks = day.marks.map((mark) => html`<b class="mark ${mark}">${MARKS[mark].sign}</b>`);
  const expired = day.expired > 0 ? html`<b class="mark expired">−${formatNumber(day.expired)}</b>` : null;
  const title = describeDay(day);
  return html`<td class="day rank-${rank(mails)}${day.marks.includes('outage') ? ' down' : ''}" title="${title}"><span class="hidden">${title}</span><span aria-hidden="true"><i class="date">${Number(day.date.slice(8))}</i><span class="count">${mails > 0 ? formatNumber(mails) : null}</span><span class="marks">${expired}${marks}</span></span></td>`;
}

function describeDay(day: Day): string {
  const facts = [formatCount(countMails(day), 'mail')];
  if (day.expired > 0) facts.push(`${formatNumber(day.expired)} expired`);
  return `${dayName(day.date)}: ${[...facts, ...day.marks.map((mark) => MARKS[mark].words)].join(', ')}`;
}
