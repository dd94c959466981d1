import { isDeepStrictEqual } from 'node:util';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { execute } from '../../../infra/account/executions.ts';
import { until } from '../../../infra/account/until.ts';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { damage, itemsIn, itemsOf } from '../aws/items.ts';
import { backUp, deleteTable, isExpiring, restore, setExpiring } from '../aws/restoring.ts';
import { tablesInUse } from '../aws/tables-in-use.ts';
import type { Context } from '../run/context.ts';
import { deployChanged, seeNewStage } from '../run/redeploy.ts';
import { addressOf, contactsOf, FAR_AWAY, inDays, partnerWith } from '../today/data.ts';
import { type SentNotice, SesEvents } from '../today/ses-events.ts';
import { sweep } from '../today/sweeps.ts';
import { restoredTable } from './restored-table.ts';

const RESTORED = 'partner-program-local-restored';
/** A partner with four admins: of the first two SES has told already that they cannot be reached. */
const PARTNER = 30;
const UNREACHABLE = 2;
const PATIENCE = { forMs: 20_000, everyMs: 100 };

/**
 * The runbook's "Restore the table", step by step: what was written before the damage is there again, what SES told
 * since is told again, and everything works on the restored table, until the setting is taken away.
 *
 * @param configFile the program configuration that is deployed with the setting
 */
export async function rehearseRestore(
  context: Context,
  deployed: Deployed,
  configFile: string,
  config: ProgramConfig,
): Promise<void> {
  const { clients, checks } = context;
  const { dynamo } = clients;
  const backup = await backUp(dynamo, deployed.table);
  const events = new SesEvents(context, deployed, config);
  const told = await tellOf(events);
  checks.equal('what SES tells after the backup is in the ledger', await statesOf(events, told), EXPECTED);
  const whole = await itemsOf(dynamo, deployed.table);
  checks.note(`${await damage(dynamo, deployed.table)} of ${whole.length} items are gone or spoilt`);
  const onto = await restore(dynamo, backup, deployed.table).then(String, ({ name }: Error) => name);
  checks.equal('a restore never overwrites a table', onto, 'TableAlreadyExistsException');
  await restore(dynamo, backup, RESTORED);
  try {
    await setUnlessDeployed(context, deployed);
    await checkTable(context, deployed);
    await deployChanged(context, deployed, configFile, RESTORED);
    await seeTableInUse(context, deployed);
    const restored = new SesEvents(context, { ...deployed, table: RESTORED }, config);
    checks.equal('the restored table does not know what SES told since', await statesOf(restored, told), [
      'sent',
      'sent',
    ]);
    await events.replay();
    checks.equal('until it is told again', await statesOf(restored, told, EXPECTED), EXPECTED);
    await restored.unreachable(PARTNER, UNREACHABLE + 1);
    // Of the partner that SES told of, the states were compared above. Numbers of events go on: the damage is told, too.
    const others = (item: string) => !item.includes(`PARTNER#${partnerWith(PARTNER)}"`) && !item.includes('"EVENTS#');
    const lines = (items: readonly string[]) => items.filter(others).map(withoutCounts).sort();
    checks.sameLines(
      'then everything else is as it was before the damage',
      lines(await itemsOf(dynamo, RESTORED)),
      lines(whole),
    );
    await seeNewStage(context, deployed);
    await work(context, deployed);
  } finally {
    await deleteTable(dynamo, RESTORED);
  }
}

/** One notice arrives, one bounces for good. */
async function tellOf(events: SesEvents): Promise<SentNotice[]> {
  const arrived = await events.noticeTo(PARTNER, addressOf(PARTNER, 2));
  const lost = await events.noticeTo(PARTNER, addressOf(PARTNER, 3));
  const bouncedRecipients = [{ emailAddress: addressOf(PARTNER, 3), status: '5.1.1' }];
  await events.publish(arrived, 'Delivery', { delivery: {} });
  await events.publish(lost, 'Bounce', { bounce: { bounceType: 'Permanent', bouncedRecipients } });
  await events.becomes(lost, 'undeliverable');
  await events.unreachable(PARTNER, UNREACHABLE + 1);
  return [arrived, lost];
}

