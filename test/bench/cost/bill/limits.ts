import type { RecordedRun } from '../measure/recorded-runs.ts';
import { ASSUMED } from './prices.ts';
import { isSweep } from './rates.ts';

const SECONDS_OF_HOUR = 3_600;
/**
 * An execution of a standard workflow ends as failed with its history at this many events; a call of a page function
 * takes 7 of them.
 */
const HISTORY_EVENTS = 25_000;
const EVENTS_OF_CALL = 7;
const EVENTS_BESIDES = 30;
/** A call that has enough to do works for a minute. */
const CALL_HOURS = 1 / 60;

/** The hours that a segment can work until its history ends. */
export const HOURS_OF_HISTORY = Math.floor((HISTORY_EVENTS - EVENTS_BESIDES) / EVENTS_OF_CALL) * CALL_HOURS;

export type Pace = {
  /** Mails per second of the account, segments of a run, and items that each works on at a time. */
  readonly sendRate: number;
  readonly mapConcurrency: number;
  readonly itemsInFlight: number;
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
    itemHours: seconds / pace.mapConcurrency / SECONDS_OF_HOUR,
  };
}

/** Seconds that a running copy is there for each of its mails: it waits for the send rate, or for SES. */
export const secondsPerMail = (pace: Pace): number =>
  Math.max(pace.mapConcurrency / pace.sendRate, ASSUMED.sesSeconds / pace.itemsInFlight);

/** All copies of one sweep together: at the send rate, unless SES takes too long to answer. */
export const mailsPerSecond = (pace: Pace): number => pace.mapConcurrency / secondsPerMail(pace);
