import { get } from './api.js';
import { fill, h } from './dom.js';
import { wireKeys } from './keys.js';
import { go, here, href } from './route.js';
import { panel, select, wireTabs } from './tabs.js';
import { calendarView } from './views/calendar.js';
import { inboxView } from './views/inbox.js';
import { partnersView } from './views/partner/partners.js';
import { runsView } from './views/runs.js';
import { todayView } from './views/today/today.js';
import { counted, dayNumber, grouped, shortDay } from './words.js';

/**
 * `refresh`: more days have passed.
 *
 * @typedef {import('./keys.js').KeyTarget & { show(query: Record<string, string>): void, refresh?(): void }} View
 */

/** @type {Record<string, (overview: any, panel: HTMLElement) => View>} */
const MAKERS = { today: todayView, inbox: inboxView, calendar: calendarView, partners: partnersView, runs: runsView };

/** @type {Map<string, View>} */
const views = new Map();
/** What each view showed last, to return to it. @type {Map<string, string>} */
const places = new Map();

/** How often a page looks for more days while they are simulated, in milliseconds. */
const POLL = 2_000;

const report = /** @type {HTMLElement} */ (document.getElementById('report'));
const period = /** @type {HTMLElement} */ (document.getElementById('period'));
const help = /** @type {HTMLDialogElement} */ (document.getElementById('keys'));

/** @param {any} overview */
function show(overview) {
  const { view, query } = here();
  select(view);
  places.set(view, href(view, query));
  const known = views.get(view) ?? MAKERS[view]?.(overview, panel(view));
  if (known === undefined) return;
  views.set(view, known);
  known.show(query);
}

/** @param {any} overview */
function describe({ period: { from, to }, running, mails, partners, runs, failedRuns }) {
  // It is written after the last day.
  report.hidden = running !== null;
  const parts = [counted(partners, 'partner'), counted(mails, 'mail'), counted(runs, 'run')];
  const passed = `day ${grouped(dayNumber(from, to))} of ${grouped(dayNumber(from, running?.to ?? to))}`;
  fill(
    period,
    running !== null && h('span', { class: 'live' }, runs > 0 ? `Running: ${passed}` : 'Starting …'),
    (running === null || runs > 0) && h('span', {}, `${shortDay(from)} – ${shortDay(to)}`),
    h('span', {}, parts.join(', ')),
    failedRuns > 0 &&
      h('a', { class: 'bad', href: href('runs', { state: 'failed' }) }, `${counted(failedRuns, 'run')} failed`),
  );
}

/**
 * Goes on looking until the simulation has ended; then everything is there, and is shown anew.
 *
 * @param {any} known
 */
function follow(known) {
  if (known.running === null) return;
  setTimeout(async () => {
    const overview = await get('/api/overview').catch((error) => {
      fill(period, h('span', { role: 'alert', class: 'bad' }, error.message));
      return null;
    });
    if (overview === null) return;
    if (overview.running === null) return location.reload();
    if (overview.runs !== known.runs) {
      describe(overview);
      views.get(here().view)?.refresh?.();
    }
    follow(overview);
  }, POLL);
}

async function start() {
  const overview = await get('/api/overview');
  const open = (/** @type {string} */ view) => go(places.get(view) ?? href(view));
  describe(overview);
  wireTabs(open);
  wireKeys(
    () => views.get(here().view) ?? null,
    open,
    () => help.showModal(),
  );
  document.getElementById('help')?.addEventListener('click', () => help.showModal());
  addEventListener('hashchange', () => {
    if (location.hash !== '#main') show(overview);
  });
  show(overview);
  follow(overview);
}

start().catch((error) => fill(period, h('span', { role: 'alert', class: 'bad' }, error.message)));
