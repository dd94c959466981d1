/** The page of a before and after: one file, without a script, that needs no network. */
import { dayName, formatNumber, label, termsName } from '../viewer/format.ts';
import { type Content, type Html, html } from '../viewer/html.ts';
import { framedPage } from '../viewer/report/frame.ts';
import { listTable, section } from '../viewer/report/table.ts';
import type { DecisionLine } from '../viewer/results/lines.ts';
import { BANDS } from './bands.ts';
import { type Comparison, type GroupCounts, memberOf, type Pair } from './comparison.ts';
import type { ConfigChange } from './config-changes.ts';
import type { FirstDifference } from './first-differences.ts';
import type { Totals } from './outcome.ts';

export type ComparisonPage = {
  readonly comparison: Comparison;
  /** Of the program configurations; null: results were compared, not configurations. */
  readonly changes: readonly ConfigChange[] | null;
  /** How the two are called: files or folders, as the user named them. */
  readonly names: { readonly before: string; readonly after: string };
  /** What makes this page again. */
  readonly command: string;
  /** Null for results whose input is not known. */
  readonly id: string | null;
};

/** Pure: the same input gives the same bytes. */
export function renderComparison(page: ComparisonPage): string {
  const { comparison, names } = page;
  const { from, to } = comparison.after;
  return framedPage({
    title: `Before and after: ${names.before} and ${names.after}`,
    what: 'comparison',
    styles: [new URL('comparison.css', import.meta.url)],
    head: html`<p class="kicker">Partner program, before and after</p>
<h1>${headline(comparison)}</h1>
<p>${dayName(from)} to ${dayName(to)}. Before: <code>${names.before}</code>. After: <code>${names.after}</code>.</p>`,
    main: [
      totalsSection(comparison),
      bandsSection(comparison),
      movedSection(comparison),
      changesSection(page.changes),
      differencesSection(comparison),
    ],
    foot: html`<p>${page.id === null ? '' : html`Id of this before and after: <code>${page.id}</code>. `}Made again by</p>
<pre>${page.command}</pre>
<p>Tables in full: <code>memberships.csv</code>, <code>partners.csv</code>, <code>bands.csv</code>. A membership joins, rises (to gold), keeps, is at risk in the end, falls (is renewed with less), or expires. Rule numbers are those of the program rules.</p>`,
  }).markup;
}

/** The differences of the counts; that nothing differs is said, too. */
function headline({ totals, moved, differences }: Comparison): string {
  const words: Record<keyof Totals, [string, string]> = {
    mails: ['mail', 'mails'],
    renewed: ['renewal', 'renewals'],
    reinstated: ['reinstatement', 'reinstatements'],
    expired: ['expiry', 'expiries'],
    upgraded: ['upgrade', 'upgrades'],
    reduced: ['reduced renewal', 'reduced renewals'],
    refused: ['refused command', 'refused commands'],
  };
  const parts = totals.flatMap(({ what, before, after }) => {
    const [one, many] = words[what];
    const difference = after - before;
    if (difference === 0) return [];
    return [`${signed(difference)} ${Math.abs(difference) === 1 ? one : many}`];
  });
  if (parts.length > 0) return parts.join(', ');
  return moved.length + differences.length === 0 ? 'No difference' : 'The same counts, decided otherwise';
}

const signed = (number: number): string =>
  number === 0 ? '0' : `${number > 0 ? '+' : '−'}${formatNumber(Math.abs(number))}`;

const totalsSection = ({ totals }: Comparison): Html =>
  section(
    { id: 'totals', title: 'In numbers' },
    listTable({ caption: 'Counts of both', items: totals, file: '', empty: '' }, [
      { head: 'count', cell: ({ what }) => TOTALS[what] },
      { head: 'before', cell: ({ before }) => formatNumber(before) },
      { head: 'after', cell: ({ after }) => formatNumber(after) },
      { head: 'difference', cell: ({ before, after }) => signed(after - before) },
    ]),
  );

const TOTALS = {
  mails: 'Mails',
  renewed: 'Renewed in time',
  reinstated: 'Reinstated after expiry',
  expired: 'Expired',
  upgraded: 'Upgraded to gold',
  reduced: 'Renewed with less than before',
  refused: 'Refused commands',
} as const;

