import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../../infra/local/cli/progress.ts';
import { showProgress } from '../../../infra/local/cli/progress-line.ts';
import type { Tally } from '../../../infra/local/simulation/days/tally.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 100, write: (text: string) => void written.push(text), written };
}

const day = (date: string, days: number, mailCount: number) => ({ day: date, tally: { days, mailCount } as Tally });

describe('the progress of a simulation', () => {
  it('is on a terminal from the first moment, in one line with the time that goes on', () => {
    const screen = terminal(true);
    const progress = new Progress(screen);
    showProgress(progress, 425)({ what: 'synthesizing the CDK app' });
    vi.advanceTimersByTime(2_000);
    progress.end();
    expect(screen.written).toEqual([
      '\r\u001b[2K0:00  synthesizing the CDK app …',
      '\r\u001b[2K0:01  synthesizing the CDK app …',
      '\r\u001b[2K0:02  synthesizing the CDK app …',
      '\r\u001b[2K',
    ]);
  });

  it('says the day, how many there are, the percent, the mails and the time left', () => {
    const screen = terminal(true);
    const progress = new Progress(screen);
    const tell = showProgress(progress, 400);
    tell(day('2027-01-01', 0, 0));
    vi.advanceTimersByTime(5_000);
    // The first day, with the import, took 5 s, each other one 0.1 s.
    for (let done = 1; done <= 100; done += 1) {
      tell(day('2027-02-01', done, 3 * done));
      vi.advanceTimersByTime(100);
    }
    vi.advanceTimersByTime(150);
    tell(day('2027-04-12', 101, 303));
    progress.end();
    expect(screen.written.at(-2)).toBe('\r\u001b[2K0:15  2027-04-12  day 102 of 400  25 %  303 mails  0:30 left');
  });

  it('is a line every ten seconds where there is no terminal', () => {
    const log = terminal(false);
    const progress = new Progress(log);
    const tell = showProgress(progress, 425);
    tell({ what: 'reading the files' });
    vi.advanceTimersByTime(9_900);
    tell({ what: 'importing invoices.csv, file 4 of 9' });
    vi.advanceTimersByTime(10_200);
    progress.end();
    vi.advanceTimersByTime(60_000);
    expect(log.written).toEqual([
      'progress 0:10  importing invoices.csv, file 4 of 9 …\n',
      'progress 0:20  importing invoices.csv, file 4 of 9 …\n',
    ]);
  });
});
