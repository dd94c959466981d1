import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { execute } from '../../../infra/account/executions.ts';
import { callJson, callRest } from '../../../infra/account/protocols.ts';
import { until } from '../../../infra/account/until.ts';
import { toCsv } from '../../../infra/local/sample/csv.ts';
import { COLUMNS } from '../../import-columns.ts';
import { ClockMachine } from '../aws/clock-machine.ts';
import type { Context } from '../run/context.ts';
import { inDays, MEMBERSHIP, today } from '../today/data.ts';
import { importFile } from '../today/import.ts';
import { deployExample } from './deploy-example.ts';
import { type Received, startReceiver } from './receiver.ts';

/** An event that is early waits for a minute. */
const PATIENCE = { forMs: 150_000, everyMs: 200 };
/** Both are in their window: one pays, the other does not. */
const PAYING = 'E2E-EXAMPLE-PAYING';
const ENDING = 'E2E-EXAMPLE-ENDING';
const ANNIVERSARY_DAYS_AGO = 10;
/** Days from now on which that window has closed: it has 30. */
const CLOSED_IN = 21;
const SECRET = { name: 'partner-program-webhook', text: `whsec_${Buffer.alloc(24, 'secret').toString('base64')}` };
const SEATS = 25;

/** The systems of docs/examples beside the program: each is deployed, and lives by its events. */
export async function tryExamples(context: Context, deployed: Deployed): Promise<void> {
  const { clients, checks } = context;
  const receiver = await startReceiver(SECRET.text);
  try {
    const secret = { Name: SECRET.name, SecretString: SECRET.text };
    await callJson(clients, 'secretsmanager', 'secretsmanager.CreateSecret', secret);
    const billing = await deployExample(context, 'billing');
    const licences = await deployExample(context, 'licence-server');
    await deployExample(context, 'webhook', { url: receiver.url });
    const tables = {
      payments: billing('AWS::DynamoDB::Table', 'Payments'),
      partners: licences('AWS::DynamoDB::Table', 'Partners'),
    };
    await importPartners(context, deployed);
    const seatsAre = async (seats: number, what: string) => {
      const seen = await wait(() => seatsOf(context, tables.partners, ENDING, seats));
      checks.equal(what, seen ?? (await seatsOf(context, tables.partners, ENDING)), { T1: seats });
    };
    await seatsAre(SEATS, 'the licence server knows the seats of a membership');
    await pay(context, billing('AWS::Lambda::Function', 'sendpayment'), tables.payments);
    await expire(context, deployed);
    await seatsAre(0, 'and ends them when the membership expires');
    await seeReceived(context, receiver.received);
  } finally {
    receiver.close();
  }
}

async function importPartners(context: Context, deployed: Deployed): Promise<void> {
  const purchasedOn = (days: number) => today().add({ days }).subtract({ years: 1 }).toString();
  const both = [PAYING, ENDING];
  const rows = {
    partners: both.map((id) => [id, `Partner ${id}`, 'DE', '', inDays(0), '4']),
    memberships: both.map((id) =>
      [id, MEMBERSHIP, 'action-pack', '', '', ''].concat(purchasedOn(-ANNIVERSARY_DAYS_AGO), '0'),
    ),
    tokens: [[ENDING, MEMBERSHIP, 'T1', 'token', 'Azure', String(SEATS), '', '', inDays(0), '', '', '', '']],
  };
  for (const [kind, lines] of Object.entries(rows)) {
    const columns = COLUMNS[kind as keyof typeof rows].split(',');
    const { output } = await importFile(context, deployed, `examples/${kind}.csv`, toCsv(columns, lines));
    context.checks.equal(`${kind} of the examples are loaded`, [output?.loaded, output?.rejected], [lines.length, 0]);
  }
}

/** The run of a day to come, which a deployed workflow would refuse. */
async function expire({ clients, checks }: Context, { machines }: Deployed): Promise<void> {
  const clock = await ClockMachine.copy(clients.sfn, machines['grace-expiry']);
  try {
    const run = { startedAt: `${inDays(CLOSED_IN)}T08:00:00Z`, input: { partnerIds: [ENDING] } };
    const { status, output } = await execute(clients, clock.arn, run);
    checks.equal('a membership that was not renewed expires', [status, output?.acted], ['SUCCEEDED', 1]);
  } finally {
    await clock.delete();
  }
}

/** A payment by the bus renews a membership, and the billing system learns of it; of what is no command, too. */
async function pay({ clients, checks }: Context, functionName: string, table: string): Promise<void> {
  const send = async (invoice: string, partnerId: string, paidOn: string) => {
    const path = `/2015-03-31/functions/${functionName}/invocations`;
    await callRest(clients, 'lambda', 'POST', path, { invoice, partnerId, membershipId: MEMBERSHIP, paidOn });
  };
  const lineOf = (invoice: string, what: string) => async () => {
    const Key = { payment: { S: `billing-${invoice}` }, what: { S: what } };
    const { Item } = await clients.dynamo.send(new GetItemCommand({ TableName: table, Key }));
    return Item && unmarshall(Item);
  };
  await send('INV-1', PAYING, inDays(0));
  await send('INV-1', PAYING, inDays(0));
  await send('INV-2', PAYING, 'yesterday');
  const done = await wait(lineOf('INV-1', 'answer'));
  checks.equal('a payment by the bus is recorded', [done?.outcome, done?.rule], ['done', 'R-REN-2']);
  const renewed = await wait(lineOf('INV-1', `membership/${MEMBERSHIP}`));
  checks.equal(
    'and the billing system learns that it has renewed the membership',
    [renewed?.type, renewed?.status, renewed?.cycle],
    ['membership.renewed', 'active', 2],
  );
  const rejected = await wait(lineOf('INV-2', 'answer'));
  checks.equal(
    'it learns what is no command',
    [rejected?.outcome, rejected?.problems?.[0]?.field],
    ['rejected', 'paidOn'],
  );
}

/** @param wanted undefined: whatever there is */
async function seatsOf({ clients }: Context, TableName: string, partnerId: string, wanted?: number) {
  const Key = { about: { S: `partner/${partnerId}` } };
  const { Item } = await clients.dynamo.send(new GetItemCommand({ TableName, Key }));
  const seats = Item && (unmarshall(Item).seats as Record<string, number>);
  return wanted === undefined || seats?.T1 === wanted ? seats : undefined;
}

async function seeReceived({ checks }: Context, received: readonly Received[]): Promise<void> {
  const expected = [`membership.renewed ${PAYING}`, `membership.expired ${ENDING}`];
  const named = () => new Set(received.map(({ type, partnerId }) => `${type} ${partnerId}`));
  await wait(async () => expected.every((each) => named().has(each)) || undefined);
  checks.equal(
    'the webhook tells of both',
    expected.filter((each) => !named().has(each)),
    [],
  );
  checks.that('signed', received.length > 0 && received.every(({ isGenuine }) => isGenuine), received, 'all genuine');
}

const wait = <Seen>(look: () => Promise<Seen | undefined>): Promise<Seen | undefined> => until(look, PATIENCE);
