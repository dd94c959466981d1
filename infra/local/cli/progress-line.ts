import type { ProgressStep } from '../simulation/options.ts';
import type { Progress } from './progress.ts';

/** Shows on a terminal how far a simulation is: the day, the mails so far, and how fast it goes. */
export function showProgress(progress: Progress, days: number): (doing: ProgressStep) => void {
  // The first day has the import in it, which says nothing about the others.
  let secondDayAt: number | undefined;
  return (doing) => {
    if ('what' in doing) return progress.show(() => `${doing.what} …`);
    const { day, tally } = doing;
    if (tally.days === 1) secondDayAt = progress.elapsed;
    const rate = tally.days < 2 ? 0 : ((tally.days - 1) / (progress.elapsed - (secondDayAt ?? 0))) * 1_000;
    progress.show(
      () => `${day}  day ${tally.days + 1} of ${days}  ${tally.mailCount} mails  ${rate.toFixed(1)} days/s`,
    );
  };
}