const EXPECTED = ['sent, arrived', 'undeliverable'];

/** @param expected what to wait for */
async function statesOf(events: SesEvents, notices: readonly SentNotice[], expected?: string[]): Promise<string[]> {
  const look = () => Promise.all(notices.map((notice) => events.stateText(notice)));
  if (expected) await until(async () => isDeepStrictEqual(await look(), expected) || undefined, PATIENCE);
  return look();
}

/** As the template sets it: time to live and point-in-time recovery. */
async function setUnlessDeployed({ clients, checks }: Context, { table }: Deployed): Promise<void> {
  if (await isExpiring(clients.dynamo, table)) return;
  checks.gap('sets neither time to live nor point-in-time recovery of a deployed table: they are set through the API');
  await setExpiring(clients.dynamo, table);
}

/** `npm run restored-table`, as the runbook has it. */
async function checkTable({ clients, checks }: Context, { table }: Deployed): Promise<void> {
  // Whether the emulator tags the table of a stack is its own affair.
  const ofTable = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('tags: '));
  const run = (...more: string[]) => restoredTable(clients.target, ['--table', RESTORED, '--like', table, ...more]);
  const before = await run();
  checks.equal(
    'restored-table refuses what a restore leaves behind',
    [before.code, ofTable(before.lines('differs'))],
    [
      1,
      [
        'point-in-time recovery: off; should be 35 days',
        'stream: off; should be NEW_AND_OLD_IMAGES',
        'time to live: off; should be expiresAt',
      ],
    ],
  );
  checks.that('and tells which items are more than there were', before.lines('told').length > 0, before.said, 'told');
  const applied = await run('--apply');
  checks.equal(
    'with --apply it sets it',
    [applied.code, ofTable(applied.lines('set'))],
    [
      0,
      [
        'point-in-time recovery: 35 days (was off)',
        'stream: NEW_AND_OLD_IMAGES (was off)',
        'time to live: expiresAt (was off)',
      ],
    ],
  );
}

/** Functions know the table by its name, and may use no other. */
async function seeTableInUse(context: Context, deployed: Deployed): Promise<void> {
  const tables = await tablesInUse(context, deployed);
  context.checks.equal('every function that has a table has the restored one', tables, new Set([RESTORED]));
}

/** A command and a run: both find what they need in the restored table, and leave the damaged one alone. */
async function work(context: Context, deployed: Deployed): Promise<void> {
  const { clients, checks } = context;
  const damaged = await itemsOf(clients.dynamo, deployed.table);
  const contacts = contactsOf(FAR_AWAY).map(([, role, , email, locale]) => ({ role, name: 'Restored', email, locale }));
  const command = { command: 'set-contacts', partnerId: partnerWith(FAR_AWAY), contacts };
  const { output } = await execute(clients, deployed.machines['partner-command'], command);
  checks.equal('a command is done', output?.outcome, 'done');
  const preview = await sweep(context, deployed, 'renewal-notices', { asOf: inDays(1), dryRun: true });
  checks.equal('a run finds what is due', [preview.status, preview.output?.failed], ['SUCCEEDED', 0]);
  checks.that('which is something', preview.output?.examined > 0, preview.output, 'examined > 0');
  const names = (await itemsIn(clients.dynamo, RESTORED)).filter((item) => JSON.stringify(item).includes('"Restored"'));
  checks.that('in the restored table', names.length > 0, names.length, 'the new name');
  checks.equal('and not in the damaged one', await itemsOf(clients.dynamo, deployed.table), damaged);
}

/**
 * How often an item was written, and for which event last, is no part of what it says: either of two events that are
 * taken at the same time may be the last.
 */
const withoutCounts = (item: string): string =>
  item
    .replace(/\["version",\{"N":"\d+"\}\]/, '')
    .replaceAll(/mail-event-[0-9a-f-]+/g, 'mail-event')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'an instant');
