import { get } from '../api.js';
import { h } from '../dom.js';
import { href } from '../route.js';
import { badge, counted, fullDay, label, ruleLink } from '../words.js';
import { decisionsOfRun } from './decisions.js';
import { facts } from './facts.js';

const COUNTS = ['examined', 'acted', 'skipped', 'failed', 'uncertain'];

/** A run: its output, and what it decided. @param {string} number @param {AbortSignal} signal */
export async function runDetail(number, signal) {
  const path = `/api/runs/${number}`;
  const run = await get(path, {}, signal);
  return [
    h('h2', {}, run.command ? label(run.command.name) : label(run.workflow)),
    h(
      'p',
      { class: 'facts' },
      badge(run.command?.outcome ?? run.status),
      ' · ',
      h('a', { href: href('today', { day: run.asOf }) }, fullDay(run.asOf)),
    ),
    run.error && h('p', { class: 'notice' }, h('strong', {}, run.error), ' ', h('bdi', {}, run.cause ?? '')),
    run.command && commandFacts(run),
    run.examined !== null &&
      h(
        'ul',
        { class: 'numbers' },
        COUNTS.map((name) => figure(name, run[name] ?? 0)),
      ),
    facts([
      ['Scheduled for', run.scheduledFor && h('time', {}, run.scheduledFor)],
      ['Run', run.runId && h('span', { class: 'id wrap' }, run.runId)],
      ['Report', run.report && h('span', { class: 'id wrap' }, run.report)],
    ]),
    run.runId && h('section', {}, h('h3', {}, 'What it decided'), decisionsOfRun(`${path}/decisions`)),
  ];
}

/** @param {any} run */
function commandFacts({ command, isDryRun }) {
  return facts([
    [
      'Partner',
      command.partnerId && h('a', { href: href('partners', { open: command.partnerId }) }, command.partnerId),
    ],
    ['Membership', command.membershipId && h('span', { class: 'id' }, command.membershipId)],
    [command.outcome === 'refused' ? 'Refused' : 'Done', h('bdi', {}, command.reason ?? '')],
    ['Rule', command.rule && ruleLink(command.rule)],
    ['Dry run', isDryRun ? 'nothing was changed' : null],
  ]);
}

/** @param {string} name @param {number} count */
function figure(name, count) {
  const bad = count > 0 && (name === 'failed' || name === 'uncertain');
  return h(
    'li',
    { class: bad ? 'bad' : null, 'aria-label': counted(count, name, name) },
    h('b', {}, count),
    ` ${name}`,
  );
}
