import { feeOf } from '../../../../../shared/domain/offers/fee.ts';
import type { Terms } from '../../../../../shared/domain/offers/terms.ts';
import { formatCount, formatMoney, formatNumber, formatShare, monthName } from '../../format.ts';
import { type Content, type Html, html } from '../../html.ts';
import { endedOf } from '../../results/renewals.ts';
import { hasFailures } from '../../results/run-line.ts';
import { barDrawing } from '../bars.ts';
import type { ReportInput } from '../data/input.ts';
import { figuresOf, outcomeParts, sumOf } from '../data/outcome-figures.ts';
import { risksOf } from '../data/risks.ts';
import { section } from '../table.ts';
import { countryName } from './groups.ts';
import { mailsByKind } from './mails.ts';
import { afterStages, stageName } from './notices.ts';

/** A group of fewer renewals says nothing about its rate. */
const TELLING = 10;

/** What matters first: the renewal rate, what it is made of, and what stands out. */
export function summarySection(input: ReportInput): Content {
  const { outcomes, counts, fees } = input;
  const { renewed, expired, rate, feesIn, feesLost } = figuresOf(outcomes);
  const failed = input.runs.filter(hasFailures).length;
  const risks = risksOf(input);
  const mails = [...mailsByKind(input.days).values()].reduce((sum, number) => sum + number, 0);
  return section({ id: 'summary', title: 'In brief' }, [
    html`<div class="brief"><div class="rate"><b>${formatShare(rate)}</b> <span>renewal rate: ${formatNumber(renewed)} of the ${formatCount(renewed + expired, 'renewal')} that ended were renewed, ${formatNumber(expired)} expired</span>
${barDrawing({ name: 'Renewals', parts: outcomeParts(outcomes) }, Math.max(1, renewed + expired))}
${outstanding(input)}</div>
<ul class="tiles">
${tile('renewed in time', formatNumber(counts.renewed), '#renewals')}
${tile('reinstated after expiry', formatNumber(counts.reinstated), '#renewals')}
${tile('expired', formatNumber(counts.expired), '#expiring', '', `${formatNumber(expired)} for good`)}
${tile('at risk now', formatNumber(risks.length), '#at-risk', risks.length > 0 ? 'warn' : '')}
${fees === undefined ? null : feeTiles(fees.currency, { feesIn, feesLost, atStake: stakeOf(input) })}
${tile(mails === 1 ? 'mail sent' : 'mails sent', formatNumber(mails), '#mails', 'third')}
${tile(counts.refused === 1 ? 'command refused' : 'commands refused', formatNumber(counts.refused), '#refused', 'third')}
${tile(failed === 1 ? 'run failed' : 'runs failed', formatNumber(failed), '#failed', failed > 0 ? 'third bad' : 'third')}
</ul></div>`,
    difference(input),
  ]);
}

const feeTiles = (currency: string, amounts: { feesIn: string; feesLost: string; atStake: string }): Html[] => [
  tile('fees of renewals', formatMoney(currency, amounts.feesIn), '#groups', 'third long'),
  tile('fees lost by expiry', formatMoney(currency, amounts.feesLost), '#groups', 'third long'),
  tile('fees at risk', formatMoney(currency, amounts.atStake), '#at-risk', 'third long'),
];

function tile(words: string, figure: string, href: string, tone = '', more = ''): Html {
  const small = more === '' ? null : html` <small>${more}</small>`;
  return html`<li class="${tone}"><a href="${href}"><b>${figure}</b> ${words}${small}</a></li>`;
}

/** The fees of the renewals at risk. */
function stakeOf(input: ReportInput): string {
  const memberships = new Map(input.memberships.map((each) => [`${each.partnerId} ${each.membershipId}`, each]));
  const amounts = risksOf(input).map(({ partnerId, membershipId }) => {
    const known = memberships.get(`${partnerId} ${membershipId}`);
    return known === undefined
      ? '0'
      : (feeOf([{ ...known, learningOption: false } as Terms], input.fees)?.amount ?? '0');
  });
  return sumOf(amounts);
}

/** Events are more than renewals where one of them did not last. */
function difference({ counts, outcomes }: ReportInput): Content {
  const { renewed, expired } = endedOf(outcomes);
  const undone = counts.renewed + counts.reinstated - renewed;
  const back = counts.expired - expired;
  const parts = [
    undone > 0 ? `${formatCount(undone, 'payment')} did not last: reversed, or another renewal took its place` : '',
    back > 0
      ? `${formatCount(back, 'expiry', 'expiries')} did not last: paid in time and recorded later, or allowed by an override`
      : '',
  ].filter(Boolean);
  return parts.length === 0
    ? null
    : html`<p class="note">The rate counts each renewal once, as it stands in the end. ${parts.join('; ')}.</p>`;
}

/** What a reader would look for in the charts. */
function outstanding(input: ReportInput): Content {
  const points = [stagePoint(input), monthPoint(input), countryPoint(input), riskPoint(input)].filter(Boolean);
  return points.length === 0 ? null : html`<ul class="points">${points.map((point) => html`<li>${point}</li>`)}</ul>`;
}

function stagePoint({ outcomes }: ReportInput): string | null {
  const stages = afterStages(outcomes);
  const best = stages.filter(({ stage }) => stage !== null).toSorted((a, b) => b.renewed - a.renewed)[0];
  const all = stages.reduce((sum, { renewed }) => sum + renewed, 0);
  if (best === undefined || best.renewed === 0) return null;
  return `Most renewals follow the notice of ${stageName(best.stage)}: ${formatNumber(best.renewed)} of ${formatNumber(all)}.`;
}

function monthPoint({ outcomes }: ReportInput): string | null {
  const months = Map.groupBy(
    outcomes.filter(({ state }) => state === 'expired'),
    ({ on }) => on.slice(0, 7),
  );
  const [month, expired] = [...months].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return month === undefined || expired === undefined
    ? null
    : `Most expiries fall into ${monthName(month)}: ${formatNumber(expired.length)}.`;
}

function countryPoint({ outcomes }: ReportInput): string | null {
  const rates = [...Map.groupBy(outcomes, ({ country }) => country)]
    .filter(([country, ended]) => country !== null && ended.length >= TELLING)
    .map(([country, ended]) => ({ country, rate: figuresOf(ended).rate ?? 0 }))
    .toSorted((a, b) => a.rate - b.rate);
  const [lowest, highest] = [rates[0], rates.at(-1)];
  if (lowest === undefined || highest === undefined || rates.length < 2) return null;
  return `The rate is highest in ${countryName(highest.country)} (${formatShare(highest.rate)}) and lowest in ${countryName(lowest.country)} (${formatShare(lowest.rate)}).`;
}

function riskPoint(input: ReportInput): string | null {
  const [cause, risks] =
    [...Map.groupBy(risksOf(input), (risk) => risk.cause)].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return cause === undefined || risks === undefined
    ? null
    : `What puts most renewals at risk: ${cause} (${formatNumber(risks.length)}).`;
}
