import type { Deployed } from '../../../infra/account/deployed.ts';
import { until } from '../../../infra/account/until.ts';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { sentMails } from '../aws/mails.ts';
import type { Context } from '../run/context.ts';
import { addressOf } from './data.ts';
import { SesEvents } from './ses-events.ts';

const PATIENCE = { forMs: 20_000, everyMs: 100 };
const OPERATORS = 'operators@example.com';

/** A partner with four admins, and one with a single admin. */
const MANY = 30;
const ONE = -1;

const PERMANENT = {
  bounceType: 'Permanent',
  bounceSubType: 'General',
  bouncedRecipients: [{ emailAddress: addressOf(MANY), status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 unknown' }],
};

/** Tells through the default event bus what SES tells about mails: twice, late, and in any order. */
export async function mailEvents(context: Context, deployed: Deployed, config: ProgramConfig): Promise<void> {
  const { checks } = context;
  const events = new SesEvents(context, deployed, config);
  const first = await events.noticeTo(MANY, addressOf(MANY));
  await events.publish(first, 'Delivery', { delivery: {} });
  await events.publish(first, 'Bounce', { bounce: PERMANENT });
  checks.equal(
    'a bounce makes the notice undeliverable',
    await events.becomes(first, 'undeliverable'),
    'undeliverable',
  );
  await events.publish(first, 'Bounce', { bounce: PERMANENT });
  await events.publish(first, 'Delivery', { delivery: {} });
  await events.publish(first, 'Send', { send: {} });
  const second = await events.noticeTo(MANY, addressOf(MANY, 1));
  await events.publish(second, 'Complaint', { complaint: {} });
  checks.equal('a complaint marks the address, too', await events.unreachable(MANY, 2), [
    `${addressOf(MANY)} bounce`,
    `${addressOf(MANY, 1)} complaint`,
  ]);
  checks.equal('what comes twice or late changes nothing', await events.stateOf(first), 'undeliverable');
  checks.equal('a complaint does not unsend a mail', await events.stateOf(second), 'sent');
  await cutOff(context, events);
}

/** The only admin's address bounces: the operators are told, once. */
async function cutOff({ clients, checks }: Context, events: SesEvents): Promise<void> {
  const notice = await events.noticeTo(ONE, addressOf(ONE));
  const alerts = async () => (await sentMails(clients))?.filter(({ to }) => to === OPERATORS).length ?? null;
  const before = await alerts();
  for (const _ of ['once', 'twice']) await events.publish(notice, 'Bounce', { bounce: PERMANENT });
  await events.publish({ ...notice, noticeId: 'nobody__knows__this__1__0000000000000000' }, 'Bounce', {
    bounce: PERMANENT,
  });
  checks.equal('the bounce of the only admin', await events.becomes(notice, 'undeliverable'), 'undeliverable');
  if (before === null) return checks.gap('does not show the mails that its SES took: the alert cannot be seen');
  const more = await until(async () => ((await alerts()) ?? 0) > before || undefined, PATIENCE);
  checks.equal('alerts the operators', more, true);
  await until(async () => undefined, { forMs: 1_500, everyMs: 500 });
  checks.equal('once', ((await alerts()) ?? 0) - before, 1);
}
