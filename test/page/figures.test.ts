import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { takenDemo } from '../../docs/generator/demo.ts';
import { openArchive } from '../../infra/local/viewer/archive/archive.ts';
import { Course, type DayCounts } from '../../infra/local/viewer/archive/course.ts';
import type { Overview } from '../../infra/local/viewer/archive/overview.ts';
import type { Today } from '../../infra/local/viewer/archive/today.ts';

const { folder, page, said: terminal } = inject('results');

/** What the README would say of these results. */
const readme = takenDemo(dirname(folder)).said;
const report = readFileSync(join(folder, 'report.html'), 'utf8').replaceAll('\u00a0', ' ');

/** The numbers of the page, as it gets them. */
let overview: Overview;
let today: Today;
let days: DayCounts[];

beforeAll(async () => {
  overview = (await (await fetch(`${page}api/overview`)).json()) as Overview;
  today = (await (await fetch(`${page}api/today`)).json()) as Today;
  days = [...(await new Course(await openArchive(folder, null)).days()).values()];
});

/** The number that a pattern's group finds; a sum of several. */
function numberIn(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.slice(1);
  if (found === undefined) throw new Error(`${pattern} is not in ${text.slice(0, 500)}`);
  return found.reduce((sum, digits) => sum + Number(digits.replaceAll(',', '')), 0);
}
const ofDays = (counted: keyof DayCounts): number => days.reduce((sum, day) => sum + day[counted], 0);
const tile = (words: string): number => numberIn(report, new RegExp(`<b>([\\d,]+)</b> ${words}`));

describe('terminal, README, page and report say the same of', () => {
  it('mails', () => {
    const inReadme = /sent +(.*)\n/
      .exec(readme)?.[1]
      ?.match(/\d+/g)
      ?.reduce((sum, digits) => sum + Number(digits), 0);
    expect([numberIn(terminal, /mails +(\d+)/), inReadme, overview.mails, tile('mails? sent')]).toEqual(
      Array(4).fill(overview.mails),
    );
  });

  it('renewals in time', () => {
    const all = [numberIn(terminal, /\nrenewed +(\d+)/), numberIn(readme, /\n +renewed +(\d+)/), ofDays('renewed')];
    expect(all).toEqual(Array(3).fill(tile('renewed in time')));
  });

  it('renewals after expiry', () => {
    const pattern = /\n *renewed +.* (\d+) reinstated/;
    const all = [numberIn(terminal, pattern), numberIn(readme, pattern), ofDays('reinstated')];
    expect(all).toEqual(Array(3).fill(tile('reinstated')));
  });

  it('expiries', () => {
    const pattern = /\n *expired +(\d+)/;
    const all = [numberIn(terminal, pattern), numberIn(readme, pattern), ofDays('expired')];
    expect(all).toEqual(Array(3).fill(tile('expired')));
  });

  it('refused commands', () => {
    const refused = new Map(overview.outcomes).get('refused');
    const all = [
      numberIn(terminal, /refused commands +(\d+)/),
      numberIn(readme, /refused +(\d+)/),
      ofDays('refused'),
      refused,
      today.refused.total,
    ];
    expect(all).toEqual(Array(5).fill(tile('commands? refused')));
  });

  it('executions, and those that failed', () => {
    const failed = [numberIn(terminal, /executions.* (\d+) failed/), numberIn(readme, /(\d+) of them failed/)];
    expect([...failed, overview.failedRuns]).toEqual(Array(3).fill(tile('runs? failed')));
    expect([numberIn(terminal, /executions +(\d+)/), numberIn(readme, /(\d+) executions/), overview.runs]).toEqual(
      Array(3).fill(numberIn(report, /mails? in ([\d,]+) runs?:/)),
    );
  });

  it('partners, those that were merged into others counted once', () => {
    const inReport = numberIn(report, /([\d,]+) partners?[ ,(]/);
    expect([numberIn(readme, /(\d+) invented partners/), overview.partners + ofDays('merged')]).toEqual(
      Array(2).fill(inReport),
    );
  });

  it('the renewals as they stand in the end, their rate, and those at risk', () => {
    const { renewed, expired, rate } = today.renewals;
    const pattern =
      /<b>(\d+) %<\/b> <span>renewal rate: (\d+) of the \d+ renewals that ended were renewed, (\d+) expired/;
    expect(pattern.exec(report)?.slice(1).map(Number)).toEqual([Math.round(100 * (rate ?? 0)), renewed, expired]);
    expect(tile('at risk now')).toBe(today.atRisk.total);
  });
});
