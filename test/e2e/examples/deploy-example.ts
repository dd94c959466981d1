import { join } from 'node:path';
import { resourcesOf } from '../../../infra/account/cloudformation.ts';
import { cdk, lastLines } from '../run/cdk.ts';
import { CACHE, type Context } from '../run/context.ts';

const NAMES = ['billing', 'licence-server', 'webhook'] as const;
const BUS = 'partner-program-local';

const stackOf = (name: string): string => `example-${name}`;
export const EXAMPLES = NAMES.map(stackOf);

/** Deploys an example as its README says. @returns the physical id of a resource, by type and id */
export async function deployExample(
  { clients, checks }: Context,
  name: (typeof NAMES)[number],
  given: Readonly<Record<string, string>> = {},
): Promise<(type: string, id: string) => string> {
  const app = `node_modules/.bin/node docs/examples/${name}/app.ts`;
  const context = Object.entries({ bus: BUS, ...given }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const output = ['--output', join(CACHE, stackOf(name))];
  const how = ['--method=direct', '--require-approval', 'never', ...output, ...context];
  const deploy = await cdk(clients.target, stackOf(name), ['deploy', '--app', app, ...how]);
  checks.that(`${name} is deployed`, deploy.code === 0, lastLines(deploy), 'exit code 0');
  const resources = await resourcesOf(clients, stackOf(name));
  return (type, id) => {
    const found = resources.find((each) => each.type === type && each.logicalId.startsWith(id));
    if (found === undefined) throw new Error(`${name} has no ${type} ${id}`);
    return found.physicalId;
  };
}
