import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../../infra/local/emulator/errors.ts';
import type { JsonObject } from '../../../infra/local/emulator/json.ts';
import { callOf, LAMBDA, machineOf, mapOf, only } from './machines.ts';

const pass = (rest: JsonObject): JsonObject => only({ Type: 'Pass', End: true, ...rest });
const task = (rest: JsonObject): JsonObject => only(callOf('work', { End: true, ...rest }));
const choice = (rule: JsonObject): JsonObject => only({ Type: 'Choice', Choices: [{ ...rule, Next: 'Only' }] });
const inline = { ProcessorConfig: { Mode: 'INLINE' }, ...task({}) };

const nested = (resource = 'arn:aws:states:::states:startExecution.sync:2', parameters: JsonObject = {}): JsonObject =>
  only({
    Type: 'Task',
    Resource: resource,
    Parameters: {
      StateMachineArn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:other',
      Name: 'n',
      ...parameters,
    },
    End: true,
  });

describe('a definition that the engine would not run as AWS does is refused', () => {
  it.each<[string, JsonObject]>([
    ['JSONata for a machine', { ...pass({}), QueryLanguage: 'JSONata' }],
    ['JSONata for a state', pass({ QueryLanguage: 'JSONata' })],
    ['Assign', pass({ Assign: { a: 1 } })],
    ['Output', only({ Type: 'Succeed', Output: '{% 1 %}' })],
    ['ItemBatcher', mapOf({ ItemBatcher: { MaxItemsPerBatch: 10 } })],
    ['ItemReader', mapOf({ ItemReader: { Resource: 'arn:aws:states:::s3:getObject' } })],
    ['ResultWriter', mapOf({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } })],
    ['inline maps', mapOf({ ItemProcessor: inline })],
    ['ToleratedFailurePercentagePath', mapOf({ ToleratedFailurePercentagePath: '$.p' })],
    ['MaxConcurrencyPath', mapOf({ MaxConcurrencyPath: '$.p' })],
    ['Parallel', only({ Type: 'Parallel', Branches: [], End: true })],
    ['HeartbeatSeconds', task({ HeartbeatSeconds: 5 })],
    ['task tokens', only({ Type: 'Task', Resource: `${LAMBDA}.waitForTaskToken`, End: true })],
    ['other services', only({ Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true })],
    ['another state machine, without waiting', nested('arn:aws:states:::states:startExecution')],
    ['another state machine, its output as text', nested('arn:aws:states:::states:startExecution.sync')],
    ['another state machine, with TraceHeader', nested(undefined, { TraceHeader: 'Root=1' })],
    ['another state machine, not named', nested(undefined, { StateMachineArn: 1 })],
    ['InvocationType', task({ Parameters: { FunctionName: 'work', InvocationType: 'Event' } })],
    ['Timestamp', only({ Type: 'Wait', Timestamp: '2027-01-01T00:00:00Z', End: true })],
    ['intrinsic functions', pass({ Parameters: { 'a.$': "States.Format('{}', $.a)" } })],
    ['parameters that are no object', pass({ Parameters: '$' })],
    ['filters', pass({ Parameters: { 'a.$': '$.a[?(@.b)]' } })],
    ['wildcards', pass({ InputPath: '$.a[*]' })],
    ['$$.State.Name', pass({ Parameters: { 'a.$': '$$.State.Name' } })],
    ['the item outside of a map', pass({ Parameters: { 'a.$': '$$.Map.Item.Value' } })],
    ['result paths into lists', task({ ResultPath: '$.a[0]' })],
    ['StringMatches', choice({ Variable: '$.a', StringMatches: 'a*' })],
    ['TimestampEquals', choice({ Variable: '$.a', TimestampEquals: '2027-01-01T00:00:00Z' })],
    ['StringEqualsPath', choice({ Variable: '$.a', StringEqualsPath: '$.b' })],
    ['a Fail state without an error', only({ Type: 'Fail' })],
  ])('%s', (_, definition) => {
    expect(() => machineOf(definition)).toThrow(UnsupportedError);
  });

  it('names the state and the field', () => {
    const children = mapOf({}, only({ Type: 'Pass', End: true, Assign: {} }));
    expect(() => machineOf(children)).toThrow(/^tried\.Only\.Only \(Pass\): the field Assign does not run/);
  });

  it('refuses a definition that is not valid at all', () => {
    expect(() => machineOf(pass({ End: undefined as never, Next: 'Nowhere' }))).toThrow(/Nowhere/);
  });
});
