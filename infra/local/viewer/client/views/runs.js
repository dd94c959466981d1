import { browser } from '../browser.js';
import { h } from '../dom.js';
import { badge, shortDay } from '../words.js';
import { runDetail } from './run.js';

/** Every execution of a state machine, newest first. @param {any} overview @param {HTMLElement} panel */
export function runsView(overview, panel) {
  return browser({
    view: 'runs',
    noun: 'run',
    panel,
    path: '/api/runs',
    names: ['workflow', 'day', 'state'],
    filters: [
      { name: 'workflow', title: 'Workflow', all: 'All workflows', options: overview.workflows, words: (name) => name },
      { name: 'state', title: 'Result', all: 'Any result', options: [['failed', overview.failedRuns]] },
      { name: 'day', title: 'Day', type: 'date' },
    ],
    idOf: (run) => String(run.number),
    row: runRow,
    detail: runDetail,
    hint: 'Choose a run to see its output and what it decided.',
  });
}

/** @param {any} run */
export function runRow(run) {
  const counts = ['examined', 'acted', 'skipped', 'failed', 'uncertain'].filter((name) => run[name] > 0);
  return [
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'who' }, h('span', { class: 'name' }, run.workflow)),
      h('time', {}, shortDay(run.asOf)),
    ),
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'quiet' }, counts.map((name) => `${run[name]} ${name}`).join(', ') || 'nothing to do'),
      badge(run.status),
    ),
  ];
}
