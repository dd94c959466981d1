import type { Deployed } from '../../../infra/account/deployed.ts';
import { callRest } from '../../../infra/account/protocols.ts';
import type { Context } from '../run/context.ts';

/** The tables that the deployed functions know, by name. */
export async function tablesInUse({ clients }: Context, { resources }: Deployed): Promise<Set<string>> {
  const names = resources.flatMap(({ type, physicalId }) => (type === 'AWS::Lambda::Function' ? [physicalId] : []));
  const variables = names.map(async (name) => {
    const { Configuration } = await callRest(clients, 'lambda', 'GET', `/2015-03-31/functions/${name}`);
    return (Configuration as { Environment?: { Variables?: Record<string, string> } }).Environment?.Variables ?? {};
  });
  return new Set((await Promise.all(variables)).flatMap(({ TABLE_NAME = [] }) => TABLE_NAME));
}
