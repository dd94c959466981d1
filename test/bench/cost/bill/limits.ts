import { SEGMENTS } from '../../../../shared/store/segments.ts';
import type { RecordedRun } from '../measure/recorded-runs.ts';
import { ASSUMED } from './prices.ts';
import { isSweep, PAGE_SIZE } from './rates.ts';

const SECONDS_OF_HOUR = 3_600;
/** An execution of a standard workflow ends as failed with its history at this many events; a page takes 7 of them. */
const HISTORY_EVENTS = 25_000;
const EVENTS_OF_PAGE = 7;
const EVENTS_BESIDES = 30;

/** The due items that one run can take in at most, if its segments are equally full. */
export const ITEMS_OF_RUN = Math.floor((HISTORY_EVENTS - EVENTS_BESIDES) / EVENTS_OF_PAGE) * PAGE_SIZE * SEGMENTS;

export type Pace = {
  /** Mails per second of the account, and copies that run at the same time. */
  readonly sendRate: number;
  readonly mapConcurrency: number;
};

/** How the busiest runs of a program of some size would go. */
export type BusiestRuns = {
  /** Mails of the run with the most of them, its workflow, and the hours that it takes. */
  readonly mails: number;
  readonly mailing: string;
  readonly mailHours: number;
  /** Due items of the run with the most of them, its workflow, and the hours that it takes, mails aside. */
  readonly items: number;
  readonly working: string;
  readonly itemHours: number;
};

/** Scales the busiest of some runs, which are as crowded as the invented anniversaries of the measured program. */
export function busiestRuns(runs: readonly RecordedRun[], times: number, pace: Pace): BusiestRuns {
  const sweeps = runs.filter(isSweep);
  const most = sweeps.reduce((a, b) => (b.usage.mails > a.usage.mails ? b : a));
  const biggest = sweeps.reduce((a, b) => (b.examined > a.examined ? b : a));
  const mails = most.usage.mails * times;
  const seconds = biggest.usage.requests * times * ASSUMED.dynamoDbSeconds;
  return {
    ...{ mails, mailing: most.workflow, mailHours: mails / mailsPerSecond(pace) / SECONDS_OF_HOUR },
    ...{ items: biggest.examined * times, working: biggest.workflow },
    itemHours: seconds / SEGMENTS / SECONDS_OF_HOUR,
  };
}

/** Seconds between two mails of one copy, by its share of the account's rate. */
export const secondsPerMail = ({ sendRate, mapConcurrency }: Pace): number => (mapConcurrency + 1) / sendRate;

/** All copies of one sweep together: paced by their share, or by how long SES takes to answer. */
export const mailsPerSecond = (pace: Pace): number =>
  Math.min(SEGMENTS, pace.mapConcurrency) / Math.max(secondsPerMail(pace), ASSUMED.sesSeconds);