function changesSection(changes: readonly ConfigChange[] | null): Content {
  if (changes === null) return null;
  return section(
    { id: 'rules', title: 'What is changed in the rules', count: changes.length, noun: 'change' },
    listTable({ caption: 'Changed settings', items: changes, file: 'both files', empty: 'Nothing.' }, [
      { head: 'setting', cell: ({ path }) => html`<code>${path}</code>` },
      { head: 'before', cell: ({ before }) => valueText(before) },
      { head: 'after', cell: ({ after }) => valueText(after) },
    ]),
  );
}

const valueText = (value: unknown): Html =>
  value === undefined ? html`–` : html`<code>${JSON.stringify(value)}</code>`;

const bandsSection = ({ all, byCountry, byOffer, byLevel }: Comparison): Html =>
  section({ id: 'bands', title: 'What becomes of the memberships' }, [
    bandTable('All', [all]),
    bandTable('By country', byCountry),
    bandTable('By level', byLevel),
    bandTable('By offer', byOffer),
  ]);

/** A cell holds the count after, and in which direction it differs. */
const bandTable = (title: string, groups: readonly GroupCounts[]): Html =>
  html`<h3>${title}</h3>${listTable({ caption: title, items: groups, file: 'bands.csv', empty: 'No membership.' }, [
    { head: 'group', cell: ({ group }) => label(group) },
    ...BANDS.map((band) => ({
      head: label(band),
      cell: ({ before, after }: GroupCounts) => countCell(before[band], after[band]),
    })),
  ])}`;

const countCell = (before: number, after: number): Html =>
  before === after
    ? html`${formatNumber(after)}`
    : html`${formatNumber(before)} → ${formatNumber(after)} <b class="difference">${signed(after - before)}</b>`;

const movedSection = ({ moved, before, after }: Comparison): Html =>
  section(
    { id: 'moved', title: 'Memberships that end otherwise', count: moved.length, noun: 'membership' },
    listTable({ caption: 'Memberships that end otherwise', items: moved, file: 'memberships.csv', empty: 'None.' }, [
      { head: 'partner', cell: (pair: Pair) => partnerCell(memberOf(pair).partnerId, before, after) },
      { head: 'membership', cell: (pair) => html`${memberOf(pair).membershipId}, ${termsName(memberOf(pair))}` },
      { head: 'before', cell: (pair) => bandCell(pair.before) },
      { head: 'after', cell: (pair) => bandCell(pair.after) },
    ]),
  );

const bandCell = (member: Pair['before']): Html =>
  member === null ? html`–` : html`${label(member.band)}${member.expiredOn === null ? '' : ` (${member.expiredOn})`}`;

function partnerCell(partnerId: string, before: Comparison['before'], after: Comparison['after']): Html {
  const name = (after.names.get(partnerId) ?? before.names.get(partnerId))?.name;
  return name === undefined ? html`${partnerId}` : html`${name} <small>${partnerId}</small>`;
}

const differencesSection = ({ differences, before, after }: Comparison): Html =>
  section(
    { id: 'differences', title: 'Where each partner’s year parts', count: differences.length, noun: 'partner' },
    listTable({ caption: 'First differing decisions', items: differences, file: 'partners.csv', empty: 'Nowhere.' }, [
      { head: 'partner', cell: ({ partnerId }: FirstDifference) => partnerCell(partnerId, before, after) },
      { head: 'before', cell: (difference) => decisionCell(difference.before) },
      { head: 'after', cell: (difference) => decisionCell(difference.after) },
    ]),
  );

const decisionCell = (line: DecisionLine | null): Html =>
  line === null
    ? html`nothing more`
    : html`<b>${line.asOf} ${label(line.what)}</b> ${line.rule} <span>${line.membershipId ?? ''}</span>
<p>${line.reason}</p>${line.inputs ? html`<details><summary>decided from</summary><pre>${JSON.stringify(line.inputs, null, 1)}</pre></details>` : ''}`;

/** The difference in one line, for a terminal. */
export const comparisonSummary = ({ comparison }: ComparisonPage): string =>
  `${headline(comparison)}; memberships that end otherwise: ${formatNumber(comparison.moved.length)}; partners about whom something else is decided: ${formatNumber(comparison.differences.length)}`;
