import { browser } from '../browser.js';
import { h } from '../dom.js';
import { badge, label, shortDay } from '../words.js';
import { runDetail } from './run.js';

/** Every execution of a state machine, newest first. @param {any} overview @param {HTMLElement} panel */
export function runsView(overview, panel) {
  return browser({
    view: 'runs',
    noun: 'run',
    panel,
    path: '/api/runs',
    names: ['workflow', 'command', 'day', 'state'],
    filters: [
      { name: 'workflow', title: 'Workflow', all: 'All workflows', options: overview.workflows, words: (name) => name },
      { name: 'command', title: 'Command', all: 'All commands', options: overview.commands },
      {
        name: 'state',
        title: 'Result',
        all: 'Any result',
        options: [['failed', overview.failedRuns], ...overview.outcomes],
      },
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
  const { command } = run;
  return [
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'who' }, h('span', { class: 'name' }, command ? label(command.name) : run.workflow)),
      h('time', {}, shortDay(run.asOf)),
    ),
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'quiet' }, command ? commandText(run) : countsText(run)),
      badge(command?.outcome ?? run.status),
    ),
  ];
}

/** Whom it concerns, and why it was refused, or what it did. @param {any} run */
function commandText({ command, isDryRun }) {
  const about = [command.partnerId, command.membershipId].filter(Boolean).join(' ');
  const why = command.outcome === 'refused' ? `${command.rule ?? ''}: ${command.reason ?? ''}` : command.reason;
  return [isDryRun && 'dry run', about, why].filter(Boolean).join(' · ');
}

/** @param {any} run */
function countsText(run) {
  const counts = ['examined', 'acted', 'skipped', 'failed', 'uncertain'].filter((name) => run[name] > 0);
  return counts.map((name) => `${run[name]} ${name}`).join(', ') || 'nothing to do';
}
