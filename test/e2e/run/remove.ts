import { deleteStack, resourcesOf, stackStatus } from '../../../infra/account/cloudformation.ts';
import { removeObjects } from '../../../infra/account/objects.ts';
import type { Clients } from '../aws/clients.ts';
import { STACKS } from '../aws/deployed.ts';
import { EXAMPLES } from '../examples/deploy-example.ts';
import { ASSEMBLY } from './assembly.ts';
import { cdk, lastLines } from './cdk.ts';
import type { Context } from './context.ts';

/** Destroys the stacks as an engineer would, and looks that nothing is left. */
export async function destroyAll({ clients, checks }: Context): Promise<void> {
  await emptyBuckets(clients);
  for (const stack of EXAMPLES) checks.equal(`${stack} is deleted`, await deleteStack(clients, stack), undefined);
  const destroy = await cdk(clients.target, 'destroy', ['destroy', '--all', '--force', '--app', ASSEMBLY]);
  if (destroy.code === 0) checks.that('cdk destroy --all', true, 0, 0);
  else {
    checks.gap(
      `fails at cdk destroy (${lastLines(destroy).split('\n').at(-1)}): the stacks are deleted by name instead`,
    );
    for (const [stack, status] of await removeStacks(clients)) checks.equal(`${stack} is deleted`, status, undefined);
  }
  for (const stack of STACKS) checks.equal(`${stack} is gone`, await stackStatus(clients, stack), undefined);
}

/** Deletes the stacks by name, the last one first. @returns for each the status that it is left in; undefined: gone */
export async function removeStacks(clients: Clients): Promise<(readonly [string, string | undefined])[]> {
  const left: (readonly [string, string | undefined])[] = [];
  for (const stack of STACKS.toReversed()) left.push([stack, await deleteStack(clients, stack)] as const);
  return left;
}

async function emptyBuckets(clients: Clients): Promise<void> {
  if ((await stackStatus(clients, STACKS[0] as string)) === undefined) return;
  const resources = await resourcesOf(clients, STACKS[0] as string);
  for (const { type, physicalId } of resources)
    if (type === 'AWS::S3::Bucket') await removeObjects(clients, physicalId, '');
}
