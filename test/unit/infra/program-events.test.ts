import { describe, expect, it } from 'vitest';
import { synthesized, type TemplateResource } from './synthesized.ts';

const BILLING = {
  source: 'billing',
  principal: 'arn:aws:iam::210987654321:role/billing',
  commands: ['record-payment' as const],
};

const told = synthesized({ stage: 'prod' }, { events: true, commandSources: [BILLING] });
const silent = synthesized({ stage: 'prod' }, { events: false });

const ofType = (resources: Record<string, TemplateResource>, type: string) =>
  Object.values(resources).filter(({ Type }) => Type === type);

/** What stands for one resource in the policies of a function. */
const only = (resources: Record<string, TemplateResource>, type: string, isOne = (_: TemplateResource) => true) => {
  const found = ofType(resources, type).filter(isOne);
  expect(found, type).toHaveLength(1);
  return (found[0] as TemplateResource).Properties;
};

describe('events of a stage', () => {
  it('are told from the stream of the table, with the items before and after', () => {
    expect(only(told.data, 'AWS::DynamoDB::Table').StreamSpecification).toEqual({
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
  });

  it('cost nothing where they are off: no stream, no bus, no function', () => {
    expect(only(silent.data, 'AWS::DynamoDB::Table').StreamSpecification).toBeUndefined();
    const ofEvents = (resources: object) =>
      Object.keys(resources).filter((id) => /^(ProgramEvents|BusCommands)/.test(id));
    expect(ofEvents(told.workflows)).not.toEqual([]);
    expect(ofEvents(silent.workflows)).toEqual([]);
    expect(ofType(silent.workflows, 'AWS::Events::EventBus')).toEqual([]);
    const mappings = ofType(silent.workflows, 'AWS::Lambda::EventSourceMapping');
    expect(mappings.filter(({ Properties }) => Properties.StartingPosition !== undefined)).toEqual([]);
  });

  it('are tried again for 23 hours, in halves, and are then dead letters', () => {
    const mapping = only(
      told.workflows,
      'AWS::Lambda::EventSourceMapping',
      ({ Properties }) => Properties.StartingPosition !== undefined,
    );
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 23 * 60 * 60,
    });
    expect(mapping.MaximumRetryAttempts).toBeUndefined();
    expect(mapping.DestinationConfig.OnFailure.Destination).toBeDefined();
  });

  it('call nobody for invoice lines, ledgers and the numbers of events', () => {
    const mapping = only(
      told.workflows,
      'AWS::Lambda::EventSourceMapping',
      ({ Properties }) => Properties.StartingPosition !== undefined,
    );
    const patterns = mapping.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));
    expect(patterns).toEqual([
      {
        dynamodb: {
          Keys: {
            pk: { S: [{ prefix: 'PARTNER#' }] },
            sk: {
              S: [
                { prefix: 'MEMBERSHIP#' },
                { prefix: 'CYCLE#' },
                { prefix: 'KPIREPORT#' },
                { prefix: 'COMMAND#' },
                { prefix: 'FAILURE#' },
                'PARTNER',
                'LISTING',
                'BENEFITS',
              ],
            },
          },
        },
      },
      { dynamodb: { Keys: { pk: { S: [{ prefix: 'RUN#' }, { prefix: 'INCOMPLETE#' }] } } } },
    ]);
  });

  it('can be told again from an archive', () => {
    const archives = ofType(told.workflows, 'AWS::Events::Archive').map(({ Properties }) => Properties);
    expect(archives).toContainEqual(
      expect.objectContaining({ RetentionDays: 90, EventPattern: { source: ['partner-program'] } }),
    );
  });
});

describe('commands by the bus', () => {
  it('are of the named sources alone', () => {
    const rule = only(told.workflows, 'AWS::Events::Rule', ({ Properties }) => Properties.EventBusName !== undefined);
    expect(rule.EventPattern).toEqual({ source: ['billing'], 'detail-type': ['partner-command'] });
  });

  it('are denied to everybody but the named principals, and to these under another source', () => {
    const statements = ofType(told.workflows, 'AWS::Events::EventBusPolicy').map(
      ({ Properties }) => Properties.Statement,
    );
    const bySid = new Map(statements.map((statement) => [statement.Sid, statement]));
    expect([...bySid.keys()].toSorted()).toEqual(['NobodyElse', 'OnlySource0', 'Source0']);
    const nobody = bySid.get('NobodyElse');
    expect(nobody).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 'events:PutEvents' });
    expect(nobody.Condition.ArnNotEquals['aws:PrincipalArn']).toHaveLength(3);
    expect(nobody.Condition.ArnNotEquals['aws:PrincipalArn']).toContain(BILLING.principal);
    expect(bySid.get('Source0')).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: BILLING.principal },
      Condition: { 'ForAllValues:StringEquals': { 'events:source': 'billing' } },
    });
    expect(bySid.get('OnlySource0').Condition).toEqual({
      ArnEquals: { 'aws:PrincipalArn': BILLING.principal },
      'ForAnyValue:StringNotEquals': { 'events:source': 'billing' },
    });
  });

  it('have neither rule nor policy where no source is named', () => {
    const without = synthesized({ stage: 'prod' }, { events: true });
    expect(ofType(without.workflows, 'AWS::Events::EventBusPolicy')).toEqual([]);
    expect(
      ofType(without.workflows, 'AWS::Events::Rule').filter(({ Properties }) => Properties.EventBusName !== undefined),
    ).toEqual([]);
  });
});
