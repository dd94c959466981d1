import { formatCount, formatNumber, label } from '../format.ts';
import { type Content, type Html, html } from '../html.ts';
import { hasFailures } from '../results/run-line.ts';
import { mailsByKind } from './charts.ts';
import type { ReportInput } from './data/input.ts';
import { section } from './table.ts';

/** The counts of the period, each a link to its section. */
export function summarySection(input: ReportInput): Content {
  const kinds = [...mailsByKind(input.days)].filter(([, sum]) => sum > 0);
  const mails = kinds.reduce((sum, [, number]) => sum + number, 0);
  const failed = input.runs.filter(hasFailures).length;
  return section({ id: 'summary', title: 'Summary' }, [
    html`<ul class="tiles">
${tile('mails sent', mails, '#charts')}
${tile('renewed', input.counts.renewed, '#charts')}
${tile('reinstated', input.counts.reinstated, '#charts')}
${tile('expired', input.counts.expired, '#expiring')}
${tile(input.refusals.length === 1 ? 'command refused' : 'commands refused', input.refusals.length, '#refused')}
${tile(failed === 1 ? 'run failed' : 'runs failed', failed, '#failed', failed > 0 ? 'bad' : 'good')}
</ul>`,
    html`<p class="kinds">${formatCount(mails, 'mail')} in ${formatCount(input.runs.length, 'run')}: ${kinds.map(kindShare)}</p>`,
  ]);
}

function tile(words: string, number: number, href: string, tone = ''): Html {
  return html`<li class="${tone}"><a href="${href}"><b>${formatNumber(number)}</b> ${words}</a></li>`;
}

function kindShare([kind, number]: readonly [string, number]): Html {
  return html`<span class="share"><svg aria-hidden="true" width="10" height="10"><rect class="tone ${kind}" width="10" height="10" rx="2"/></svg> ${label(kind)} ${formatNumber(number)}</span> `;
}
