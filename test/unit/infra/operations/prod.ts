import { expect } from 'vitest';
import { EVERYTHING, resourcesOfType, synthesized } from '../synthesized.ts';

// biome-ignore lint/suspicious/noExplicitAny: what a test reads out of a template, it asserts on
export type Properties = any;

/** What operators have of stage prod, and what it watches. */
export const { data, operations, workflows } = synthesized({ stage: 'prod' }, EVERYTHING);

export const alarms: Properties[] = resourcesOfType(operations, 'AWS::CloudWatch::Alarm').map(
  ({ Properties }) => Properties,
);

/** @param name without that of the program */
export function alarm(name: string): Properties {
  const found = alarms.find(({ AlarmName }) => AlarmName === `partner-program-prod: ${name}`);
  if (found === undefined)
    throw new Error(`no alarm ${name}; there are ${alarms.map(({ AlarmName }) => AlarmName).join(', ')}`);
  return found;
}

/** The metric of an alarm that takes 0 for a period without data. */
export function filledMetricOf(name: string): Properties {
  const [filled, metric] = alarm(name).Metrics;
  expect(filled).toEqual({ Id: 'expr_1', Expression: 'FILL(m, 0)', ReturnData: true });
  expect(metric).toMatchObject({ Id: 'm', ReturnData: false });
  return metric.MetricStat;
}

export const idOf = (type: string): string =>
  Object.entries(operations).find(([, { Type }]) => Type === type)?.[0] ?? `no ${type}`;

export const SCHEDULED = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'];
