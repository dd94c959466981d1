import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { compareResults } from '../../infra/local/comparison/comparison.ts';
import { renderComparison } from '../../infra/local/comparison/page.ts';
import { type BrowserTab, PHONE, SIZES, THEMES, type Theme } from './support/browser-tab.ts';
import { Chromium } from './support/chromium.ts';
import { accessibilityFaults, layoutFaults } from './support/faults.ts';
import { VIEWS } from './support/views.ts';

const { page, folder } = inject('results');

/** What can be opened in a view; the first of a kind. */
const OPENABLE = '[role=tabpanel]:not([hidden]) :is(a.row, .months a)';

/** What is shown on demand. */
const FOLDED = '[role=tabpanel]:not([hidden]) details';

let browser: Chromium;
let tab: BrowserTab;

beforeAll(async () => {
  browser = await Chromium.start();
  tab = await browser.open();
});
afterAll(() => browser.stop());

const looks = THEMES.flatMap((theme) => SIZES.map((size) => ({ theme, size, look: `${theme}, ${size.name}` })));

describe.each(looks)('$look: every view is accessible, has its contrasts and is cut nowhere', ({ theme, size }) => {
  it.each(VIEWS)('%s', async (view) => {
    await tab.look({ theme, size });
    await tab.go(`${page}#${view}`);
    const canOpen = await tab.evaluate<boolean>(`!!document.querySelector('${OPENABLE}')`);
    // On a phone what is open takes the place of the list; elsewhere both are seen at once.
    if (size === PHONE || !canOpen) expect(await faults(theme)).toEqual([]);
    if (!canOpen) return;
    await tab.evaluate(`document.querySelector('${OPENABLE}').click()`);
    await tab.rest();
    expect(await faults(theme)).toEqual([]);
    await tab.evaluate(`document.querySelectorAll('${FOLDED}').forEach((each) => { each.open = true; })`);
    await tab.rest();
    expect(await faults(theme)).toEqual([]);
  });

  it('the report', async () => {
    await tab.look({ theme, size });
    await tab.go(`${page}report.html`);
    expect(await faults(theme)).toEqual([]);
  });
});

describe('a before and after', () => {
  it.each(looks)('is accessible and cut nowhere: $look', async ({ theme, size }) => {
    const file = join(mkdtempSync(join(tmpdir(), 'page-comparison-')), 'comparison.html');
    const names = { before: 'now.json', after: 'then.json' };
    const comparison = await compareResults(folder, folder);
    writeFileSync(file, renderComparison({ comparison, changes: [], names, command: 'npm run compare', id: null }));
    await tab.look({ theme, size });
    await tab.go(pathToFileURL(file).href);
    expect(await faults(theme)).toEqual([]);
    rmSync(dirname(file), { recursive: true });
  });
});

/** Of the themes only the colours differ. */
async function faults(theme: Theme): Promise<string[]> {
  const found =
    theme === 'dark'
      ? await accessibilityFaults(tab, ['color-contrast'])
      : [...(await accessibilityFaults(tab)), ...(await layoutFaults(tab))];
  return [...found, ...tab.errors.splice(0)];
}
