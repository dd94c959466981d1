import { describe, expect, it, vi } from 'vitest';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import { StateMachine } from '../../../infra/local/emulator/states/state-machine.ts';
import { callOf, failing, LAMBDA, machineOf, only, runMachine, START } from './machines.ts';

const RETRY = [
  { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3, JitterStrategy: 'FULL' },
];

const choosing = (rule: object, input: Json) =>
  runMachine(
    {
      StartAt: 'Choose',
      States: {
        Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Matched' }], Default: 'Other' },
        Matched: { Type: 'Pass', Result: 'matched', End: true },
        Other: { Type: 'Pass', Result: 'other', End: true },
      },
    },
    input,
  );

describe('a choice', () => {
  it.each<[object, Json, string]>([
    [{ Variable: '$.cursor', IsPresent: false }, {}, 'matched'],
    [{ Variable: '$.cursor', IsPresent: false }, { cursor: null }, 'other'],
    [{ Variable: '$.cursor', IsPresent: true }, { cursor: null }, 'matched'],
    [{ Variable: '$.cursor', IsNull: false }, { cursor: 'a' }, 'matched'],
    [{ Variable: '$.cursor', IsNull: false }, { cursor: null }, 'other'],
    [{ Variable: '$.n', IsString: false }, { n: 1 }, 'matched'],
    [{ Variable: '$.n', NumericLessThan: 1 }, { n: null }, 'other'],
    [{ Variable: '$.n', NumericLessThan: 1 }, { n: 0 }, 'matched'],
    [{ Not: { Variable: '$.done', BooleanEquals: true } }, { done: false }, 'matched'],
    [
      {
        And: [
          { Variable: '$.n', IsNull: false },
          { Variable: '$.n', NumericEquals: 2 },
        ],
      },
      { n: 2 },
      'matched',
    ],
    [
      {
        Or: [
          { Variable: '$.n', IsNull: true },
          { Variable: '$.n', NumericEquals: 2 },
        ],
      },
      { n: 3 },
      'other',
    ],
  ])('%j of %j: %s', async (rule, input, expected) => {
    expect(await choosing(rule, input)).toMatchObject({ status: 'SUCCEEDED', output: expected });
  });

  it('fails on a variable that is not there, as AWS does', async () => {
    expect(await choosing({ Variable: '$.done', BooleanEquals: true }, {})).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });
});

describe('a paging loop', () => {
  const definition = {
    StartAt: 'Page',
    States: {
      Page: callOf('page', { Next: 'More?' }),
      'More?': { Type: 'Choice', Choices: [{ Variable: '$.cursor', IsNull: false, Next: 'Page' }], Default: 'Done' },
      Done: { Type: 'Succeed' },
    },
  };

  it('continues until there is no cursor', async () => {
    const seen: Json[] = [];
    const page = (state: Json): Json => {
      seen.push(state);
      return { cursor: seen.length < 3 ? `page ${seen.length}` : null };
    };
    expect(await runMachine(definition, { cursor: null }, { page })).toMatchObject({ output: { cursor: null } });
    expect(seen).toEqual([{ cursor: null }, { cursor: 'page 1' }, { cursor: 'page 2' }]);
  });
});

