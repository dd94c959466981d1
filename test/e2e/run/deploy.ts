import { stackStatus } from '../../../infra/account/cloudformation.ts';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { deployedResources, STACKS } from '../aws/deployed.ts';
import { deployEarlier, earlierVersion, loadEarlier, seeUpgraded } from '../upgrade/earlier-release.ts';
import { ASSEMBLY, synth } from './assembly.ts';
import { type CdkRun, cdk, lastLines } from './cdk.ts';
import type { Context } from './context.ts';
import { removeStacks } from './remove.ts';

/**
 * An account as `cdk bootstrap` leaves it, an earlier release with its data in it, and all stacks of the app over that.
 *
 * @throws Error if that does not succeed
 */
export async function deployAll(context: Context, programConfigFile: string): Promise<Deployed> {
  const { clients, checks } = context;
  const { target } = clients;
  if ((await stackStatus(clients, STACKS[0] as string)) !== undefined) await removeStacks(clients);
  const bootstrap = await cdk(target, 'bootstrap', [
    'bootstrap',
    `aws://${target.account}/${target.region}`,
    '-c',
    'stage=local',
  ]);
  checks.that('cdk bootstrap', bootstrap.code === 0, lastLines(bootstrap), 'exit code 0');
  const version = earlierVersion();
  const created = await deployEarlier(context, version);
  checks.equal(`version ${version} is deployed`, new Set(created), new Set(['CREATE_COMPLETE']));
  const stored = await loadEarlier(context);
  const deploy = await deployApp(context, 'deploy', programConfigFile);
  checks.that('cdk deploy --all', deploy.code === 0, lastLines(deploy), 'exit code 0');
  if (deploy.code !== 0) throw new Error('nothing was deployed');
  for (const stack of STACKS)
    checks.equal(`${stack} is upgraded`, await stackStatus(clients, stack), 'UPDATE_COMPLETE');
  const deployed = await deployedResources(clients);
  checks.note(`${deployed.resources.length} resources`);
  await seeUpgraded(context, deployed, stored);
  return deployed;
}

/**
 * Synthesizes the app and deploys all of its stacks. @param tableName the table to work on; default: the stack's own
 */
export async function deployApp(
  { clients }: Context,
  name: string,
  programConfigFile: string,
  tableName?: string,
): Promise<CdkRun> {
  const { target } = clients;
  const synthesis = await synth(target, name, { programConfigFile, ...(tableName && { tableName }) });
  if (synthesis.code !== 0) return synthesis;
  const how = ['--all', '--method=direct', '--require-approval', 'never', '--app', ASSEMBLY];
  return cdk(target, name, ['deploy', ...how]);
}
