import type { Deployed } from '../../../infra/account/deployed.ts';
import { type Ended, execute } from '../../../infra/account/executions.ts';
import type { Context } from '../run/context.ts';
import { addressOf, contactsOf, FAR_AWAY, inDays, MEMBERSHIP, partnerWith } from './data.ts';

/** Commands as an operator starts them. */
export async function commandsToday({ clients, checks }: Context, { machines }: Deployed): Promise<void> {
  const give = (command: object) => execute(clients, machines['partner-command'], command);
  const payment = (days: number) => ({
    command: 'record-payment',
    partnerId: partnerWith(days),
    membershipId: MEMBERSHIP,
    paidOn: inDays(0),
    reference: 'wire 815',
  });
  const done = await give(payment(-15));
  checks.equal(
    'record-payment',
    [done.status, done.output?.outcome, done.output?.repeated],
    ['SUCCEEDED', 'done', false],
  );
  const again = await give(payment(-15));
  checks.equal('the same again is done once', [again.output?.outcome, again.output?.repeated], ['done', true]);
  const refused = await give(payment(FAR_AWAY));
  checks.equal(
    'a payment out of the window is refused, by its rule',
    [refused.output?.outcome, refused.output?.rule],
    ['refused', 'R-REN-1'],
  );
  const wrong = await give({ command: 'record-payment', partnerId: partnerWith(-15) });
  checks.equal('a malformed command fails', [wrong.status, wrong.error], ['FAILED', 'InvalidInput']);
  checks.matches('with a readable cause', wrong.cause, /membershipId/);
  await repairs(checks, give);
  await merge(checks, give);
  const explained = await give({ command: 'explain', partnerId: partnerWith(-15) });
  const rules = (explained.output?.decisions ?? []).map(({ rule }: { rule: string }) => rule);
  checks.that('explain tells the decisions with their rules', rules.includes('R-REN-2'), rules, 'R-REN-2 among them');
}

/** A dry run: nothing is merged, and a state machine is run within another. */
async function merge(checks: Context['checks'], give: (command: object) => Promise<Ended>): Promise<void> {
  const pair = { into: partnerWith(30), from: partnerWith(-15), dryRun: true };
  const { status, error, output } = await give({ command: 'merge-partners', ...pair });
  if (status === 'FAILED' && error !== 'InvalidInput')
    return checks.gap('runs no state machine within another: merge-partners was not seen to end');
  checks.equal('merge-partners tells what it would do', [output?.outcome, output?.rule], ['done', 'R-MRG-1']);
}

/** What an operator does for a partner that asks. */
async function repairs(checks: Context['checks'], give: (command: object) => Promise<Ended>): Promise<void> {
  const resend = { command: 'resend-notice', partnerId: partnerWith(30), membershipId: MEMBERSHIP, ticket: '4711' };
  const resent = await give(resend);
  checks.equal(
    'a notice that everybody has is not sent again',
    [resent.output?.outcome, resent.output?.rule],
    ['refused', 'R-NOT-3'],
  );
  const contacts = [...contactsOf(30), [partnerWith(30), 'mpn-admin', 'New', addressOf(30, 9), 'ko-KR']].map(
    ([, role, name, email, locale]) => ({ role, name, email, locale }),
  );
  const set = await give({ command: 'set-contacts', partnerId: partnerWith(30), contacts });
  checks.equal('set-contacts', set.output?.outcome, 'done');
  const toNew = await give({ ...resend, ticket: '4712' });
  checks.equal(
    'resend-notice sends it to the new admin',
    [toNew.output?.outcome, toNew.output?.reason],
    ['done', 'sent again to 1'],
  );
  const line = {
    command: 'correct-invoice-line',
    partnerId: partnerWith(30),
    invoiceNumber: 'I-1',
    line: 1,
    kpiValue: '1',
  };
  const corrected = await give(line);
  checks.equal(
    'correct-invoice-line of an unknown line',
    [corrected.output?.outcome, corrected.output?.rule],
    ['refused', 'R-KPI-10'],
  );
}
