import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import { StateMachine } from '../../../infra/local/emulator/states/state-machine.ts';
import { callOf, machineOf, only, RETRY, runMachine, START } from './machines.ts';

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
