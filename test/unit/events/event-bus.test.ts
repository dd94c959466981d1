import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openEventBus } from '../../../shared/lambda/events/event-bus.ts';

type Entry = { EventBusName: string; Source: string; DetailType: string; Detail: string };
type Answer = { status?: number; refuse?: readonly string[] };

let server: Server | null = null;
afterEach(() => void server?.close());

/** EventBridge, which refuses entries by their `name`. */
async function eventBridge(answers: Answer[]) {
  const requests: Entry[][] = [];
  const targets = new Set<string>();
  server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { Entries } = JSON.parse(body) as { Entries: Entry[] };
    requests.push(Entries);
    targets.add(`${request.headers['x-amz-target']} ${request.headers['content-type']}`);
    const { status = 200, refuse = [] } = answers.shift() ?? {};
    const entries = Entries.map(({ Detail }) =>
      refuse.includes(JSON.parse(Detail).name) ? { ErrorCode: 'ThrottlingException' } : { EventId: 'e' },
    );
    const FailedEntryCount = entries.filter((entry) => 'ErrorCode' in entry).length;
    response.writeHead(status).end(JSON.stringify({ FailedEntryCount, Entries: entries }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const environment = { AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${port}`, AWS_REGION: 'eu-west-1' };
  const waits: number[] = [];
  const bus = openEventBus('partner-program-dev', environment, async (milliseconds) => void waits.push(milliseconds));
  return { bus, requests, targets, waits };
}

const event = (name: string, about: string) => ({ type: 'partner.changed', about, name });
const names = (entries: readonly Entry[]) => entries.map(({ Detail }) => JSON.parse(Detail).name);

describe('a bus of EventBridge', () => {
  it('gets each event whole, with its type as detail type', async () => {
    const { bus, requests, targets } = await eventBridge([]);
    await bus.put([event('a', 'partner/P-1')]);
    expect(requests).toEqual([
      [
        {
          EventBusName: 'partner-program-dev',
          Source: 'partner-program',
          DetailType: 'partner.changed',
          Detail: '{"type":"partner.changed","about":"partner/P-1","name":"a"}',
        },
      ],
    ]);
    expect([...targets]).toEqual(['AWSEvents.PutEvents application/x-amz-json-1.1']);
  });

  it('gets ten events in a request, and 256 KB', async () => {
    const { bus, requests } = await eventBridge([]);
    const eleven = Array.from({ length: 11 }, (_, index) => event(`${index}`, 'partner/P-1'));
    await bus.put([...eleven, { ...event('large', 'partner/P-1'), text: 'x'.repeat(262_000) } as never]);
    expect(requests.map(names)).toEqual([['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], ['10'], ['large']]);
  });

  it('gets again what it did not take, with what follows of the same partner, before anything else', async () => {
    const { bus, requests, waits } = await eventBridge([{ refuse: ['b'] }]);
    await bus.put([
      event('a', 'partner/P-1'),
      event('b', 'partner/P-1'),
      event('c', 'partner/P-2'),
      event('d', 'partner/P-1'),
    ]);
    expect(requests.map(names)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['b', 'd'],
    ]);
    expect(waits).toEqual([200]);
  });

  it('fails, if it does not take an event four times: the stream tells it again', async () => {
    const { bus, requests } = await eventBridge(Array.from({ length: 4 }, () => ({ refuse: ['a'] })));
    await expect(bus.put([event('a', 'partner/P-1')])).rejects.toThrow(
      'PutEvents partner-program-dev: 1 of 1 not taken',
    );
    expect(requests).toHaveLength(4);
  });

  it('fails, if the request is refused', async () => {
    const { bus } = await eventBridge([{ status: 403 }]);
    await expect(bus.put([event('a', 'partner/P-1')])).rejects.toThrow('PutEvents partner-program-dev: 403');
  });
});
