import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { stackStatus } from '../../../infra/account/cloudformation.ts';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { upload } from '../../../infra/account/objects.ts';
import { callQuery } from '../../../infra/account/protocols.ts';
import { until } from '../../../infra/account/until.ts';
import { type ReleasedTemplate, releasedVersions, templatesOf } from '../../fixtures/released-templates.ts';
import { releasedItems } from '../../fixtures/stored-shapes.ts';
import type { Clients } from '../aws/clients.ts';
import { deployedResources, STACKS } from '../aws/deployed.ts';
import { itemsOf } from '../aws/items.ts';
import { tablesInUse } from '../aws/tables-in-use.ts';
import { type Context, ROOT } from '../run/context.ts';
import { reindex } from './reindex.ts';

const PATIENCE = { forMs: 60_000, everyMs: 200 };
/** What code of that time did is not kept; nothing calls it here. */
const NO_CODE = { ZipFile: 'export const handler = async () => null;' };

/** The last version before this one of which there are templates; as long as there is none, this one. */
export function earlierVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const earlier = releasedVersions().filter((each) => each !== version);
  return earlier.at(-1) ?? version;
}

/**
 * Deploys the stacks of an earlier release, to an account without stacks or over those of this release, by its
 * templates. @returns the status that each is left in
 */
export async function deployEarlier({ clients }: Context, version: string): Promise<(string | undefined)[]> {
  const templates = templatesOf(version);
  const states: (string | undefined)[] = [];
  for (const stack of STACKS) {
    const template = templates[stack];
    if (template === undefined) throw new Error(`version ${version} has no template of ${stack}`);
    states.push(await deployTemplate(clients, stack, template));
  }
  return states;
}

async function deployTemplate(
  clients: Clients,
  stack: string,
  template: ReleasedTemplate,
): Promise<string | undefined> {
  const { account, region, endpoint } = clients.target;
  const bucket = `cdk-hnb659fds-assets-${account}-${region}`;
  await upload(clients, bucket, `${stack}.json`, JSON.stringify(withoutCode(template)));
  const isThere = (await stackStatus(clients, stack)) !== undefined;
  await callQuery(clients, 'cloudformation', {
    Action: isThere ? 'UpdateStack' : 'CreateStack',
    Version: '2010-05-15',
    StackName: stack,
    TemplateURL: `${endpoint}/${bucket}/${stack}.json`,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
  });
  const ended = async () => {
    const status = await stackStatus(clients, stack);
    return status?.endsWith('_IN_PROGRESS') ? undefined : { status };
  };
  return (await until(ended, PATIENCE))?.status;
}

function withoutCode({ Resources, ...others }: ReleasedTemplate): ReleasedTemplate {
  const resources = Object.entries(Resources).map(([id, resource]) =>
    resource.Type === 'AWS::Lambda::Function'
      ? [id, { ...resource, Properties: { ...resource.Properties, Code: NO_CODE } }]
      : [id, resource],
  );
  return { ...others, Resources: Object.fromEntries(resources) };
}

/** As an earlier release left it: its items of every kind, in its table. @returns what is stored, as text */
export async function loadEarlier(context: Context): Promise<string[]> {
  const { dynamo } = context.clients;
  const table = await tableOf(context);
  for (const item of releasedItems()) await dynamo.send(new PutItemCommand({ TableName: table, Item: marshall(item) }));
  return itemsOf(dynamo, table);
}

/** Looks at what this release makes of the data of the earlier one, and takes it away again. */
export async function seeUpgraded(context: Context, deployed: Deployed, stored: readonly string[]): Promise<void> {
  const { clients, checks } = context;
  const { dynamo } = clients;
  checks.sameLines('the upgrade leaves every item as it was', await itemsOf(dynamo, deployed.table), stored);
  const dry = await reindex(clients.target, ['--dry-run']);
  checks.equal('reindex --dry-run reads all of it', [dry.code, dry.output?.read], [0, stored.length]);
  checks.sameLines('and changes nothing', await itemsOf(dynamo, deployed.table), stored);
  const first = await reindex(clients.target, ['--items-per-second', '1000']);
  checks.equal('reindex rewrites what it said', [first.code, first.output?.rewritten], [0, dry.output?.rewritten]);
  const { newer, unreadable } = first.output ?? {};
  checks.equal('and can read everything', [newer, unreadable], [0, 0]);
  const again = await reindex(clients.target, ['--items-per-second', '1000']);
  checks.equal('after which all is right', [again.output?.rewritten, again.output?.alreadyRight], [0, stored.length]);
  for (const { pk, sk } of releasedItems())
    await dynamo.send(new DeleteItemCommand({ TableName: deployed.table, Key: marshall({ pk, sk }) }));
}

/** Back to the earlier release: its templates over this one's, and the data as it is. */
export async function rollBack(context: Context, deployed: Deployed, version: string): Promise<void> {
  const { clients, checks } = context;
  const before = await itemsOf(clients.dynamo, deployed.table);
  const states = await deployEarlier(context, version);
  const ends = states.filter((state) => !/^UPDATE_COMPLETE$/.test(String(state)));
  checks.equal(`every stack goes back to ${version}`, ends, []);
  checks.equal('with the same table', await tableOf(context), deployed.table);
  // The last deployment had the setting tableName, and another one.
  const left = await deployedResources(clients);
  checks.equal('which every function uses', await tablesInUse(context, left), new Set([deployed.table]));
  checks.equal('and every item of it', await itemsOf(clients.dynamo, deployed.table), before);
}

const tableOf = async ({ clients }: Context): Promise<string> => (await deployedResources(clients)).table;
