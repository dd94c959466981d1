import { consoleName, programName, type StageSettings } from '../config.ts';
import type { WorkflowName } from '../constructs/workflow-context.ts';
import type { Clients } from './clients.ts';
import { resourcesOf, type StackResource } from './cloudformation.ts';

/** All of them: the compiler misses one that is not here. */
const WORKFLOWS: Readonly<Record<WorkflowName, true>> = {
  ...({ 'kpi-refresh': true, 'directory-submission': true, 'renewal-notices': true, 'grace-expiry': true } as const),
  ...({ import: true, 'partner-command': true, 'merge-partners': true, reindex: true } as const),
};

/** What was deployed, by the names that AWS gave to it. */
export type Deployed = {
  /** The one that is in use: a restored one, if the stage names it. */
  readonly table: string;
  readonly imports: string;
  readonly reports: string;
  readonly accessLogs: string;
  readonly configurationSet: string;
  /** ARNs of the state machines. */
  readonly machines: Readonly<Record<WorkflowName, string>>;
  readonly resources: readonly StackResource[];
};

/** The stacks of a stage, in the order in which they are deployed. */
export const stacksOf = (settings: Pick<StageSettings, 'stage'>): string[] =>
  ['data', 'mail', 'workflows', 'operations'].map((part) => `${programName(settings)}-${part}`);

/** Reads from CloudFormation what the stacks of a stage hold. @throws Error if one of them is not deployed */
export async function deployedStage(clients: Clients, settings: StageSettings): Promise<Deployed> {
  const resources = (await Promise.all(stacksOf(settings).map((stack) => resourcesOf(clients, stack)))).flat();
  const one = (type: string, logicalId: string): string => {
    const found = resources.find((each) => each.type === type && each.logicalId.startsWith(logicalId));
    if (found === undefined) throw new Error(`no ${type} ${logicalId} among ${resources.length} resources`);
    return found.physicalId;
  };
  return {
    table: settings.tableName ?? one('AWS::DynamoDB::Table', 'Table'),
    imports: one('AWS::S3::Bucket', 'Imports'),
    reports: one('AWS::S3::Bucket', 'Reports'),
    accessLogs: one('AWS::S3::Bucket', 'AccessLogs'),
    configurationSet: one('AWS::SES::ConfigurationSet', 'ConfigurationSet'),
    machines: machinesOf(resources, settings),
    resources,
  };
}

/** A state machine's physical id is its ARN, and that ends with its name. */
function machinesOf(resources: readonly StackResource[], settings: StageSettings): Deployed['machines'] {
  const arns = resources
    .filter(({ type }) => type === 'AWS::StepFunctions::StateMachine')
    .map(({ physicalId }) => physicalId);
  const found = Object.keys(WORKFLOWS).map(
    (name) => [name, arns.find((arn) => arn.endsWith(`:${consoleName(settings, name)}`))] as const,
  );
  const missing = found.filter(([, arn]) => arn === undefined).map(([name]) => name);
  if (missing.length > 0) throw new Error(`no state machines ${missing.join(', ')}; there are ${arns.join(', ')}`);
  return Object.fromEntries(found) as Deployed['machines'];
}
