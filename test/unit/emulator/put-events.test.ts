/** PutEvents: what EventBridge takes, what it refuses as a whole, and what it refuses entry by entry. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import { serveEventBridge } from '../../../infra/local/emulator/events/event-bridge-server.ts';
import { readRule } from '../../../infra/local/emulator/events/rule.ts';
import type { JsonObject } from '../../../infra/local/emulator/json.ts';
import type { LoopbackServer } from '../../../infra/local/emulator/loopback-server.ts';
import type { Stack } from '../../../infra/local/emulator/template/assembly.ts';
import { Resolver } from '../../../infra/local/emulator/template/resolver.ts';

const NOW = '2027-01-01T08:00:00.250Z';
const BUS_ARN = 'arn:aws:events:eu-west-1:000000000000:event-bus/partners';
const KIB = 1_024;

let server: LoopbackServer;
let accepted: BusEvent[];

beforeEach(async () => {
  accepted = [];
  server = await serveEventBridge({
    buses: new Set(['partners']),
    now: () => NOW,
    accept: (event) => accepted.push(event),
  });
});
afterEach(() => server.stop());

const entryOf = (more: JsonObject = {}): JsonObject => ({
  Source: 'program',
  DetailType: 'Renewal due',
  Detail: '{"n":1}',
  EventBusName: 'partners',
  ...more,
});

async function put(input: unknown, target = 'AWSEvents.PutEvents') {
  const response = await fetch(server.endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target },
    body: JSON.stringify(input),
  });
  const body = await response.text();
  return { status: response.status, type: response.headers.get('content-type'), body };
}
const parsed = ({ body }: { body: string }): { FailedEntryCount: number; Entries: JsonObject[] } => JSON.parse(body);
const withDetail = (bytes: number) => entryOf({ Detail: JSON.stringify({ x: 'x'.repeat(bytes) }) });
/** The bytes of such an entry but for the x: its source, its detail type and the rest of its detail. */
const REST = 'program'.length + 'Renewal due'.length + '{"x":""}'.length;

describe('events that are put', () => {
  it('are accepted in their order, each with an id, on the bus that they name', async () => {
    const answer = await put({
      Entries: [entryOf(), entryOf({ EventBusName: BUS_ARN, Resources: ['r'], Time: 1_798_700_000.5 })],
    });
    expect(answer).toMatchObject({ status: 200, type: 'application/x-amz-json-1.1' });
    expect(parsed(answer)).toEqual({ FailedEntryCount: 0, Entries: accepted.map(({ id }) => ({ EventId: id })) });
    const common = { bus: 'partners', source: 'program', detailType: 'Renewal due', detail: { n: 1 }, at: NOW };
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(accepted).toEqual([
      { ...common, id, resources: [], time: '2027-01-01T08:00:00Z' },
      { ...common, id, resources: ['r'], time: '2026-12-31T06:53:20Z' },
    ]);
  });

  it('go to the default bus without a name', async () => {
    await put({ Entries: [{ Source: 'program', DetailType: 'Renewal due', Detail: '{}' }] });
    expect(accepted).toMatchObject([{ bus: 'default' }]);
  });

  it.each<[JsonObject, string]>([
    [{ Source: '' }, 'InvalidArgument'],
    [{ DetailType: null }, 'InvalidArgument'],
    [{ Detail: '' }, 'InvalidArgument'],
    [{ Detail: '{"n":1' }, 'MalformedDetail'],
    [{ Detail: '[1]' }, 'MalformedDetail'],
    [{ Source: 'aws.s3' }, 'NotAuthorizedForSourceException'],
  ])('fail alone for %j: %s', async (wrong, ErrorCode) => {
    const answer = await put({ Entries: [entryOf(), entryOf(wrong), entryOf()] });
    expect(parsed(answer)).toEqual({
      FailedEntryCount: 1,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode, ErrorMessage: expect.any(String) },
        { EventId: expect.any(String) },
      ],
    });
    expect(accepted).toHaveLength(2);
  });

  it.each<[string, unknown, string]>([
    ['none', { Entries: [] }, 'ValidationException'],
    ['no list', {}, 'ValidationException'],
    ['eleven', { Entries: Array(11).fill(entryOf()) }, 'ValidationException'],
    ['256 KiB in sum', { Entries: [withDetail(100), withDetail(256 * KIB - 100 - 2 * REST)] }, 'ValidationException'],
    ['one for an unknown bus', { Entries: [entryOf(), entryOf({ EventBusName: 'other' })] }, 'AccessDeniedException'],
  ])('are refused as a whole: %s', async (_, input, type) => {
    const answer = await put(input);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ __type: type, message: expect.any(String) });
    expect(accepted).toEqual([]);
  });

  it('are taken, ten of them, and a byte less than 256 KiB', async () => {
    expect(await put({ Entries: Array(10).fill(entryOf()) })).toMatchObject({ status: 200 });
    const largest = [withDetail(100), withDetail(256 * KIB - 1 - 100 - 2 * REST)];
    expect(await put({ Entries: largest })).toMatchObject({ status: 200 });
    expect(accepted).toHaveLength(12);
  });

  it.each<[unknown, string, string]>([
    [{ Entries: [entryOf({ Other: 1 })] }, 'AWSEvents.PutEvents', 'Other does not run'],
    [{ Entries: [entryOf()], EndpointId: 'a.b' }, 'AWSEvents.PutEvents', 'EndpointId does not run'],
    [{ Entries: [entryOf({ Time: '2027-01-01' })] }, 'AWSEvents.PutEvents', 'Time: expected seconds'],
    [{}, 'AWSEvents.PutRule', 'AWSEvents.PutRule does not run'],
  ])('are not taken if it is not known what AWS makes of %j by %s', async (input, target, message) => {
    const answer = await put(input, target);
    expect(answer.status).toBe(501);
    expect(answer.body).toContain(message);
  });
});

describe('a rule', () => {
  const sections = { outputs: {}, parameters: {}, mappings: {}, assets: new Map<string, string>() };
  const stack: Stack = { name: 'tried', resources: new Map(), ...sections };
  const ruleOf = (properties: JsonObject) => {
    const given = { Name: 'on-due', EventPattern: { source: ['program'] }, Targets: [], ...properties };
    const resource = { logicalId: 'It', type: 'AWS::Events::Rule', properties: given, isConditional: false, stack };
    return readRule(resource, new Resolver([]));
  };

  it.each<[JsonObject, string, string]>([
    [{}, 'default', 'rule/on-due'],
    [{ EventBusName: 'default' }, 'default', 'rule/on-due'],
    [{ EventBusName: 'partners' }, 'partners', 'rule/partners/on-due'],
    [{ EventBusName: BUS_ARN }, 'partners', 'rule/partners/on-due'],
  ])('matches, with %j, events of the bus %s; its ARN ends with %s', (properties, bus, end) => {
    expect(ruleOf(properties)).toMatchObject({ bus, arn: `arn:aws:events:eu-west-1:000000000000:${end}` });
  });
});
