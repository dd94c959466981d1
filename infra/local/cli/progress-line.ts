import type { ProgressStep } from '../simulation/options.ts';
import type { Progress } from './progress.ts';

/** Shows the progress of a simulation on a terminal: the day, the mails so far, and the days per second. */
export function showProgress(progress: Progress, days: number): (step: ProgressStep) => void {
  // The first day is left out of the rate: it includes the import.
  let secondDayAt: number | undefined;
  return (step) => {
    if ('what' in step) return progress.show(() => `${step.what} …`);
    const { day, tally } = step;
    if (tally.days === 1) secondDayAt = progress.elapsed;
    const rate = tally.days < 2 ? 0 : ((tally.days - 1) / (progress.elapsed - (secondDayAt ?? 0))) * 1_000;
    progress.show(
      () => `${day}  day ${tally.days + 1} of ${days}  ${tally.mailCount} mails  ${rate.toFixed(1)} days/s`,
    );
  };
}
