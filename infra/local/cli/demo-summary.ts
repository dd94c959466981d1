import { relative } from 'node:path';
import type { Tally } from '../simulation/days/tally.ts';
import type { DateRange } from '../simulation/input/civil-days.ts';
import { formatCount } from '../viewer/format.ts';
import type { DemoFolders } from './demo-folders.ts';
import { deadLetters } from './summary.ts';

/** Summarizes a demo in a few lines. */
export function demoSummary(tally: Tally, period: DateRange, partners: number, { result, work }: DemoFolders): string {
  const { mails, batches } = tally;
  const kind = (name: string): number => mails[name] ?? 0;
  const done = (...commands: string[]): number =>
    commands.reduce((sum, command) => sum + (tally.doneCommands[command] ?? 0), 0);
  const months = Object.keys(batches).length;
  const lines = Object.values(batches).reduce((sum, count) => sum + count, 0);
  return `${partners} invented partners, ${period.from} to ${period.to}: ${tally.days} days, ${tally.executions} executions, ${tally.failedExecutions} of them failed.

  sent       ${kind('renewal')} renewal notices, ${kind('renewal-at-risk')} that renewal is at risk, ${kind('renewed') + kind('reinstated') + kind('upgraded')} confirmations, ${kind('expired')} expiry notices, ${kind('consolidated') + kind('benefits-ended') + kind('delivery-lost')} about other ends, ${kind('payment-reversed')} about reversed payments, ${kind('listing-incomplete') + kind('listing-visible') + kind('listing-dropped')} about listings, ${kind('operator-alert')} to the operators
  refreshed  ${tally.kpiReports} KPI reports
  submitted  ${months} directory batches with ${lines} lines
  renewed    ${tally.renewed} memberships in time, ${tally.reinstated} reinstated after expiry
  expired    ${tally.expired} memberships
  enrolled   ${done('enrol')} bought or ordered, ${tally.lapsed} of the orders lapsed; ${done('upgrade-to-gold')} upgraded to gold
  licensed   ${done('issue-token')} benefits issued, ${done('activate-token')} activations, ${done('replace-token')} replaced, ${done('assign-subscription')} assigned
  corrected  ${formatCount(done('decline-renewal'), 'renewal')} declined or not any more, ${formatCount(done('reverse-payment'), 'payment')} reversed, ${formatCount(done('correct-membership', 'rename-membership'), 'membership')} and ${formatCount(done('reverse-token'), 'licence')} put right, ${formatCount(done('erase-person'), 'person')} erased
  merges     ${done('merge-partners')}, each of one partner into another
  explained  ${done('explain-kpi-discrepancy')} lists of invoices that differ
  refused    ${tally.refusedCommands} commands, each with the rule that refuses it
${deadLetters(tally)
  .map((line) => `  dead letters ${line}\n`)
  .join('')}
report     ${shortestPath(result)}/report.html
mails      ${shortestPath(work)}/mail
everything ${shortestPath(result)}; with --serve, a page to look around in
`;
}

function shortestPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}
