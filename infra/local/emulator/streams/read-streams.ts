import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import { type KeySchema, keysOf, namesOf } from '../tables/memory/table-keys.ts';
import type { Resource } from '../template/assembly.ts';
import { streamArnOf } from '../template/identity.ts';
import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Template } from '../template/template.ts';

/** The stream of a table. */
export type StreamDefinition = {
  readonly table: string;
  readonly arn: string;
  readonly view: StreamView;
  /** Names of the attributes of the table's key. */
  readonly keys: readonly string[];
};

/** Which images its records have: StreamSpecification of the DynamoDB API. */
export type StreamView = (typeof VIEWS)[number];

const VIEWS = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;
/** Who may read a stream is not asked on one machine. */
const FIELDS = ['ResourcePolicy', 'StreamViewType'];

/** The streams of all tables that have one. @throws UnsupportedError for what does not run here as it does on AWS */
export function readStreams(template: Template): StreamDefinition[] {
  const { resolver } = template;
  return template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').flatMap((resource) => {
    const specification = resolver.property(resource, 'StreamSpecification');
    if (specification === null) return [];
    const table = resolver.nameOf(resource);
    const keys = namesOf(keysOf(resolver.property(resource, 'KeySchema') as unknown as KeySchema));
    return [{ table, arn: streamArnOf(resource, table), view: readView(specification, resource), keys }];
  });
}

/** @throws UnsupportedError */
export function readView(specification: Json, { stack, logicalId }: Resource): StreamView {
  const where = `${stack.name}.${logicalId}.StreamSpecification`;
  if (!isJsonObject(specification)) throw new UnsupportedError(where, 'expected an object');
  refuseUnknown(specification, FIELDS, where);
  const view = VIEWS.find((each) => each === specification.StreamViewType);
  if (view !== undefined) return view;
  throw new UnsupportedError(
    `${where}.StreamViewType`,
    `expected one of ${VIEWS.join(', ')}, got ${JSON.stringify(specification.StreamViewType)}`,
  );
}
