import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import type { Resolver } from '../template/resolver.ts';

/** The fields of an index that matter here; capacity, backups, encryption and tags do not. */
const INDEX_FIELDS = ['IndexName', 'KeySchema', 'Projection'];
const IGNORED_INDEX_FIELDS = [
  'ContributorInsightsSpecification',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'ReadProvisionedThroughputSettings',
  'WriteProvisionedThroughputSettings',
  'ReadOnDemandThroughputSettings',
  'WriteOnDemandThroughputSettings',
  'WarmThroughput',
];
/** Properties of a table that the emulator does not support. */
const REFUSED = ['KinesisStreamSpecification', 'ImportSourceSpecification'];

/** The CreateTable request for a table of the template. */
export function readTable(resource: Resource, resolver: Resolver): CreateTableCommandInput {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  const refused = REFUSED.find((name) => resource.properties[name] !== undefined);
  if (refused) throw new UnsupportedError(where, `${refused} does not run on one machine`);
  const indexes = (name: string): JsonObject[] | undefined => {
    const given = resolver.property(resource, name);
    return Array.isArray(given) && given.length > 0
      ? given.map((index: Json) => indexOf(index, `${where}.${name}`))
      : undefined;
  };
  return {
    TableName: resolver.nameOf(resource),
    AttributeDefinitions: resolver.property(resource, 'AttributeDefinitions'),
    KeySchema: resolver.property(resource, 'KeySchema'),
    GlobalSecondaryIndexes: indexes('GlobalSecondaryIndexes'),
    LocalSecondaryIndexes: indexes('LocalSecondaryIndexes'),
    BillingMode: 'PAY_PER_REQUEST',
  } as unknown as CreateTableCommandInput;
}

function indexOf(index: Json, where: string): JsonObject {
  if (!isJsonObject(index)) throw new UnsupportedError(where, 'expected an object');
  const unknown = Object.keys(index).find((name) => ![...INDEX_FIELDS, ...IGNORED_INDEX_FIELDS].includes(name));
  if (unknown) throw new UnsupportedError(where, `the field ${unknown} of an index is not known on one machine`);
  return Object.fromEntries(Object.entries(index).filter(([name]) => INDEX_FIELDS.includes(name)));
}
