import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { flushTrace, traceCall, traced } from '../../../shared/lambda/connections/traces.ts';

/** The daemon of X-Ray. */
let daemon: Socket;
let environment: Record<string, string>;
let received: string[] = [];
beforeAll(async () => {
  daemon = createSocket('udp4').on('message', (datagram) => received.push(String(datagram)));
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  environment = { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`, AWS_REGION: 'eu-west-1' };
});
afterAll(() => void daemon.close());

const ROOT = '1-5759e988-bd862e3fe1be46a994272793';
let invocations = 0;
/** Each has a segment of its own. */
function invocation(sampled: '0' | '1'): Record<string, string> {
  invocations += 1;
  const parent = invocations.toString(16).padStart(16, '0');
  return { ...environment, _X_AMZN_TRACE_ID: `Root=${ROOT};Parent=${parent};Sampled=${sampled}` };
}

/** What the daemon gets until the invocation ends: the header, and a document. */
async function told(of: Record<string, string>, work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  received = [];
  await work();
  await flushTrace(of);
  // Datagrams on the loopback interface come in their order: the last one is sent by the test.
  const last = once(daemon, 'message');
  const end = createSocket('udp4');
  end.send('end', daemon.address().port, '127.0.0.1', () => end.close());
  for (await last; received.at(-1) !== 'end'; ) await once(daemon, 'message');
  return received.slice(0, -1).map((datagram) => {
    const [header = '', document = ''] = datagram.split('\n');
    expect(JSON.parse(header)).toEqual({ format: 'json', version: 1 });
    return JSON.parse(document);
  });
}

describe('the trace of an invocation', () => {
  it('has a subsegment for each call, below the segment of the function', async () => {
    const of = invocation('1');
    const [call, ...more] = await told(of, () => traceCall('S3', 'PUT', async () => 'done', of));
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      ...{ name: 'S3', type: 'subsegment', trace_id: ROOT, parent_id: invocations.toString(16).padStart(16, '0') },
      ...{ namespace: 'aws', aws: { operation: 'PUT', region: 'eu-west-1' } },
    });
    expect(call?.id).toMatch(/^[0-9a-f]{16}$/);
    expect(Number(call?.end_time)).toBeGreaterThanOrEqual(Number(call?.start_time));
  });

  it("names the error of a call that failed, and whose it was; the error is the caller's as before", async () => {
    const of = invocation('1');
    const conflict = Object.assign(new Error('anna@partner.example'), { name: 'ConditionFailed', $fault: 'client' });
    const failing = (error: Error) =>
      expect(traceCall('DynamoDB', 'PutItem', () => Promise.reject(error), of)).rejects.toBe(error);
    const calls = await told(of, async () => {
      await failing(conflict);
      await failing(new TypeError('fetch failed'));
    });
    expect(calls).toMatchObject([
      { error: true, metadata: { error: 'ConditionFailed' } },
      { fault: true, metadata: { error: 'TypeError' } },
    ]);
    expect(JSON.stringify(calls)).not.toContain('anna');
  });

  it('adds up what comes after the first hundred', async () => {
    const of = invocation('1');
    const calls = await told(of, async () => {
      for (let count = 0; count < 130; count += 1) await traceCall('DynamoDB', 'GetItem', async () => count, of);
    });
    expect(calls).toHaveLength(101);
    expect(calls.at(-1)).toMatchObject({
      name: 'further calls',
      metadata: { byOperation: { 'DynamoDB GetItem': { calls: 30 } } },
    });
    const next = invocation('1');
    expect(await told(next, () => traceCall('S3', 'GET', async () => 1, next))).toHaveLength(1);
  });

  it('is left alone where X-Ray does not want to know, or is not there', async () => {
    for (const of of [invocation('0'), environment, {}])
      expect(await told(of, () => traceCall('S3', 'PUT', async () => 'done', of))).toEqual([]);
  });

  it('fails no call and ends no process where the daemon has no address that could be', async () => {
    vi.resetModules();
    const fresh = await import('../../../shared/lambda/connections/traces.ts');
    const of = { ...invocation('1'), AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:99999' };
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    expect(await fresh.traceCall('S3', 'PUT', async () => 'done', of)).toBe('done');
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    await fresh.flushTrace(of);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  it("has the calls of the SDK's clients under their names", async () => {
    const of = invocation('1');
    const requestHandler = { handle: () => Promise.reject(Object.assign(new Error('down'), { name: 'Down' })) };
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = traced(
      new DynamoDBClient({ requestHandler, credentials, region: 'eu-west-1', maxAttempts: 1 } as never),
      of,
    );
    const get = new GetItemCommand({ TableName: 't', Key: { pk: { S: '1' } } });
    const calls = await told(of, () => expect(client.send(get)).rejects.toThrow('down'));
    expect(calls).toMatchObject([{ name: 'DynamoDB', aws: { operation: 'GetItem' }, fault: true }]);
  });
});
