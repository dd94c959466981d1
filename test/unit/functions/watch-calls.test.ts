import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendHeartbeat } from '../../../shared/lambda/watch/heartbeat.ts';
import { openRunStarter } from '../../../shared/lambda/watch/run-starter.ts';

type Call = { method: string | undefined; url: string | undefined; target: unknown; scope: string; body: unknown };
let calls: Call[] = [];
let answer: { status: number; body: object } = { status: 200, body: {} };

const server = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const [, scope = ''] = /Credential=key\/\d+\/([^,]+)/.exec(request.headers.authorization ?? '') ?? [];
  const { method, url, headers } = request;
  calls.push({ method, url, target: headers['x-amz-target'], scope, body: text === '' ? null : JSON.parse(text) });
  response.writeHead(answer.status, { location: 'https://elsewhere.example/' }).end(JSON.stringify(answer.body));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  calls = [];
  answer = { status: 200, body: {} };
});

const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const starter = () =>
  openRunStarter(
    { machines: { 'kpi-refresh': 'arn:aws:states:eu-west-1:1:stateMachine:kpi-refresh' }, scheduleGroup: 'group' },
    {
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: endpoint(),
    },
  );

describe('a start of an execution', () => {
  const start = () => starter().start('kpi-refresh', 'missed-kpi-refresh-2027-01-15', { asOf: '2027-01-15' });

  it('has its name and input, and is signed for Step Functions', async () => {
    await start();
    expect(calls).toEqual([
      {
        method: 'POST',
        url: '/',
        target: 'AWSStepFunctions.StartExecution',
        scope: 'eu-west-1/states/aws4_request',
        body: {
          stateMachineArn: 'arn:aws:states:eu-west-1:1:stateMachine:kpi-refresh',
          name: 'missed-kpi-refresh-2027-01-15',
          input: '{"asOf":"2027-01-15"}',
        },
      },
    ]);
  });

  it('takes one that was started before for started', async () => {
    answer = { status: 400, body: { __type: 'com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists' } };
    await expect(start()).resolves.toBeUndefined();
  });

  it('says what Step Functions answered to any other refusal', async () => {
    answer = { status: 400, body: { __type: 'StateMachineDoesNotExist' } };
    await expect(start()).rejects.toThrow(/^StartExecution missed-kpi-refresh-2027-01-15: 400 .*DoesNotExist/);
  });
});

describe('a schedule', () => {
  it.each([
    ['DISABLED', true],
    ['ENABLED', false],
  ])('is paused if it is %s: %s', async (State, expected) => {
    answer = { status: 200, body: { State } };
    expect(await starter().isPaused('directory-submission-submit')).toBe(expected);
    expect(calls[0]).toMatchObject({
      method: 'GET',
      url: '/schedules/directory-submission-submit?groupName=group',
      scope: 'eu-west-1/scheduler/aws4_request',
    });
  });
});

describe('a heartbeat', () => {
  const SECRET = '/ping/0b7f-secret';

  it('is a call of the address', async () => {
    await sendHeartbeat(`${endpoint()}${SECRET}`);
    expect(calls).toMatchObject([{ method: 'GET', url: SECRET, body: null }]);
  });

  it.each([301, 404, 500])('is lost if the answer is %d; the message keeps the address to itself', async (status) => {
    answer = { status, body: {} };
    const lost = await sendHeartbeat(`${endpoint()}${SECRET}`).catch((error: unknown) => error);
    expect(lost).toMatchObject({ code: 'HeartbeatLost', message: expect.stringContaining(`status ${status}`) });
    expect(String(lost)).not.toContain('secret');
    expect(calls).toHaveLength(1);
  });

  it('is lost if nobody is there, or nobody answers in time', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    const waits = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    for (const [error, why] of [
      [new TypeError('fetch failed'), 'not reached'],
      [waits, 'no answer in time'],
    ] as const) {
      fetch.mockRejectedValueOnce(error);
      const lost = await sendHeartbeat(`https://ping.example${SECRET}`).catch((thrown: unknown) => String(thrown));
      expect(lost).toBe(`HeartbeatLost: ping.example did not take the heartbeat: ${why}`);
    }
    fetch.mockRestore();
  });
});
