import type { ProgressStep } from '../simulation/options.ts';
import { type Progress, time } from './progress.ts';

/** Days whose pace the time left is worked out from: the days of a year differ in what is due. */
const MIN_DAYS = 5;

/**
 * Shows the progress of a simulation: what is done before and after the days; of the days how many there are, the
 * percent of them, the mails so far, and the time left.
 *
 * @param days of the whole period
 */
export function showProgress(progress: Progress, days: number): (step: ProgressStep) => void {
  // The first day is left out of the pace: it includes the import.
  let secondDayAt: number | undefined;
  return (step) => {
    if ('what' in step) return progress.show(() => `${step.what} …`);
    const { day, tally } = step;
    const done = tally.days;
    if (done >= 1) secondDayAt ??= progress.elapsed;
    const since = secondDayAt;
    progress.show(() => {
      const percent = `${Math.floor((100 * done) / days)} %`.padStart(4);
      return `${day}  day ${done + 1} of ${days}  ${percent}  ${tally.mailCount} mails${timeLeft(since, done)}`;
    });
  };

  function timeLeft(since: number | undefined, done: number): string {
    if (since === undefined || done <= MIN_DAYS) return '';
    const perDay = (progress.elapsed - since) / (done - 1);
    return `  ${time(perDay * (days - done))} left`;
  }
}