describe('a retry', () => {
  const flaky = (failures: number) => {
    let calls = 0;
    return { work: () => (++calls <= failures ? failing('Throttled', 'slow down') : { calls }) };
  };

  it('repeats until it succeeds, without sleeping', async () => {
    // No test moves this clock, so that a wait never ends.
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    try {
      const execution = await runMachine(only(callOf('work', { Retry: RETRY, End: true })), {}, flaky(2));
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { calls: 3 } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives up after the attempts it has, with the last error', async () => {
    const execution = await runMachine(only(callOf('work', { Retry: RETRY, End: true })), {}, flaky(4));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Throttled', cause: 'slow down' });
  });

  it('matches named errors only', async () => {
    const Retry = [{ ErrorEquals: ['SomethingElse'] }];
    expect(await runMachine(only(callOf('work', { Retry, End: true })), {}, flaky(1))).toMatchObject({
      status: 'FAILED',
      error: 'Throttled',
    });
  });
});

describe('a failed task', () => {
  it('is caught with error and cause', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'After' }];
    const definition = {
      StartAt: 'Work',
      States: { Work: callOf('work', { Catch, End: true }), After: { Type: 'Pass', End: true } },
    };
    const execution = await runMachine(definition, { kept: 1 }, { work: () => failing('Refused', 'why') });
    expect(execution.output).toEqual({ kept: 1, failure: { Error: 'Refused', Cause: 'why' } });
  });

  it('ends the run as a fault, not as a failure, if the stand-in itself is at fault', async () => {
    const definition = only(callOf('missing', { Retry: RETRY, End: true }));
    await expect(runMachine(definition)).rejects.toThrow('no function missing');
  });
});

describe('a Fail state', () => {
  it('takes error and cause from the state', async () => {
    const definition = only({ Type: 'Fail', ErrorPath: '$.error', CausePath: '$.cause' });
    expect(await runMachine(definition, { error: 'InvalidInput', cause: 'asOf: expected a date' })).toMatchObject({
      status: 'FAILED',
      error: 'InvalidInput',
      cause: 'asOf: expected a date',
    });
  });
});

describe('the data flow', () => {
  it.each<Json>([false, 0, '', null])('accepts %j as the result of a Pass', async (Result) => {
    expect(await runMachine(only({ Type: 'Pass', Result, End: true }), { a: 1 })).toMatchObject({ output: Result });
  });

  it('replaces the whole state by a result with the result path $', async () => {
    const definition = only(callOf('work', { ResultPath: '$', End: true }));
    expect(await runMachine(definition, { a: 1 }, { work: () => ({ b: 2 }) })).toMatchObject({ output: { b: 2 } });
  });

  it.each<Json>([false, 0, '', null])('passes %j on as a whole state', async (state) => {
    const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:work';
    const States = {
      Wait: { Type: 'Wait', Seconds: 1, InputPath: '$', OutputPath: '$', Next: 'Work' },
      Work: { Type: 'Task', Resource: arn, End: true },
    };
    const execution = await runMachine({ StartAt: 'Wait', States }, state, { [arn]: (payload) => ({ payload }) });
    expect(execution.output).toEqual({ payload: state });
  });

  it('calls a function named by its ARN with the parameters as payload', async () => {
    const arn = 'arn:aws:lambda:eu-west-1:000000000000:function:work';
    const Parameters = { 'kept.$': '$.a', fixed: null };
    const definition = only({ Type: 'Task', Resource: arn, Parameters, ResultPath: '$.answer', End: true });
    const execution = await runMachine(definition, { a: 1 }, { [arn]: (payload) => payload });
    expect(execution.output).toEqual({ a: 1, answer: { kept: 1, fixed: null } });
  });

  it('passes no fields of the sender to an invoked function', async () => {
    const Parameters = { FunctionName: 'work', Payload: { 'all.$': '$' } };
    const definition = only({
      Type: 'Task',
      Resource: LAMBDA,
      Parameters,
      ResultSelector: { 'x.$': '$.Payload.all' },
      End: true,
    });
    expect((await runMachine(definition, { a: [1] }, { work: (payload) => payload })).output).toEqual({
      x: { a: [1] },
    });
  });
});

