import { describe, expect, it } from 'vitest';
import { resourcesOfType, synthesized, type TemplateResource, written } from './synthesized.ts';

const SWEEPS = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'] as const;

const { workflows } = synthesized({ stage: 'prod' });

const machinesOf = (resources: Record<string, TemplateResource>) =>
  resourcesOfType(resources, 'AWS::StepFunctions::StateMachine').map(({ Properties }) => Properties);
const machine = (name: string) => machinesOf(workflows).find(({ StateMachineName }) => StateMachineName === name);
// biome-ignore lint/suspicious/noExplicitAny: the definition is JSON that these tests assert on
const definition = (name: string): any => JSON.parse(written(machine(name).DefinitionString));

/** All states of a definition, those of its map too, by name. */
// biome-ignore lint/suspicious/noExplicitAny: see above
function statesOf(name: string): Record<string, any> {
  const { States } = definition(name);
  return { ...States, ...States.Segments?.ItemProcessor.States };
}

const NAMES = [...SWEEPS, 'import', 'partner-command', 'merge-partners', 'reindex'];

describe('the state machines', () => {
  it('have the names of docs/reference.md', () => {
    expect(
      machinesOf(workflows)
        .map(({ StateMachineName }) => StateMachineName)
        .sort(),
    ).toEqual([...NAMES].sort());
  });

  it('have a prefix in stage dev, which can share an account with prod', () => {
    const names = machinesOf(synthesized({ stage: 'dev' }).workflows).map(({ StateMachineName }) => StateMachineName);
    expect(names.sort()).toEqual(NAMES.map((name) => `dev-${name}`).sort());
  });

  it.each(NAMES)('%s says in the console what input it takes, as JSON to copy', (name) => {
    const comment: string = definition(name).Comment;
    const example = /\{".*?\}/.exec(comment)?.[0] ?? '';
    expect(Object.keys(JSON.parse(example))).not.toEqual([]);
  });

  it.each(NAMES)('%s is traced, and logged without inputs and outputs', (name) => {
    expect(machine(name)).toMatchObject({
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    });
  });

  it.each(NAMES)('%s retries errors of the Lambda service for minutes, those of the function three times', (name) => {
    const tasks = Object.values(statesOf(name)).filter(
      ({ Type, Resource }) => Type === 'Task' && !String(JSON.stringify(Resource)).includes('startExecution'),
    );
    expect(tasks.length).toBeGreaterThan(0);
    for (const { Retry } of tasks) {
      expect(Retry).toEqual([
        {
          ErrorEquals: [
            'Lambda.ClientExecutionTimeoutException',
            'Lambda.ServiceException',
            'Lambda.AWSLambdaException',
            'Lambda.SdkClientException',
            'Lambda.TooManyRequestsException',
            'NewerItem',
          ],
          IntervalSeconds: 2,
          BackoffRate: 2,
          MaxDelaySeconds: 60,
          MaxAttempts: 10,
          JitterStrategy: 'FULL',
        },
        { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3, JitterStrategy: 'FULL' },
      ]);
    }
  });

  it.each(NAMES)('%s chooses by BooleanEquals alone, which every engine understands', (name) => {
    for (const { Choices = [] } of Object.values(statesOf(name))) {
      for (const choice of Choices) expect(Object.keys(choice).sort()).toEqual(['BooleanEquals', 'Next', 'Variable']);
    }
  });

  it.each(NAMES)('%s fails with InvalidInput and a readable cause when its input is refused', (name) => {
    const states = statesOf(name);
    expect(states['Input valid?'].Choices[0]).toEqual({
      Variable: '$.valid',
      BooleanEquals: false,
      Next: 'Invalid input',
    });
    expect(states['Invalid input']).toEqual({ Type: 'Fail', Error: 'InvalidInput', CausePath: '$.cause' });
  });
});

describe.each(SWEEPS)('the sweep %s', (name) => {
  const states = statesOf(name);

  it('plans with its unchanged input and the identity of the execution', () => {
    expect(definition(name).StartAt).toBe('Plan');
    expect(states.Plan.Parameters).toEqual({
      'input.$': '$',
      'execution.$': '$$.Execution.Name',
      'startedAt.$': '$$.Execution.StartTime',
    });
  });

  it('runs the segments as a distributed map of which any part may fail', () => {
    expect(states.Segments).toMatchObject({
      ItemsPath: '$.segments',
      ItemSelector: { 'run.$': '$.run', 'segment.$': '$$.Map.Item.Value' },
      ResultPath: '$.results',
      MaxConcurrency: 4,
      ToleratedFailurePercentage: 100,
    });
    expect(states.Segments.ItemProcessor.ProcessorConfig).toEqual({ Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
  });

  it('begins each segment at the first page, without a cursor', () => {
    expect(states.Segments.ItemProcessor.StartAt).toBe('Begin sweeping');
    expect(states['Begin sweeping']).toMatchObject({
      Parameters: {
        'run.$': '$.run',
        'segment.$': '$.segment',
        mode: 'sweep',
        page: 0,
        cursor: null,
        totals: null,
        settleBefore: null,
      },
      Next: 'Page',
    });
  });

  it('pages with the whole state and the instant until a page says that it was the last', () => {
    expect(states.Page.Parameters).toEqual({ 'state.$': '$', 'now.$': '$$.State.EnteredTime' });
    expect(states.Page).not.toHaveProperty('ResultPath');
    expect(states.Page.Next).toBe('Segment done?');
    expect(states['Segment done?'].Choices[0]).toEqual({ Variable: '$.done', BooleanEquals: false, Next: 'Page' });
  });

  it('waits for the events of unsettled claims and pages through them again', () => {
    expect(states['Segment done?'].Choices[1]).toEqual({
      Variable: '$.needsSettling',
      BooleanEquals: true,
      Next: 'Begin settling',
    });
    expect(states['Begin settling']).toMatchObject({
      Parameters: {
        'run.$': '$.run',
        'segment.$': '$.segment',
        'totals.$': '$.totals',
        mode: 'settle',
        'settleBefore.$': '$$.State.EnteredTime',
        page: 0,
        cursor: null,
      },
      Next: 'Wait for events',
    });
    expect(states['Wait for events']).toEqual({ Type: 'Wait', Seconds: 120, Next: 'Page' });
  });

  it('reports, and then fails if anything failed', () => {
    expect(states.Report.Parameters).toEqual({
      'run.$': '$.run',
      'segmentCount.$': '$.segmentCount',
      'results.$': '$.results',
    });
    expect(states['All done?'].Choices).toEqual([
      { Variable: '$.incomplete', BooleanEquals: true, Next: 'Sweep incomplete' },
    ]);
    expect(states['Sweep incomplete']).toEqual({ Type: 'Fail', Error: 'SweepIncomplete', CausePath: '$.cause' });
    expect(states.Done).toEqual({ Type: 'Succeed', OutputPath: '$.output' });
  });

  it(`${name === 'directory-submission' ? 'assembles the batch' : 'assembles nothing'} before it reports`, () => {
    const isDirectory = name === 'directory-submission';
    expect(states.Segments.Next).toBe(isDirectory ? 'Assemble' : 'Report');
    expect(states.Assemble?.ResultPath).toBe(isDirectory ? '$.batch' : undefined);
    expect(states.Assemble).toEqual(
      isDirectory ? expect.not.objectContaining({ Parameters: expect.anything() }) : undefined,
    );
  });
});

describe('the import', () => {
  it('imports part after part until the file is done', () => {
    const states = statesOf('import');
    expect(states.Open).toMatchObject({ Parameters: { 'input.$': '$', progress: null }, Next: 'Import' });
    expect(states.Import).not.toHaveProperty('Parameters');
    expect(states['Input valid?'].Choices[1]).toEqual({ Variable: '$.done', BooleanEquals: false, Next: 'Import' });
    expect(states.Done).toEqual({ Type: 'Succeed', OutputPath: '$.output' });
  });
});

describe('the partner command', () => {
  const states = statesOf('partner-command');

  it('calls one function', () => {
    expect(states.Run.Parameters).toHaveProperty('input.$', '$');
    expect(states.Run.Next).toBe('Input valid?');
    expect(states['Input valid?'].Default).toBe('Done');
  });

  it('runs a merge to its end, under a name that Step Functions makes', () => {
    expect(states['Input valid?'].Choices[1]).toEqual({ Variable: '$.merges', BooleanEquals: true, Next: 'Merge' });
    expect(states.Merge).toMatchObject({
      Parameters: { 'Input.$': '$.merge.input' },
      OutputPath: '$.Output',
      Next: 'Merged',
    });
    expect(states.Merge.Resource).toMatch(/:states:startExecution\.sync:2$/);
    expect(states.Merge).not.toHaveProperty('Retry');
    // A redrive starts the state again: under a name of its own the execution would exist already.
    expect(Object.keys(states.Merge.Parameters)).not.toContain('Name.$');
  });

  it('has a longer time limit than a merge', () => {
    expect(definition('partner-command').TimeoutSeconds).toBeGreaterThan(definition('merge-partners').TimeoutSeconds);
  });
});

describe('the merge', () => {
  it('takes step after step, with the instant of each, and waits where a step asks for it', () => {
    const states = statesOf('merge-partners');
    expect(states.Open).toMatchObject({ Parameters: { 'input.$': '$', progress: null }, Next: 'Step' });
    expect(states.Step.Parameters).toEqual({ 'state.$': '$', 'now.$': '$$.State.EnteredTime' });
    expect(states['Input valid?'].Choices.slice(1)).toEqual([
      { Variable: '$.done', BooleanEquals: true, Next: 'Done' },
      { Variable: '$.wait', BooleanEquals: true, Next: 'Let others end' },
    ]);
    expect(states['Input valid?'].Default).toBe('Step');
    expect(states['Let others end']).toEqual({ Type: 'Wait', Seconds: 150, Next: 'Step' });
  });
});
