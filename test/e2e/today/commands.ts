import type { Deployed } from '../aws/deployed.ts';
import { execute } from '../aws/executions.ts';
import type { Context } from '../run/context.ts';
import { FAR_AWAY, inDays, MEMBERSHIP, partnerWith } from './data.ts';

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
  const explained = await give({ command: 'explain', partnerId: partnerWith(-15) });
  const rules = (explained.output?.decisions ?? []).map(({ rule }: { rule: string }) => rule);
  checks.that('explain tells the decisions with their rules', rules.includes('R-REN-2'), rules, 'R-REN-2 among them');
}
