import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { callRest } from '../../../infra/account/protocols.ts';
import { STACKS } from '../aws/deployed.ts';
import { itemsOf } from '../aws/items.ts';
import { inDays, partnerWith } from '../today/data.ts';
import { noticesOf, sweep } from '../today/sweeps.ts';
import { lastLines } from './cdk.ts';
import { CACHE, type Context } from './context.ts';
import { deployApp } from './deploy.ts';

/** The change: a stage a day earlier. The anniversary of one of today's partners was so many days ago. */
const OLD_STAGE = 23;
const NEW_STAGE = 22;

/** Deploys again, without a change. */
export async function redeploy(context: Context, deployed: Deployed, configFile: string): Promise<void> {
  const { clients, checks } = context;
  const before = await itemsOf(clients.dynamo, deployed.table);
  const code = await codeOf(context, deployed);
  const same = await deployApp(context, 'again', configFile);
  checks.that('cdk deploy without a change', same.code === 0, lastLines(same), 'exit code 0');
  const untouched = same.said.match(/\(no changes\)/g)?.length ?? 0;
  checks.that(
    'changes nothing',
    untouched >= STACKS.length,
    lastLines(same),
    `"(no changes)" for ${STACKS.length} stacks`,
  );
  checks.equal('and leaves the code of the functions', await codeOf(context, deployed), code);
  checks.equal('every item of the table is as it was', await itemsOf(clients.dynamo, deployed.table), before);
}

/** Deploys with another program configuration, and another table, if one is named. */
export async function deployChanged(
  context: Context,
  deployed: Deployed,
  configFile: string,
  tableName?: string,
): Promise<void> {
  const { checks } = context;
  const code = await codeOf(context, deployed);
  const changed = await deployApp(context, 'changed', withOtherStage(configFile), tableName);
  checks.that('cdk deploy with another configuration', changed.code === 0, lastLines(changed), 'exit code 0');
  const hashes = await codeOf(context, deployed);
  checks.equal(
    'every function has new code',
    hashes.filter((hash) => code.includes(hash)),
    [],
  );
}

/** The stage that was not there when notices were sent: tomorrow's preview tells of it. */
export async function seeNewStage(context: Context, deployed: Deployed): Promise<void> {
  const { checks } = context;
  const partnerId = partnerWith(-NEW_STAGE);
  const preview = { asOf: inDays(1), dryRun: true, partnerIds: [partnerId] };
  const notices = await noticesOf(context, deployed, await sweep(context, deployed, 'renewal-notices', preview));
  checks.equal('the new stage is what is due', [...new Set(notices.map(({ stage }) => stage))], [NEW_STAGE]);
}

function withOtherStage(configFile: string): string {
  const config = JSON.parse(readFileSync(configFile, 'utf8'));
  const file = join(CACHE, 'program.changed.json');
  const noticeStages = config.noticeStages.map((stage: number) => (stage === OLD_STAGE ? NEW_STAGE : stage));
  writeFileSync(file, JSON.stringify({ ...config, noticeStages }));
  return file;
}

/** Hashes of what the program's functions run. */
async function codeOf({ clients }: Context, { resources }: Deployed): Promise<string[]> {
  const functions = resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ physicalId }) => physicalId);
  const found = functions.map((name) => callRest(clients, 'lambda', 'GET', `/2015-03-31/functions/${name}`));
  return (await Promise.all(found))
    .map(({ Configuration }) => String((Configuration as { CodeSha256: string }).CodeSha256))
    .sort();
}
