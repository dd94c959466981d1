/** New versions of functions come into use in two steps, and go back on an alarm (docs/decisions/0043-rollout.md). */
import { describe, expect, it } from 'vitest';
import { readInvokeConfigs } from '../../../infra/local/emulator/functions/read-invoke-configs.ts';
import { readEventSource } from '../../../infra/local/emulator/queues/read-event-sources.ts';
import { readStreamSource } from '../../../infra/local/emulator/streams/read-stream-sources.ts';
import { isStreamArn } from '../../../infra/local/emulator/template/identity.ts';
import { Template } from '../../../infra/local/emulator/template/template.ts';
import { resourcesOfType, synthesized, type TemplateResource, written } from '../infra/synthesized.ts';

const { workflows } = synthesized({ stage: 'dev' }, { canaryPercent: 10, canaryMinutes: 5 });
const plain = synthesized({ stage: 'dev' });

const entries = (type: string): [string, TemplateResource][] =>
  Object.entries(workflows).filter(([, { Type }]) => Type === type);
const aliases = entries('AWS::Lambda::Alias').map(([id]) => `<${id}>`);
const functions = entries('AWS::Lambda::Function').map(([id]) => `<${id}.Arn>`);

describe('a stage with canaryPercent', () => {
  it('has of each function a version that is kept, and an alias that CodeDeploy moves', () => {
    expect(aliases.length).toBe(functions.length);
    for (const [, { DeletionPolicy }] of entries('AWS::Lambda::Version')) expect(DeletionPolicy).toBe('Retain');
    for (const [, alias] of entries('AWS::Lambda::Alias')) {
      expect(alias.Properties.Name).toBe('live');
      expect(alias).toMatchObject({ UpdatePolicy: { CodeDeployLambdaAliasUpdate: expect.anything() } });
    }
  });

  it('gives a tenth of the calls to the new version for five minutes', () => {
    const [config] = resourcesOfType(workflows, 'AWS::CodeDeploy::DeploymentConfig');
    expect(config?.Properties.TrafficRoutingConfig).toEqual({
      Type: 'TimeBasedCanary',
      TimeBasedCanary: { CanaryInterval: 5, CanaryPercentage: 10 },
    });
  });

  it('goes back when calls fail meanwhile', () => {
    const groups = entries('AWS::CodeDeploy::DeploymentGroup');
    expect(groups).toHaveLength(functions.length);
    for (const [, { Properties }] of groups) {
      expect(Properties.AutoRollbackConfiguration).toEqual({
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      });
      const [{ Name }] = Properties.AlarmConfiguration.Alarms;
      const { Properties: alarm } = workflows[Name.Ref] as TemplateResource;
      expect(alarm).toMatchObject({ MetricName: 'Errors', Threshold: 3, Period: 60, TreatMissingData: 'notBreaching' });
      expect(alarm.Dimensions.map(({ Name: name }: { Name: string }) => name)).toContain('Resource');
    }
  });

  it('calls aliases alone: state machines, queue, schedule, and what they may call', () => {
    const definitions = resourcesOfType(workflows, 'AWS::StepFunctions::StateMachine').map(({ Properties }) =>
      written(Properties.DefinitionString),
    );
    expect(definitions.length).toBeGreaterThan(6);
    for (const definition of definitions) {
      expect(functions.filter((arn) => definition.includes(arn))).toEqual([]);
      expect(aliases.filter((arn) => definition.includes(arn)).length).toBeGreaterThan(0);
    }
    const invoked = Object.values(workflows)
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.Policies ?? [])
      .flatMap(({ PolicyDocument }: TemplateResource['Properties']) => PolicyDocument.Statement)
      .filter(({ Action }: { Action: unknown }) => Action === 'lambda:InvokeFunction')
      .flatMap(({ Resource }: { Resource: unknown }) => (Array.isArray(Resource) ? Resource : [Resource]))
      .map(written);
    // Lambda calls those of a queue or a stream itself.
    const bySource = /MailEvents|ProgramEvents|BusCommands/;
    expect(new Set(invoked)).toEqual(new Set(aliases.filter((alias) => !bySource.test(alias))));
    const called = resourcesOfType(workflows, 'AWS::Lambda::EventSourceMapping').map(({ Properties }) =>
      JSON.stringify(Properties.FunctionName),
    );
    expect(called.length).toBeGreaterThan(0);
    for (const each of called) expect(each).toMatch(/(MailEvents|ProgramEvents|BusCommands)\w+FunctionLive.*:live/);
    const [asynchronous] = resourcesOfType(workflows, 'AWS::Lambda::EventInvokeConfig');
    expect(JSON.stringify(asynchronous?.Properties.Qualifier)).toMatch(/RunWatchCheckFunctionLive/);
  });
});

describe('aliases on one machine', () => {
  it('lead to the functions', async () => {
    const { assembly } = synthesized({ stage: 'local' }, { canaryPercent: 10 });
    const template = new Template(assembly.directory);
    const { resolver } = template;
    const names = template.ofType('AWS::Lambda::Function').map((each) => resolver.nameOf(each));
    const sources = template.ofType('AWS::Lambda::EventSourceMapping').map((each) => {
      const isOfStream = isStreamArn(String(resolver.property(each, 'EventSourceArn')));
      return isOfStream ? readStreamSource(each, resolver) : readEventSource(each, resolver);
    });
    expect(sources.length).toBeGreaterThan(1);
    for (const source of sources) expect(names).toContain(source?.functionNameOrArn.replace(/:live$/, ''));
    const [schedule] = template
      .ofType('AWS::Scheduler::Schedule')
      .map((each) => JSON.stringify(resolver.property(each, 'Target')))
      .filter((target) => target.includes(':function:'));
    expect(names).toContain(/:function:([^:]+):live"/.exec(schedule ?? '')?.[1]);
    expect([...readInvokeConfigs(template).keys()]).toHaveLength(1);
  });
});

describe('a stage without it', () => {
  it('has no versions: all calls go to the new code at once', () => {
    const types = new Set(Object.values(plain.workflows).map(({ Type }) => Type));
    expect([...types].filter((type) => /Version|Alias|CodeDeploy/.test(type))).toEqual([]);
  });
});
