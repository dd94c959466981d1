import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import type { Resolver } from '../template/resolver.ts';
import { type MakeInput, parseTargetInput } from './input-transformer.ts';
import { type Pattern, parsePattern } from './pattern.ts';

/** Where a rule sends its events: a state machine or a function. */
export type RuleTarget = {
  readonly arn: string;
  readonly makeInput: MakeInput;
};

export type Rule = {
  readonly name: string;
  readonly matches: Pattern;
  readonly targets: readonly RuleTarget[];
};

const PROPERTIES = ['Description', 'EventPattern', 'Name', 'State', 'Targets'];
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
    name: resolver.nameOf(resource),
    matches: (event) => enabled && matches(event),
    targets: list.map((target, index) => readTarget(target, `${where}.Targets[${index}]`)),
  };
}

function readTarget(target: Json, where: string): RuleTarget {
  if (!isJsonObject(target)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(target, TARGET_PROPERTIES, where);
  const arn = String(target.Arn);
  if (!/:stateMachine:|:function:/.test(arn))
    throw new UnsupportedError(
      `${where}.Arn`,
      `${arn} is not a target on one machine; state machines and functions are`,
    );
  return { arn, makeInput: parseTargetInput(target, where) };
}

function refuseUnknown(holder: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(holder).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UnsupportedError(where, `${unknown} does not run on one machine; ${known.join(', ')} do`);
}
