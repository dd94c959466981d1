import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readReportInput } from '../../infra/local/viewer/report/data/read-report-input.ts';
import { renderReport } from '../../infra/local/viewer/report/render.ts';
import { type ServedViewer, serveViewer } from '../../infra/local/viewer/server/serve-viewer.ts';
import { type BrowserTab, DESKTOP, SIZES } from './support/browser-tab.ts';
import { Chromium } from './support/chromium.ts';
import { layoutFaults } from './support/faults.ts';
import { grownResults } from './support/grown-results.ts';

const PARTNERS = 60;
const { folder } = inject('results');
const large = grownResults(folder, PARTNERS, 3_000 / PARTNERS);

let browser: Chromium;
let tab: BrowserTab;
let viewer: ServedViewer;

beforeAll(async () => {
  const fees = { currency: 'USD', amounts: [{ offer: 'competency' as const, level: 'gold' as const, amount: '4730' }] };
  writeFileSync(join(large, 'report.html'), renderReport(await readReportInput({ outDir: large, fees })));
  viewer = await serveViewer({ outDir: large, mailDir: join(large, 'mails'), port: 0 });
  browser = await Chromium.start();
  tab = await browser.open();
});
afterAll(async () => {
  await browser.stop();
  await viewer.close();
  rmSync(large, { recursive: true });
});

describe('the results of 3,000 partners', () => {
  it.each(SIZES)('keep to their places in report and calendar, on a $name', async (size) => {
    await tab.look({ theme: 'light', size });
    await tab.go(`${viewer.url}report.html`);
    expect(await layoutFaults(tab)).toEqual([]);
    await tab.go(`${viewer.url}#calendar`);
    expect(await layoutFaults(tab)).toEqual([]);
  });

  it('print on at most six pages of A4', async () => {
    await tab.look({ theme: 'dark', size: DESKTOP });
    await tab.go(`${viewer.url}report.html`);
    const pdf = (await tab.print()).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(0);
    expect(pages).toBeLessThanOrEqual(6);
    // 210 mm by 297 mm, in points.
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]\.\d+\]/);
  });
});
