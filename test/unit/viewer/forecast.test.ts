import { describe, expect, it } from 'vitest';
import { readReportInput } from '../../../infra/local/viewer/report/data/read-report-input.ts';
import { renderReport } from '../../../infra/local/viewer/report/render.ts';
import { fixesOf, reasonOf } from '../../../infra/local/viewer/results/forecasts.ts';
import { type ForecastLine, forecastLine } from '../../../infra/local/viewer/results/lines.ts';
import { serveViewer } from '../../../infra/local/viewer/server/serve-viewer.ts';
import { AWKWARD_NAME, forecast, mailFolder, membership, outputFolder, reportInput } from './fixture.ts';

const line = (fields: object = {}): ForecastLine => forecastLine.parse(forecast(fields));
const period = { from: '2027-01-01', to: '2027-04-20' };
const KPI = { code: 'kpi', have: '36.5', need: '1060', from: '2026-09', to: '2027-08' };

/** The visible text of the section about memberships at risk. */
function sectionOf(lines: readonly ForecastLine[] | null): string {
  const report = renderReport(reportInput({ period, forecasts: lines, memberships: [membership()] }));
  const markup = report.split('<section id="at-risk"')[1]?.split('</section>')[0] ?? '';
  return markup.replace(/<[^>]*>/g, ' ').replace(/[\s\u2068\u2069]+/g, ' ');
}

describe('a forecast in words', () => {
  it.each([
    [
      [{ code: 'exams', certification: 'AZ-400', have: 1, need: 2 }],
      ['1 more person with \u2068AZ-400\u2069 (1 of 2)'],
    ],
    [
      [{ code: 'exams', certification: 'AZ-400', have: 0, need: 2 }],
      ['2 more people with \u2068AZ-400\u2069 (0 of 2)'],
    ],
    [[KPI], ['1,023.5 KPI more in September 2026 to August 2027 (36.5 of 1,060)']],
    [
      [
        { code: 'mct', have: 3, need: 4 },
        { code: 'performance', metric: 'revenue', have: '62500.55', need: '100000' },
      ],
      ['1 more Microsoft Certified Trainer (3 of 4)', '37,499.45 more revenue (62,500.55 of 100,000)'],
    ],
    [[{ code: 'new-thing', have: '1', need: '3' }], ['2 more of new-thing (1 of 3)']],
  ])('has for %j the remedy %j', (lacks, fixes) => {
    expect(fixesOf(line({ lacks })).map((fix) => fix.replaceAll('\u00a0', ' '))).toEqual(fixes);
  });

  it('says of a trend that it is expected', () => {
    expect(fixesOf(line({ because: 'kpi-trend', lacks: [KPI] }))[0]).toMatch(/\(expected: 36\.5.of.1,060\)$/);
  });

  it('has a sentence for each reason, and shows an unknown one as it is', () => {
    const reasons = ['now', 'achievements', 'kpi-trend', 'declined', 'comet'].map((because) => reasonOf({ because }));
    expect(reasons).toEqual([
      'A requirement is not met.',
      expect.stringContaining('an achievement expires, or an employee leaves'),
      expect.stringContaining('last 12 published months'),
      'The partner has declared that it will not renew.',
      'comet',
    ]);
  });
});

describe('the forecast in report.html', () => {
  it('says when, who, why and what would mend it, the window that closes first before the others', () => {
    const lines = [
      line({ membershipId: 'M2' }),
      line({
        windowCloses: '2027-09-30',
        riskOn: '2027-03-10',
        because: 'now',
        lacks: [{ code: 'mct', have: 3, need: 4 }],
      }),
    ];
    expect(sectionOf(lines)).toMatch(
      /At risk, and why 2 renewals .* 2027-09-30 Contoso P-1 Data Analytics, gold M1 2027-03-10 Already .*1 more Microsoft Certified Trainer \(3 of 4\).* 2027-10-01 Contoso P-1 M2 2027-05-01 .*with AZ-400 /,
    );
  });

  it.each([
    ['2027-04-20', true],
    ['2027-04-21', false],
  ])('marks risks that exist on the last day (2027-04-20): from %s on %s', (riskOn, already) => {
    expect(sectionOf([line({ riskOn })]).includes('Already')).toBe(already);
  });

  it('distinguishes no forecast from an empty one: an older simulation made none', () => {
    expect(sectionOf([])).toContain('every renewal can take place');
    expect(sectionOf(null)).not.toContain('every renewal can take place');
    expect(sectionOf(null)).toContain('Nobody is at risk.');
  });

  it('shows the name of a certification as text, never as markup', () => {
    const lacks = [{ code: 'exams', certification: AWKWARD_NAME, have: 0, need: 1 }];
    const report = renderReport(reportInput({ period, forecasts: [line({ lacks })] }));
    expect(report).not.toContain('<img');
    expect(report).toContain('&lt;img src=x');
  });

  it('is read from the folder; a folder without the file opens', async () => {
    const outDir = await outputFolder({ memberships: [membership()], forecast: [forecast()] });
    expect((await readReportInput({ outDir })).forecasts).toEqual([line()]);
    expect(
      (await readReportInput({ outDir: await outputFolder({ memberships: [membership()] }) })).forecasts,
    ).toBeNull();
  });

  it('refuses what is no number, and names it', async () => {
    const outDir = await outputFolder({ forecast: [forecast({ lacks: [{ ...KPI, have: 'some' }] })] });
    await expect(readReportInput({ outDir })).rejects.toThrow(/forecast\.jsonl, at byte 0: field lacks\.0\.have/);
  });
});

describe('the forecast in the viewer', () => {
  const partner = async (files: object, partnerId = 'P-1'): Promise<{ forecasts: object[] }> => {
    const page = await serveViewer({ outDir: await outputFolder(files), mailDir: await mailFolder([]), port: 0 });
    try {
      return (await (await fetch(`${page.url}api/partners/${partnerId}`)).json()) as { forecasts: object[] };
    } finally {
      await page.close();
    }
  };

  it('is that of its partner, in words, and of no other', async () => {
    const files = {
      memberships: [membership(), membership({ partnerId: 'P-2' })],
      forecast: [forecast(), forecast({ partnerId: 'P-3' })],
    };
    expect((await partner(files)).forecasts).toEqual([
      expect.objectContaining({
        membershipId: 'M1',
        riskOn: '2027-05-01',
        reason: expect.stringContaining('expires'),
        fixes: [expect.stringContaining('1 more person')],
      }),
    ]);
    expect((await partner(files, 'P-2')).forecasts).toEqual([]);
  });

  it('is empty in a folder of an older simulation', async () => {
    expect((await partner({ memberships: [membership()] })).forecasts).toEqual([]);
  });
});
