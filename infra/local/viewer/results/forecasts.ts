/** A forecast in the words of an operator: why a renewal will be at risk, and the smallest change that mends it. */
import Big from 'big.js';
import { formatCount, formatDecimal, monthName } from '../format.ts';
import { isolateText } from '../html.ts';
import type { ForecastLine, Shortfall } from './lines.ts';

const REASONS: Readonly<Record<string, string>> = {
  now: 'A requirement is not met.',
  achievements: 'What counts today ceases to: an achievement expires, or an employee leaves.',
  'kpi-trend': 'KPI falls short if it goes on as in the last 12 published months.',
};

const METRICS: Readonly<Record<string, string>> = {
  revenue: 'revenue',
  'active-usage': 'active usage',
  'deployed-seats': 'deployed seats',
  'new-customers': 'new customers',
};

/** Why it comes to this; a reason that this page does not know is shown as it is. */
export function reasonOf({ because }: Pick<ForecastLine, 'because'>): string {
  return REASONS[because] ?? because;
}

/** What would mend it: all of them together. */
export function fixesOf({ lacks, because }: Pick<ForecastLine, 'lacks' | 'because'>): string[] {
  return lacks.map((lack) => `${fixOf(lack)} (${because === 'kpi-trend' ? 'expected: ' : ''}${progressOf(lack)})`);
}

function fixOf(lack: Shortfall): string {
  const more = new Big(lack.need).minus(lack.have).toFixed();
  switch (lack.code) {
    case 'kpi':
      return `${formatDecimal(more)} KPI more in ${monthName(lack.from ?? '')} to ${monthName(lack.to ?? '')}`;
    case 'mct':
      return formatCount(Number(more), 'more Microsoft Certified Trainer');
    case 'exams':
      return `${formatCount(Number(more), 'more person', 'more people')} with ${isolateText(lack.certification ?? '')}`;
    case 'performance':
      return `${formatDecimal(more)} more ${METRICS[lack.metric ?? ''] ?? lack.metric}`;
    default:
      return `${formatDecimal(more)} more of ${lack.code}`;
  }
}

const progressOf = ({ have, need }: Shortfall): string => `${formatDecimal(have)}\u00a0of\u00a0${formatDecimal(need)}`;
