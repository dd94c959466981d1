import { describe, expect, it, vi } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { callOf, failing, LAMBDA, only, RETRY, runMachine } from './machines.ts';

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
