import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import { busNameOf, DEFAULT_BUS } from '../template/identity.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Resolver } from '../template/resolver.ts';
import { type MakeInput, parseTargetInput } from './input-transformer.ts';
import { type Pattern, parsePattern } from './pattern.ts';

/** Where a rule sends its events: a state machine, a function or a queue. */
export type RuleTarget = {
  readonly arn: string;
  /** The queue for events that cannot be delivered, if there is one. */
  readonly deadLetterArn: string | undefined;
  readonly makeInput: MakeInput;
};

export type Rule = {
  readonly arn: string;
  /** The name of the bus whose events it matches. */
  readonly bus: string;
  readonly matches: Pattern;
  readonly targets: readonly RuleTarget[];
};

const PROPERTIES = ['Description', 'EventBusName', 'EventPattern', 'Name', 'State', 'Targets'];
const TARGET_PROPERTIES = [
  'Arn',
  'DeadLetterConfig',
  'Id',
  'Input',
  'InputPath',
  'InputTransformer',
  'RetryPolicy',
  'RoleArn',
];

/** @throws UnsupportedError for a rule that does not run here as it does on AWS */
export function readRule(resource: Resource, resolver: Resolver): Rule {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  refuseUnknown(resource.properties, PROPERTIES, where);
  const matches = parsePattern(resolver.property(resource, 'EventPattern'), `${where}.EventPattern`);
  const enabled = resolver.property(resource, 'State') !== 'DISABLED';
  const targets = resolver.property(resource, 'Targets');
  const list: readonly Json[] = Array.isArray(targets) ? targets : [];
  return {
    arn: resolver.arnOf(resource),
    bus: busNameOf(String(resolver.property(resource, 'EventBusName') ?? DEFAULT_BUS)),
    matches: (event) => enabled && matches(event),
    targets: list.map((target, index) => readTarget(target, `${where}.Targets[${index}]`)),
  };
}

function readTarget(target: Json, where: string): RuleTarget {
  if (!isJsonObject(target)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(target, TARGET_PROPERTIES, where);
  const arn = String(target.Arn);
  if (!/:stateMachine:|:function:|:sqs:/.test(arn))
    throw new UnsupportedError(
      `${where}.Arn`,
      `${arn} is not a target on one machine; state machines, functions and queues are`,
    );
  if (arn.includes(':sqs:') && target.RoleArn !== undefined)
    throw new UnsupportedError(`${where}.RoleArn`, "a queue's own policy permits what is sent to it, no role does");
  const deadLetters = target.DeadLetterConfig ?? null;
  const deadLetterArn = isJsonObject(deadLetters) ? String(deadLetters.Arn) : undefined;
  return { arn, deadLetterArn, makeInput: parseTargetInput(target, where) };
}
