import { randomUUID } from 'node:crypto';
import { UnsupportedError } from '../errors.ts';
import { EVENT_BRIDGE_TARGET } from '../in-process/services.ts';
import type { Json, JsonObject } from '../json.ts';
import { type LoopbackRequest, type LoopbackResponse, type LoopbackServer, serveLoopback } from '../loopback-server.ts';
import { EventBridgeError, type PutEventsDeps, putEvents } from './put-events.ts';

const PUT_EVENTS = `${EVENT_BRIDGE_TARGET}PutEvents`;
const REFUSED = 400;

/** The part of EventBridge's protocol (JSON 1.1) that programs use: PutEvents. */
export const serveEventBridge = (deps: PutEventsDeps): Promise<LoopbackServer> =>
  serveLoopback((request) => answerEventBridge(request, deps));

/** Answers a request, a refusal included. @throws UnsupportedError for anything but PutEvents */
export function answerEventBridge({ headers, body }: LoopbackRequest, deps: PutEventsDeps): LoopbackResponse {
  const target = String(headers['x-amz-target']);
  if (target !== PUT_EVENTS) throw new UnsupportedError('EventBridge', `${target} does not run; ${PUT_EVENTS} does`);
  try {
    return answer(200, putEvents(JSON.parse(body.toString('utf8')) as Json, deps));
  } catch (error) {
    if (error instanceof EventBridgeError) return answer(REFUSED, { __type: error.name, message: error.message });
    throw error;
  }
}

const answer = (status: number, body: JsonObject): LoopbackResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
  body: JSON.stringify(body),
});
