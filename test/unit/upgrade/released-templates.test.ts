import { describe, expect, it } from 'vitest';
import { type ReleasedResource, releasedVersions, templatesOf } from '../../fixtures/released-templates.ts';
import { synthesized } from '../infra/synthesized.ts';

/**
 * What holds data, and the properties of it that CloudFormation cannot change in place (AWS CloudFormation Template
 * Reference: "Update requires: Replacement"), or that would lose what is in it.
 */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['TableName', 'KeySchema'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SES::ConfigurationSet': ['Name'],
};

const { assembly, stacks } = synthesized({ stage: 'local' });
const today = new Map(
  Object.values(stacks).map(({ stackName }) => [stackName, assembly.getStackByName(stackName).template.Resources]),
);

const released = releasedVersions().flatMap((version) =>
  Object.entries(templatesOf(version)).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([id, resource]) =>
      resource.Type in KEPT ? [[version, stack, id, resource] as const] : [],
    ),
  ),
);

const fixed = ({ Type, Properties }: ReleasedResource) => (KEPT[Type] ?? []).map((name) => Properties?.[name]);

describe('a table, bucket or queue', () => {
  it('is known of every release', () => {
    expect(releasedVersions().length).toBeGreaterThan(0);
    expect(new Set(released.map(([, , , { Type }]) => Type))).toEqual(new Set(Object.keys(KEPT)));
  });

  it.each(released)('is changed in place by an upgrade from %s, and by the way back: %s %s', (_, stack, id, before) => {
    const now: ReleasedResource | undefined = today.get(stack)?.[id];
    expect(now?.Type).toBe(before.Type);
    expect(fixed(now as ReleasedResource)).toEqual(fixed(before));
  });

  it.each(released.filter(([, , , { Type }]) => Type === 'AWS::DynamoDB::Table'))(
    'has at most one index more or less than in %s, all that one update can do: %s %s',
    (_, stack, id, { Properties: { GlobalSecondaryIndexes: before } }) => {
      type Index = { IndexName: string; KeySchema: unknown; Projection: unknown };
      const now: Index[] = today.get(stack)?.[id].Properties.GlobalSecondaryIndexes;
      const names = (indexes: readonly Index[]) => indexes.map(({ IndexName }) => IndexName);
      const changed = [...now, ...(before as Index[])].filter(
        ({ IndexName }) => !(names(now).includes(IndexName) && names(before).includes(IndexName)),
      );
      expect(changed.length).toBeLessThanOrEqual(1);
      for (const index of now.filter(({ IndexName }) => names(before).includes(IndexName)))
        expect(before).toContainEqual(index);
    },
  );
});
