import { stackStatus } from '../../../infra/account/cloudformation.ts';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { deployedResources, STACKS } from '../aws/deployed.ts';
import { ASSEMBLY, synth } from './assembly.ts';
import { type CdkRun, cdk, lastLines } from './cdk.ts';
import type { Context } from './context.ts';
import { removeStacks } from './remove.ts';

/** An account as `cdk bootstrap` leaves it, and all stacks of the app in it. @throws Error if that does not succeed */
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
  const deploy = await deployApp(context, 'deploy', programConfigFile);
  checks.that('cdk deploy --all', deploy.code === 0, lastLines(deploy), 'exit code 0');
  if (deploy.code !== 0) throw new Error('nothing was deployed');
  for (const stack of STACKS) checks.equal(`${stack} is there`, await stackStatus(clients, stack), 'CREATE_COMPLETE');
  const deployed = await deployedResources(clients);
  checks.note(`${deployed.resources.length} resources`);
  return deployed;
}

/** Synthesizes the app and deploys all of its stacks. @param tableName the table to work on; default: the stack's own */
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
