import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Template } from '../template/template.ts';
import { within } from '../template/whole-number.ts';

/** What becomes of the asynchronous calls of a function that fail. */
export type InvokeConfig = {
  /** Attempts after the first one. */
  readonly retryAttempts: number;
  /** Milliseconds after which an event is not tried again. */
  readonly maxAgeMs: number;
  /** The ARN of a queue; null: what is given up is discarded. */
  readonly onFailure: string | null;
};

const MAX_RETRY_ATTEMPTS = 2;
const AGE_SECONDS = { least: 60, most: 21_600 };

/** Lambda's own. */
export const DEFAULT_INVOKE_CONFIG: InvokeConfig = {
  retryAttempts: MAX_RETRY_ATTEMPTS,
  maxAgeMs: AGE_SECONDS.most * 1_000,
  onFailure: null,
};

const PROPERTIES = [
  'DestinationConfig',
  'FunctionName',
  'MaximumEventAgeInSeconds',
  'MaximumRetryAttempts',
  'Qualifier',
];

/** By the function's ARN. @throws UnsupportedError for what does not run here as it does on AWS */
export function readInvokeConfigs(template: Template): Map<string, InvokeConfig> {
  const { resolver } = template;
  const functions = template.ofType('AWS::Lambda::Function');
  const aliases = template.ofType('AWS::Lambda::Alias').map((each) => resolver.property(each, 'Name'));
  return new Map(
    template.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => {
      const where = `${resource.stack.name}.${resource.logicalId}`;
      refuseUnknown(resource.properties, PROPERTIES, where);
      const property = (name: string): Json => resolver.property(resource, name);
      const qualifier = property('Qualifier');
      if (qualifier !== '$LATEST' && !aliases.includes(qualifier))
        throw new UnsupportedError(
          `${where}.Qualifier`,
          `${JSON.stringify(qualifier)} does not run; $LATEST and aliases do`,
        );
      const named = functions.find((each) =>
        [resolver.nameOf(each), resolver.arnOf(each)].includes(String(property('FunctionName'))),
      );
      if (named === undefined) throw new UnsupportedError(`${where}.FunctionName`, 'no function of the templates');
      const { least, most } = AGE_SECONDS;
      const retries = property('MaximumRetryAttempts') ?? MAX_RETRY_ATTEMPTS;
      const age = property('MaximumEventAgeInSeconds') ?? most;
      const config = {
        retryAttempts: within(retries, 0, MAX_RETRY_ATTEMPTS, `${where}.MaximumRetryAttempts`),
        maxAgeMs: within(age, least, most, `${where}.MaximumEventAgeInSeconds`) * 1_000,
        onFailure: readDestination(property('DestinationConfig'), `${where}.DestinationConfig`),
      };
      return [resolver.arnOf(named), config] as const;
    }),
  );
}

/** The ARN of the queue that gets what is given up; null if there is none. */
export function readDestination(config: Json, where: string): string | null {
  if (config === null) return null;
  if (!isJsonObject(config)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(config, ['OnFailure'], where);
  const { OnFailure: destination = null } = config;
  if (destination === null) return null;
  const arn = isJsonObject(destination) ? destination.Destination : undefined;
  if (typeof arn === 'string' && arn.includes(':sqs:')) return arn;
  throw new UnsupportedError(`${where}.OnFailure`, `${JSON.stringify(arn)} is no destination here; queues are`);
}
