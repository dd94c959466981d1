/** A forecast in words: why a renewal will be at risk, and the smallest change that prevents it. */
import Big from 'big.js';
import { formatCount, formatDecimal, monthName } from '../format.ts';
import { isolateText } from '../html.ts';
import type { ForecastLine, Shortfall } from './lines.ts';

const REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    now: 'A requirement is not met.',
    achievements: 'What counts today ceases to: an achievement expires, or an employee leaves.',
    declined: 'The partner has declared that it will not renew.',
    'kpi-trend': 'KPI falls short if it goes on as in the last 12 published months.',
  }),
);

const METRICS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    revenue: 'revenue',
    'active-usage': 'active usage',
    'deployed-seats': 'deployed seats',
    'new-customers': 'new customers',
  }),
);

/** The reason of a forecast; an unknown code is shown as it is. */
export function reasonOf({ because }: Pick<ForecastLine, 'because'>): string {
  return REASONS.get(because) ?? because;
}

/** The fixes: all of them together are needed. */
export function fixesOf({ lacks, because }: Pick<ForecastLine, 'lacks' | 'because'>): string[] {
  return lacks.map(
    (shortfall) =>
      `${ofTerms(shortfall)}${fixOf(shortfall)} (${because === 'kpi-trend' ? 'expected: ' : ''}${progressOf(shortfall)})`,
  );
}

const ofTerms = ({ terms }: Shortfall): string =>
  terms === undefined ? '' : `${isolateText([terms.competency, terms.level].filter(Boolean).join(' '))}: `;

function fixOf(shortfall: Shortfall): string {
  const more = new Big(shortfall.need).minus(shortfall.have).toFixed();
  switch (shortfall.code) {
    case 'kpi':
      return `${formatDecimal(more)} KPI more in ${monthName(shortfall.from ?? '')} to ${monthName(shortfall.to ?? '')}`;
    case 'mct':
      return formatCount(Number(more), 'more Microsoft Certified Trainer');
    case 'exams':
      return `${formatCount(Number(more), 'more person', 'more people')} with ${isolateText(shortfall.certification ?? '')}`;
    case 'performance':
      return `${formatDecimal(more)} more ${METRICS.get(shortfall.metric ?? '') ?? shortfall.metric}`;
    default:
      return `${formatDecimal(more)} more of ${shortfall.code}`;
  }
}

const progressOf = ({ have, need }: Shortfall): string => `${formatDecimal(have)}\u00a0of\u00a0${formatDecimal(need)}`;
