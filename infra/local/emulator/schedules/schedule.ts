import { Temporal } from 'temporal-polyfill';
import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Resolver } from '../template/resolver.ts';
import { parseCron } from './cron.ts';
import { firingsBetween } from './firings.ts';

/** One firing of a schedule. */
export type DueSchedule = {
  /** Name of the schedule. */
  readonly schedule: string;
  /** The instant it is scheduled for, an ISO instant such as `2027-01-01T08:00:00Z`. */
  readonly at: string;
  /** What it starts: a state machine or a function, by name. */
  readonly starts: ScheduleTarget;
  /** The input of that, the scheduled instant filled in. */
  readonly input: Json;
};

export type ScheduleTarget = { readonly stateMachine: string } | { readonly function: string };

export type Schedule = {
  readonly name: string;
  /** ISO instants, `from` inclusive, `to` exclusive. In order of time. Empty for a disabled schedule. */
  dueBetween(from: string, to: string): DueSchedule[];
};

const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';
const PROPERTIES = [
  'Description',
  'FlexibleTimeWindow',
  'GroupName',
  'KmsKeyArn',
  'Name',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'State',
  'Target',
];
const TARGET_PROPERTIES = ['Arn', 'DeadLetterConfig', 'Input', 'RetryPolicy', 'RoleArn'];

/** @throws UnsupportedError for a schedule that does not run here as it does on AWS */
export function readSchedule(resource: Resource, resolver: Resolver): Schedule {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  refuseUnknown(resource.properties, PROPERTIES, where);
  const window = resolver.property(resource, 'FlexibleTimeWindow');
  if (!isJsonObject(window) || window.Mode !== 'OFF')
    throw new UnsupportedError(`${where}.FlexibleTimeWindow`, 'only the mode OFF runs on one machine');
  const name = resolver.nameOf(resource);
  const cron = parseCron(String(resolver.property(resource, 'ScheduleExpression')), `${where}.ScheduleExpression`);
  const timeZone = String(resolver.property(resource, 'ScheduleExpressionTimezone') ?? 'UTC');
  const enabled = resolver.property(resource, 'State') !== 'DISABLED';
  const { starts, input } = readTarget(resolver.property(resource, 'Target'), `${where}.Target`);

  const due = (instant: Temporal.Instant): DueSchedule => {
    const at = instant.toString();
    return { schedule: name, at, starts, input: JSON.parse(input.replaceAll(SCHEDULED_TIME, at)) as Json };
  };
  return {
    name,
    dueBetween: (from, to) =>
      enabled
        ? firingsBetween(cron, timeZone, Temporal.Instant.from(from), Temporal.Instant.from(to)).map((instant) =>
            due(instant),
          )
        : [],
  };
}

function readTarget(target: Json, where: string): { starts: ScheduleTarget; input: string } {
  if (!isJsonObject(target)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(target, TARGET_PROPERTIES, where);
  const starts = startedBy(String(target.Arn), `${where}.Arn`);
  const input = typeof target.Input === 'string' ? target.Input : '{}';
  const unknown = /<aws\.scheduler\.[^>]*>/.exec(input.replaceAll(SCHEDULED_TIME, ''));
  if (unknown) throw new UnsupportedError(`${where}.Input`, `${unknown[0]} has no value here; ${SCHEDULED_TIME} has`);
  return { starts, input };
}

function startedBy(arn: string, where: string): ScheduleTarget {
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  if (arn.includes(':stateMachine:')) return { stateMachine: name };
  if (arn.includes(':function:')) return { function: name };
  throw new UnsupportedError(where, `${arn} is neither a state machine nor a function`);
}
