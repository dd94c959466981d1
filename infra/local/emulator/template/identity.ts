import { UnsupportedError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { Resource } from './assembly.ts';
import { isIgnoredType } from './resource-types.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '000000000000';

/** The bus on which AWS's own services publish. */
export const DEFAULT_BUS = 'default';

/** The name of a bus that is given by its name or its ARN. */
export const busNameOf = (nameOrArn: string): string => nameOrArn.replace(/^arn:.*:event-bus\//, '');

const functionPath = (name: string): string => `lambda:${REGION}:${ACCOUNT}:function:${name}`;

/** The ARN of a function that is given by its name or its ARN. */
export const functionArnOf = (nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:${functionPath(nameOrArn)}`;

/** How a type says its physical name, and what its ARN looks like after `arn:aws:`. */
type Identity = {
  readonly nameProperty?: string;
  readonly arn?: (name: string) => string;
  /** The value of `Ref`. Default: the name. */
  readonly ref?: 'arn' | 'url';
};

const IDENTITIES: Readonly<Record<string, Identity>> = {
  'AWS::DynamoDB::Table': { nameProperty: 'TableName', arn: (name) => `dynamodb:${REGION}:${ACCOUNT}:table/${name}` },
  'AWS::DynamoDB::GlobalTable': {
    nameProperty: 'TableName',
    arn: (name) => `dynamodb:${REGION}:${ACCOUNT}:table/${name}`,
  },
  'AWS::Events::EventBus': { nameProperty: 'Name', arn: (name) => `events:${REGION}:${ACCOUNT}:event-bus/${name}` },
  'AWS::Events::Rule': { nameProperty: 'Name', arn: (name) => `events:${REGION}:${ACCOUNT}:rule/${name}` },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    arn: functionPath,
  },
  'AWS::S3::Bucket': { nameProperty: 'BucketName', arn: (name) => `s3:::${name}` },
  'AWS::SES::ConfigurationSet': {
    nameProperty: 'Name',
    arn: (name) => `ses:${REGION}:${ACCOUNT}:configuration-set/${name}`,
  },
  'AWS::SES::EmailIdentity': {
    nameProperty: 'EmailIdentity',
    arn: (name) => `ses:${REGION}:${ACCOUNT}:identity/${name}`,
  },
  'AWS::SQS::Queue': { nameProperty: 'QueueName', arn: (name) => `sqs:${REGION}:${ACCOUNT}:${name}`, ref: 'url' },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    arn: (name) => `scheduler:${REGION}:${ACCOUNT}:schedule/default/${name}`,
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: (name) => `states:${REGION}:${ACCOUNT}:stateMachine:${name}`,
    ref: 'arn',
  },
};

/** The property of `type` that gives its physical name, if it has one. */
export const namePropertyOf = (type: string): string | undefined => IDENTITIES[type]?.nameProperty;

/** The name CloudFormation would make up: stack and logical id, as short and low as a bucket's name must be. */
export function generatedName({ stack, logicalId, type }: Resource): string {
  const name = `${stack.name}-${logicalId}`;
  return type === 'AWS::S3::Bucket' ? name.toLowerCase().slice(0, 63) : name;
}

export function arnOf({ type, stack, logicalId }: Resource, name: string): string {
  const suffix = IDENTITIES[type]?.arn?.(name);
  if (suffix) return `arn:aws:${suffix}`;
  if (isIgnoredType(type)) return `arn:aws:local:${REGION}:${ACCOUNT}:${stack.name}/${logicalId}`;
  throw new UnsupportedError(`${stack.name}.${logicalId}`, `the ARN of a ${type} is not known on one machine`);
}

/** When a stream was made is a part of its ARN: on one machine, all at once. */
const STREAM_LABEL = '2000-01-01T00:00:00.000';

export const isStreamArn = (arn: string): boolean => /:dynamodb:.*\/stream\//.test(arn);

/** @throws UnsupportedError if the table has no stream */
export function streamArnOf(table: Resource, name: string): string {
  if (table.properties.StreamSpecification !== undefined) return `${arnOf(table, name)}/stream/${STREAM_LABEL}`;
  throw new UnsupportedError(
    `${table.stack.name}.${table.logicalId}`,
    'has no stream: there is no StreamSpecification',
  );
}

/** What `Ref` gives for a resource called `name`. */
export function refOf(resource: Resource, name: string): Json {
  const ref = IDENTITIES[resource.type]?.ref;
  if (ref === 'url') return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
  return ref === 'arn' ? arnOf(resource, name) : name;
}
