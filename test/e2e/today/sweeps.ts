import type { Deployed } from '../../../infra/account/deployed.ts';
import { type Ended, execute } from '../../../infra/account/executions.ts';
import { linesBelow } from '../../../infra/account/objects.ts';
import type { WorkflowName } from '../../../infra/constructs/workflow-context.ts';
import { sentMails } from '../aws/mails.ts';
import type { Context } from '../run/context.ts';
import { ANNIVERSARIES, inDays, partnerWith } from './data.ts';

const SWEEPS = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'] as const;

/** Starts each scheduled workflow with inputs such as an operator types into the console. */
export async function sweepToday(context: Context, deployed: Deployed): Promise<void> {
  await refuseInputs(context, deployed);
  const before = await tellsOf(context);
  const dry = await sweep(context, deployed, 'renewal-notices', { dryRun: true });
  context.checks.equal('a dry run sends nothing', await tellsOf(context), before);
  await sendToOne(context, deployed);
  await sendToAll(context, deployed, await noticesOf(context, deployed, dry));
  for (const workflow of SWEEPS) {
    const ended = await sweep(context, deployed, workflow, {});
    context.checks.equal(
      `${workflow} {}`,
      [ended.status, ended.output?.asOf, ended.output?.failed],
      ['SUCCEEDED', inDays(0), 0],
    );
  }
  await previewExpiry(context, deployed);
}

export const sweep = (
  { clients }: Context,
  { machines }: Deployed,
  workflow: WorkflowName,
  input: unknown,
): Promise<Ended> => execute(clients, machines[workflow], input);

async function refuseInputs(context: Context, deployed: Deployed): Promise<void> {
  const wrong: [unknown, RegExp][] = [
    [{ asOf: '2026-02-30' }, /asOf.*2026-02-30.*allowed/],
    [{ dryrun: true }, /dryrun/],
    [{ asOf: inDays(3) }, /asOf.*"dryRun": true/],
  ];
  for (const [input, cause] of wrong) {
    const ended = await sweep(context, deployed, 'renewal-notices', input);
    const name = `renewal-notices ${JSON.stringify(input)}`;
    context.checks.equal(`${name} is refused`, [ended.status, ended.error], ['FAILED', 'InvalidInput']);
    context.checks.matches(`${name}: a readable cause`, ended.cause, cause);
  }
}

/** Only the partner that is named. */
async function sendToOne(context: Context, deployed: Deployed): Promise<void> {
  const partnerId = partnerWith(15);
  const ended = await sweep(context, deployed, 'renewal-notices', { partnerIds: [partnerId], reason: 'e2e' });
  const notices = await noticesOf(context, deployed, ended);
  context.checks.equal('partnerIds: one partner, in four languages', notices.map(({ locale }) => locale).sort(), [
    'en',
    'ko-KR',
    'zh-CN',
    'zh-TW',
  ]);
  context.checks.equal('and nobody else', new Set(notices.map((notice) => notice.partnerId)), new Set([partnerId]));
}

/** All others, as the dry run had said; the second run has nothing left to send. */
async function sendToAll(context: Context, deployed: Deployed, foretold: readonly Notice[]): Promise<void> {
  const { checks } = context;
  const named = partnerWith(15);
  const before = await tellsOf(context);
  const sent = await noticesOf(context, deployed, await sweep(context, deployed, 'renewal-notices', {}));
  const ids = (notices: readonly Notice[]) => notices.map(({ noticeId }) => noticeId).sort();
  const expected = foretold.filter(({ partnerId }) => partnerId !== named);
  checks.equal('{} sends what the dry run foretold', ids(sent), ids(expected));
  const partners = new Set(sent.map(({ partnerId }) => partnerId));
  checks.equal(
    'to every partner in its window',
    ANNIVERSARIES.filter((days) => !partners.has(partnerWith(days))),
    [15],
  );
  const after = await tellsOf(context);
  if (before !== null && after !== null) checks.equal('a mail for each', after - before, sent.length);
  const again = await noticesOf(context, deployed, await sweep(context, deployed, 'renewal-notices', {}));
  checks.equal('{} again sends nothing', again, []);
}

/** The future can be looked at, and is not touched. */
async function previewExpiry(context: Context, deployed: Deployed): Promise<void> {
  const preview = { asOf: inDays(70), dryRun: true };
  const first = await sweep(context, deployed, 'grace-expiry', preview);
  context.checks.that(
    'a dry run of a later day tells who will expire',
    first.output?.acted >= 6,
    first.output,
    'acted >= 6',
  );
  const second = await sweep(context, deployed, 'grace-expiry', preview);
  context.checks.equal('and changes nothing', second.output?.acted, first.output?.acted);
}

export type Notice = {
  readonly noticeId: string;
  readonly partnerId: string;
  readonly stage: number | null;
  readonly to: string;
  readonly locale: string;
};

/** The notices that a run's report tells of. */
export async function noticesOf({ clients }: Context, { reports }: Deployed, { output }: Ended): Promise<Notice[]> {
  const prefix = String(output?.report).replace(`s3://${reports}/`, '');
  const lines = await linesBelow(clients, reports, prefix, '.jsonl');
  return lines
    .map((line) => JSON.parse(line))
    .flatMap(({ partnerId, stage, email }) => (email ? [{ ...email, partnerId, stage }] : []));
}

const tellsOf = async ({ clients }: Context): Promise<number | null> => (await sentMails(clients))?.length ?? null;
