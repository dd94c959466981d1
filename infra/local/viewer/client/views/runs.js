import { browser } from '../browser.js';
import { h } from '../dom.js';
import { badge, grouped, label, shortDay } from '../words.js';
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
      h('span', { class: 'who' }, h('span', { class: 'name' }, command ? label(command.name) : label(run.workflow))),
      h('time', {}, shortDay(run.asOf)),
    ),
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'quiet' }, command ? about(run) : countsText(run)),
      h('span', {}, run.isDryRun && [badge('dry-run'), ' '], badge(command?.outcome ?? run.status)),
    ),
    command && h('span', { class: 'said' }, said(command)),
    !command && run.error && h('span', { class: 'said' }, run.error),
  ];
}

/** Whom a command is about. @param {any} run */
function about({ command, partnerName: name }) {
  const { partnerId, membershipId } = command;
  return [
    name && [h('bdi', {}, name), ' '],
    partnerId && h('span', { class: 'id' }, partnerId),
    membershipId && [' ', h('span', { class: 'id' }, membershipId)],
  ];
}

/** What a command came to, and by which rule. @param {any} command */
const said = ({ outcome, rule, reason }) => [
  outcome === 'refused' && rule && [h('span', { class: 'rule' }, rule), ': '],
  h('bdi', {}, reason ?? ''),
];

/** @param {any} run */
function countsText(run) {
  const counts = ['examined', 'acted', 'skipped', 'failed', 'uncertain'].filter((name) => run[name] > 0);
  return counts.map((name) => `${grouped(run[name])} ${name}`).join(', ') || 'nothing was due';
}
