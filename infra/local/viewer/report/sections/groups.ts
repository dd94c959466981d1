import { compareTexts } from '../../../../../shared/domain/core/text.ts';
import { formatNumber, label } from '../../format.ts';
import { type Content, type Html, html } from '../../html.ts';
import { barTable } from '../bars.ts';
import type { RenewalOutcome, ReportInput } from '../data/input.ts';
import { figureCells, figureHeads, figuresOf, outcomeParts } from '../data/outcome-figures.ts';
import { section } from '../table.ts';

/** Groups that are shown, the largest first. */
const GROUPS_SHOWN = 12;

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });

/** An ISO 3166-1 code as the country's name; what is no code stays as it is. */
export function countryName(code: string | null): string {
  if (code === null) return 'Not known';
  return /^[A-Z]{2}$/.test(code) ? (REGIONS.of(code) ?? code) : code;
}

/** The same renewals by what they are, and by where. */
export function groupsSection(input: ReportInput): Content {
  const { outcomes, fees } = input;
  return section({ id: 'groups', title: 'By offer, level and country' }, [
    html`<div class="pair">${groupTable('By offer and level', 'Offer', offerName, input)}
${groupTable('By country', 'Country', ({ country }) => countryName(country), input)}</div>`,
    fees === undefined
      ? html`<p class="note">What the renewals bring is not said: the program configuration has no fees.</p>`
      : unpriced(outcomes),
  ]);
}

const offerName = ({ offer, level }: RenewalOutcome): string =>
  offer === null ? 'Not known' : [label(offer), level].filter(Boolean).join(', ');

function groupTable(
  caption: string,
  head: string,
  nameOf: (outcome: RenewalOutcome) => string,
  input: ReportInput,
): Html {
  const groups = [...Map.groupBy(input.outcomes, nameOf)].sort(
    ([a, of], [b, others]) => others.length - of.length || compareTexts(a, b),
  );
  const bars = groups.slice(0, GROUPS_SHOWN).map(([name, outcomes]) => ({
    name,
    parts: outcomeParts(outcomes),
    figures: figureCells(outcomes, input),
  }));
  const rest = groups.length - bars.length;
  const more =
    rest > 0 ? html`<p class="more">All ${formatNumber(groups.length)} in <code>report/groups.csv</code></p>` : null;
  return html`<div>${barTable(caption, [head, ...figureHeads(input)], bars)}${more}</div>`;
}

/** The fees of the program are one for each offer and level; what is not among them is not in the sums. */
function unpriced(outcomes: readonly RenewalOutcome[]): Content {
  const renewed = outcomes.filter(({ state, fee }) => state === 'renewed' && fee === null).length;
  const priced = figuresOf(outcomes).renewed - renewed;
  return html`<p class="note">Fees are those of the program configuration, for ${formatNumber(priced)} renewals${renewed === 0 ? '' : `; of ${formatNumber(renewed)} it names none`}. What is renewed together has one fee.</p>`;
}
