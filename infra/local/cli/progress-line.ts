import type { Doing } from '../simulation/simulation.ts';
import type { Progress } from './progress.ts';

/** Shows on a terminal how far a simulation is: the day, the mails so far, and how fast it goes. */
export function showProgress(progress: Progress, days: number): (doing: Doing) => void {
  let began: number | undefined;
  return (doing) => {
    if ('what' in doing) return progress.show(() => `${doing.what} …`);
    began ??= progress.elapsed;
    const { day, tally } = doing;
    const rate = (tally.days / Math.max(1, progress.elapsed - began)) * 1_000;
    progress.show(
      () => `${day}  day ${tally.days + 1} of ${days}  ${tally.mailCount} mails  ${rate.toFixed(1)} days/s`,
    );
  };
}
