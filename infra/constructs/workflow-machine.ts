import { ArnFormat, type Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, type IChainable, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import { removeRedundantDependencies } from './redundant-dependencies.ts';
import type { WorkflowFunction } from './workflow-function.ts';

/** Actions that AWS does not allow to restrict to a resource. */
const ON_ALL_RESOURCES = {
  logs: [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  traces: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
};

/** The rule, named by AWS, by which Step Functions follows the executions that another execution waits for. */
const NESTED_EXECUTIONS_RULE = 'StepFunctionsGetEventsForStepFunctionsExecutionRule';

export type WorkflowMachineProps = {
  /** The name in the console. */
  readonly name: string;
  /** What it does and the input it takes: operators read it in the console. */
  readonly comment: string;
  readonly definition: IChainable;
  /** The functions that it may call. */
  readonly functions: readonly WorkflowFunction[];
  /** The state machine whose execution is one of its states, if there is one. */
  readonly nestedMachine?: WorkflowMachine;
  /** The label of its distributed map, if it has one. */
  readonly mapLabel?: string;
  /** For how many days its logs are kept; one of those that CloudWatch Logs knows. */
  readonly logsKeptDays: number;
  /** How long an execution may take before it is stopped as failed. */
  readonly timeout: Duration;
};

/** A state machine with a log group and a role of its own; logged and traced. */
export class WorkflowMachine extends Construct {
  readonly stateMachine: StateMachine;
  /** Its own, and those of its functions. */
  readonly logGroups: readonly LogGroup[];
  /** The name in the console. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: WorkflowMachineProps) {
    super(scope, id);
    this.name = props.name;
    const logGroup = this.#logGroup(props);
    this.logGroups = [logGroup, ...props.functions.map((called) => called.logGroup)];
    // The role holds all permissions: those that the CDK would add allow every version of the functions, too.
    const role = this.#roleFor(props);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: props.name,
      comment: props.comment,
      definitionBody: DefinitionBody.fromChainable(props.definition),
      role: role.withoutPolicyUpdates(),
      timeout: props.timeout,
      tracingEnabled: true,
      // The log is without inputs and outputs: commands hold names and addresses.
      logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
    });
    removeRedundantDependencies(this.stateMachine);
    // The CDK makes this policy for its own role; here it would be attached to no role.
    this.stateMachine.node.tryRemoveChild('DistributedMapPolicy');
  }

  /**
   * Log groups with this prefix do not use up the account's log resource policy, which has room for about ten. The name
   * ends with a part of the stack's id: a stack that is made anew is not in the way of the logs that another one left.
   */
  #logGroup({ name, logsKeptDays }: WorkflowMachineProps): LogGroup {
    const { stackName, stackId } = Stack.of(this);
    const ofStack = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', stackId))));
    return new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${stackName}/${name}/${ofStack}`,
      retention: logsKeptDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  #roleFor({ name, functions, nestedMachine, mapLabel }: WorkflowMachineProps): Role {
    const invoke = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: functions.map(({ called }) => called.functionArn),
    });
    const observe = new PolicyStatement({
      actions: [...ON_ALL_RESOURCES.logs, ...ON_ALL_RESOURCES.traces],
      resources: ['*'],
    });
    const map = mapLabel === undefined ? [] : this.#mapStatements(name, mapLabel);
    const nested = nestedMachine === undefined ? [] : this.#nestedStatements(nestedMachine);
    const role = new Role(this, 'Role', {
      // For state machines of this account alone (Step Functions Developer Guide, "Preventing cross-service confused
      // deputy issue").
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': this.#arn('stateMachine', '*') },
        },
      }),
      inlinePolicies: { Workflow: new PolicyDocument({ statements: [invoke, observe, ...map, ...nested] }) },
    });
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'Log delivery and X-Ray have no resources that these actions could name.',
    );
    return role;
  }

  /** A distributed map starts its children as executions of the same state machine. */
  #mapStatements(name: string, label: string): PolicyStatement[] {
    const machine = this.#arn('stateMachine', name);
    const children = this.#arn('execution', `${name}:*`);
    const labelled = this.#arn('execution', `${name}/${label}:*`);
    for (const executions of [children, labelled]) {
      acknowledgeWildcard(this, executions, 'Executions get their names when they start.');
    }
    return [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine] }),
      new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [children] }),
      new PolicyStatement({ actions: ['states:RedriveExecution'], resources: [labelled] }),
    ];
  }

  /** Allows to start another state machine, to follow its execution and to stop it; AWS uses a rule for that. */
  #nestedStatements({ name, stateMachine }: WorkflowMachine): PolicyStatement[] {
    const executions = this.#arn('execution', `${name}:*`);
    acknowledgeWildcard(this, executions, 'Executions get their names when they start.');
    return [
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
      new PolicyStatement({ actions: ['states:DescribeExecution', 'states:StopExecution'], resources: [executions] }),
      new PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [this.#arn('rule', NESTED_EXECUTIONS_RULE, 'events')],
      }),
    ];
  }

  #arn(resource: string, name: string, service = 'states'): string {
    return Stack.of(this).formatArn({
      service,
      resource,
      resourceName: name,
      arnFormat: service === 'events' ? ArnFormat.SLASH_RESOURCE_NAME : ArnFormat.COLON_RESOURCE_NAME,
    });
  }
}
