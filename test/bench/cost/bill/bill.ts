import type { FixedParts } from '../measure/fixed-parts.ts';
import type { Measurement } from '../measure/measure.ts';
import { sum, type Usage } from '../measure/usage.ts';
import { ASSUMED, PRICES } from './prices.ts';
import { type Rates, ratesOf, slopeOf } from './rates.ts';

const THOUSAND = 1_000;
const MILLION = 1_000_000;
const GIGABYTE = 1_024 ** 3;
const MONTHS = 12;

/** A line of the bill: US dollars a month are `fixed + memberships × perMembership`. */
export type BillLine = {
  readonly service: string;
  readonly fixed: number;
  readonly perMembership: number;
};

/** @param secondsPerMail how long a running copy is there for each of its mails */
export function billLines(measured: Measurement, fixed: FixedParts, secondsPerMail: number): BillLine[] {
  const rates = ratesOf(measured);
  const { imports, ...others } = rates.perMembership;
  const slope = slopeOf(rates);
  const line = (service: string, yearly: (usage: Usage) => number, fixed = 0, perMembership = 0): BillLine => ({
    service,
    fixed: yearly(rates.fixed) / MONTHS + fixed,
    perMembership: yearly(slope) / MONTHS + perMembership,
  });
  const bound = (usage: Usage, gigabytes: number): number => lambdaBound(usage, gigabytes, secondsPerMail);
  const duration = bound(imports, ONE) + bound(sum(Object.values(others)), HALF);
  return [
    line('DynamoDB requests', requestCost),
    line('DynamoDB storage and recovery', () => 0, 0, storedCost(measured)),
    line(
      'Step Functions',
      ({ transitions, executions }) => ((transitions + executions) / THOUSAND) * PRICES.thousandTransitions,
    ),
    { ...lambda(bound(rates.fixed, HALF), duration, rates.fixed, slope), service: 'Lambda (upper bound)' },
    line('SES', ({ mails }) => (mails / THOUSAND) * PRICES.thousandMails),
    line(
      'S3',
      ({ puts, putBytes }) =>
        (puts / THOUSAND) * PRICES.thousandPuts + (putBytes / GIGABYTE) * PRICES.bucketGigabyte * MONTHS,
    ),
    line('CloudWatch logs', logCost),
    line('Alarms, dashboard, metrics', () => 0, monitoringCost(measured, fixed)),
    line(
      'X-Ray, EventBridge',
      ({ executions }) => (executions / MILLION) * PRICES.millionTraces,
      scheduledCost(rates),
      mailEventCost(rates),
    ),
    line('SQS', () => 0, emptyReadCost, queueCost(rates)),
  ];
}

/** Memory of the functions, in GB: the import's, and all others'. */
const ONE = 1;
const HALF = 0.5;

const requestCost = ({ readUnits, writeUnits }: Usage): number =>
  (readUnits * PRICES.millionReadUnits + writeUnits * PRICES.millionWriteUnits) / MILLION;

/** Of a membership, after a year. */
const storedCost = ({ stored, memberships }: Measurement): number =>
  (stored.table * (PRICES.tableGigabyte + PRICES.recoveryGigabyte) + stored.indexes * PRICES.tableGigabyte) /
  GIGABYTE /
  memberships;

const logCost = ({ logBytes, invocations, historyEvents }: Usage): number => {
  const bytes = logBytes + invocations * ASSUMED.platformLogBytes + historyEvents * ASSUMED.historyEventBytes;
  return (bytes / GIGABYTE) * (PRICES.logGigabyte + ASSUMED.logMonths * PRICES.logGigabyteMonth);
};

const monitoringCost = ({ customMetrics }: Measurement, fixed: FixedParts): number =>
  fixed.alarmMetrics * PRICES.alarmMetric +
  fixed.compositeAlarms * PRICES.compositeAlarm +
  fixed.dashboards * PRICES.dashboard +
  fixed.keys * PRICES.key +
  customMetrics * PRICES.customMetric;

const scheduledCost = ({ startsPerYear }: Rates): number =>
  (startsPerYear / MONTHS / MILLION) * PRICES.millionScheduledStarts;

const mailEventCost = ({ perMembership: { mailEvents } }: Rates): number =>
  (mailEvents.invocations / MONTHS / MILLION) *
  (PRICES.millionEvents + ASSUMED.tracedMailEvents * PRICES.millionTraces);

/** Sent, received, deleted: one after the other, though Lambda receives and deletes up to ten in a request. */
const REQUESTS_OF_EVENT = 3;

const queueCost = ({ perMembership: { mailEvents } }: Rates): number =>
  ((mailEvents.invocations * REQUESTS_OF_EVENT) / MONTHS / MILLION) * PRICES.millionQueueRequests;

const SECONDS_OF_MONTH = (365 * 24 * 3_600) / MONTHS;

const emptyReadCost =
  ((ASSUMED.queueReaders * SECONDS_OF_MONTH) / ASSUMED.queueReadSeconds / MILLION) * PRICES.millionQueueRequests;

/**
 * GB-seconds that are billed at most: measured time on a slower processor, calls over a network, waiting, cold starts.
 */
export function lambdaBound(usage: Usage, gigabytes: number, secondsPerMail: number): number {
  const { requests, puts, mails, executions, gigabyteSeconds } = usage;
  const calls = requests * ASSUMED.dynamoDbSeconds + puts * ASSUMED.s3Seconds + mails * secondsPerMail;
  const coldStarts = 2 * executions * ASSUMED.coldStartSeconds;
  return gigabyteSeconds / ASSUMED.processorShare + (calls + coldStarts) * gigabytes;
}

function lambda(fixed: number, slope: number, idle: Usage, work: Usage): Omit<BillLine, 'service'> {
  const cost = (seconds: number, { invocations }: Usage): number =>
    (seconds * PRICES.lambdaGigabyteSecond + (invocations / MILLION) * PRICES.millionInvocations) / MONTHS;
  return { fixed: cost(fixed, idle), perMembership: cost(slope, work) };
}

/** The same line if functions took on Lambda what they took here. */
export function lambdaAsMeasured(rates: Rates): BillLine {
  const { fixed } = rates;
  const slope = slopeOf(rates);
  return { service: 'Lambda (as measured)', ...lambda(fixed.gigabyteSeconds, slope.gigabyteSeconds, fixed, slope) };
}

export const costOf = ({ fixed, perMembership }: BillLine, memberships: number): number =>
  fixed + memberships * perMembership;

export const total = (lines: readonly BillLine[]): BillLine => ({
  service: 'Total',
  fixed: lines.reduce((sum, { fixed }) => sum + fixed, 0),
  perMembership: lines.reduce((sum, { perMembership }) => sum + perMembership, 0),
});
