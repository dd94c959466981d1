/**
 * In place of `aws4fetch` in the bundles of functions that run in the emulator's process, which use it for S3,
 * EventBridge and Step Functions.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EVENT_BRIDGE_TARGET, STEP_FUNCTIONS_TARGET, servicesAt } from './services.ts';

export class AwsClient {
  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    await nextTurn();
    const url = new URL(address);
    const request = new Request(address, init);
    const services = servicesAt(url.origin);
    const answer = await services[serviceOf(request.headers.get('x-amz-target') ?? '')]({
      method: request.method,
      url,
      headers: Object.fromEntries(request.headers),
      body: Buffer.from(await request.arrayBuffer()),
      isReused: false,
    });
    const headers = Object.entries(answer.headers ?? {}).map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    const body =
      typeof answer.body === 'string' || answer.body === undefined ? answer.body : new Uint8Array(answer.body);
    return new Response(body ?? null, { status: answer.status, headers });
  }
}

function serviceOf(target: string): 'eventbridge' | 's3' | 'stepFunctions' {
  if (target.startsWith(EVENT_BRIDGE_TARGET)) return 'eventbridge';
  return target.startsWith(STEP_FUNCTIONS_TARGET) ? 'stepFunctions' : 's3';
}
