import { monthAbbreviation } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import { barTable, legend } from '../bars.ts';
import { byMonth } from '../data/days.ts';
import type { ReportInput } from '../data/input.ts';
import { figureCells, figureHeads, outcomeParts } from '../data/outcome-figures.ts';
import { section } from '../table.ts';

/** Renewals and expiries, month by month. */
export function renewalsSection(input: ReportInput): Content {
  const ended = Map.groupBy(input.outcomes, ({ on }) => on.slice(0, 7));
  const bars = [...byMonth(input.days).keys()].map((month) => {
    const outcomes = ended.get(month) ?? [];
    return {
      name: `${monthAbbreviation(month)} ${month.slice(0, 4)}`,
      parts: outcomeParts(outcomes),
      figures: figureCells(outcomes, input),
    };
  });
  return section({ id: 'renewals', title: 'Renewals and expiries by month' }, [
    legend(outcomeParts([])),
    barTable('By the day of the payment, or of the expiry', ['Month', ...figureHeads(input)], bars),
    html`<p class="more">Each of them in <code>report/renewals.csv</code></p>`,
  ]);
}