describe('the clock', () => {
  const CONTEXT = {
    Type: 'Pass',
    Parameters: {
      'name.$': '$$.Execution.Name',
      'id.$': '$$.Execution.Id',
      'started.$': '$$.Execution.StartTime',
      'entered.$': '$$.State.EnteredTime',
    },
    End: true,
  };
  const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 120, Next: 'Look' }, Look: CONTEXT } };

  it('starts at the given instant and moves by waiting only', async () => {
    const execution = await runMachine(waiting);
    expect(execution).toMatchObject({ startedAt: START, stoppedAt: '2027-01-01T08:02:00.000Z' });
    expect(execution.output).toEqual({
      name: 'run-1',
      id: 'arn:aws:states:eu-west-1:000000000000:execution:tried:run-1',
      started: START,
      entered: '2027-01-01T08:02:00.000Z',
    });
  });

  it('times an execution out that waits longer than its machine allows', async () => {
    expect(await runMachine({ ...waiting, TimeoutSeconds: 60 })).toMatchObject({ status: 'TIMED_OUT' });
  });
});

describe('the data limit of 256 KB', () => {
  const big = 'x'.repeat(256 * 1024);

  it('fails an execution whose function answers more, past all retries', async () => {
    let calls = 0;
    const work = (): Json => {
      calls += 1;
      return big;
    };
    const execution = await runMachine(only(callOf('work', { Retry: RETRY, End: true })), {}, { work });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(calls).toBe(1);
  });

  it('fails an execution whose state grows beyond it by merging', async () => {
    const half = 'x'.repeat(130 * 1024);
    const definition = {
      StartAt: 'Merge',
      States: {
        Merge: { Type: 'Pass', Parameters: { 'a.$': '$.half', 'b.$': '$.half' }, Next: 'Work' },
        Work: { ...callOf('work', { End: true }), Parameters: { FunctionName: 'work', Payload: {} } },
      },
    };
    const execution = await runMachine(definition, { half }, { work: () => ({}) });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  it('refuses a larger input', async () => {
    const machine = machineOf(only({ Type: 'Succeed' }));
    expect(await machine.run(big, { name: 'big', at: 0 })).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});

describe('another state machine that is run to its end', () => {
  const OTHER = 'arn:aws:states:eu-west-1:000000000000:stateMachine:other';
  const startOther = (parameters: JsonObject): JsonObject =>
    only({
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: OTHER, 'Input.$': '$.input', ...parameters },
      OutputPath: '$.Output',
      End: true,
    });
  const parent = startOther({ 'Name.$': '$.name' });
  const child = (definition: JsonObject) => new StateMachine(definition, OTHER, { invoke: async () => null });
  const run = (definition: JsonObject) =>
    machineOf(parent, {}, { runMachine: (_, input, options) => child(definition).run(input, options) }).run(
      { input: { a: 1 }, name: 'child-1' },
      { name: 'run-1', at: Date.parse(START) },
    );

  it('gives its output, and takes the time that it takes', async () => {
    const waiting = {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 150, Next: 'End' }, End: { Type: 'Succeed' } },
    };
    const ended = await run(waiting);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { a: 1 }, stoppedAt: '2027-01-01T08:02:30.000Z' });
    expect(ended.nested).toMatchObject([{ stateMachine: 'other', name: 'child-1', input: { a: 1 } }]);
  });

  it('gets a UUID as its name where the state gives none: another in each execution, the same when that one is repeated', async () => {
    const nameIn = async (execution: string): Promise<string | undefined> => {
      const machine = machineOf(
        startOther({}),
        {},
        {
          runMachine: (_arn, input, options) => child(only({ Type: 'Succeed' })).run(input, options),
        },
      );
      const ended = await machine.run({ input: {} }, { name: execution, at: Date.parse(START) });
      return ended.nested[0]?.name;
    };
    const name = await nameIn('run-1');
    expect(name).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(await nameIn('run-1')).toBe(name);
    expect(await nameIn('run-2')).not.toBe(name);
  });

  it('fails the task if it fails, with its words as the cause', async () => {
    const ended = await run(only({ Type: 'Fail', Error: 'Broken', Cause: 'no luck' }));
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(ended.cause ?? '')).toMatchObject({
      Name: 'child-1',
      StateMachineArn: OTHER,
      Status: 'FAILED',
      Error: 'Broken',
      Cause: 'no luck',
    });
  });
});
