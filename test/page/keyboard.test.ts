import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BrowserTab, DESKTOP, PHONE } from './support/browser-tab.ts';
import { Chromium } from './support/chromium.ts';
import { VIEWS } from './support/views.ts';

const { page } = inject('results');

let browser: Chromium;
let tab: BrowserTab;

beforeAll(async () => {
  browser = await Chromium.start();
  tab = await browser.open();
});
afterAll(() => browser.stop());

const SHOWN = '[role=tabpanel]:not([hidden])';
/** More steps than this with Tab, and nobody gets there. */
const MOST_TABS = 30;

/** Opens a view by its digit. */
const view = (name: string) => tab.press(String(VIEWS.indexOf(name) + 1));
const isFocused = (selector: string) => tab.evaluate<boolean>(`!!document.activeElement?.matches('${selector}')`);
const textOf = (selector: string) => tab.evaluate<string>(`document.querySelector('${SHOWN} ${selector}')?.innerText`);

/** Presses Tab until an element is reached. */
async function tabTo(selector: string): Promise<void> {
  for (let step = 0; step < MOST_TABS; step += 1) {
    if (await isFocused(selector)) return;
    await tab.press('Tab');
  }
  throw new Error(`${selector} is not reached by ${MOST_TABS} times Tab`);
}

describe.each([DESKTOP, PHONE])('the keyboard alone, on a $name', (size) => {
  beforeEach(async () => {
    await tab.look({ theme: 'light', size });
    await tab.go(page);
  });

  it('opens a mail, says why it was sent, goes on to the next and back to the list', async () => {
    await view('inbox');
    await tab.press('j', 'Enter');
    await tab.until(`document.activeElement?.matches('${SHOWN} .detail h2')`);
    const first = await textOf('.detail h2');
    expect(await textOf('.why')).toMatch(/R-[A-Z]+-\d+/);
    await tab.press('j', 'j');
    await tab.until(`document.querySelector('${SHOWN} .detail h2').innerText !== ${JSON.stringify(first)}`);
    expect(await textOf('.why')).toMatch(/R-[A-Z]+-\d+/);
    await tab.press('Escape');
    await tab.until(`document.activeElement?.matches('${SHOWN} a.row')`);
  });

  it('finds what was refused, and by which rule', async () => {
    await view('runs');
    await tabTo(`${SHOWN} select:has(option[value=refused])`);
    await tab.press('r', 'e', 'f');
    await tab.until("location.hash.includes('=refused')");
    await tab.rest();
    await tab.press('Escape', 'Enter');
    await tab.until(`document.activeElement?.matches('${SHOWN} .detail h2')`);
    expect(await textOf('.detail')).toMatch(/Refused[\s\S]*R-[A-Z]+-\d+/);
  });

  it('moves through the days with the slider, and from one on which something happens to the next', async () => {
    await tab.go(`${page}#today?day=2027-03-01`);
    await tabTo('#day-slider');
    await tab.press('ArrowRight', 'ArrowRight', 'ArrowLeft');
    await tab.until("location.hash === '#today?day=2027-03-02'");
    await tab.until("document.querySelector('#day-slider').ariaValueText === 'Tuesday, 2 March 2027'");
    await tab.rest();
    await tab.press('j');
    await tab.until("location.hash > '#today?day=2027-03-02'");
    await tab.rest();
    await tab.press('k');
    await tab.until("location.hash <= '#today?day=2027-03-02'");
  });

  it('moves through the days of the calendar, and opens one', async () => {
    await view('calendar');
    await tab.press('j', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp');
    expect(await isFocused('.months [data-date="2027-01-03"]')).toBe(true);
    await tab.press('Enter');
    await tab.until(`document.querySelector('${SHOWN} h2:not(.hidden)')?.innerText.includes('Sunday, 3 January 2027')`);
  });

  it('reaches each view with the arrow keys of the tabs', async () => {
    await tabTo('[role=tab]');
    for (const name of [...VIEWS.slice(1), VIEWS[0]]) {
      await tab.press('ArrowRight');
      expect(await isFocused(`#tab-${name}[aria-selected=true]`)).toBe(true);
      expect(await tab.evaluate(`document.getElementById('${name}').checkVisibility()`)).toBe(true);
    }
  });
});
