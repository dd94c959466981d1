import type { Clients } from './clients.ts';

type Json = Record<string, unknown>;

/**
 * Calls a service that speaks JSON with the operation in a header.
 *
 * @param operation for example `AWSEvents.PutEvents`
 */
export async function callJson(clients: Clients, service: string, operation: string, input: Json): Promise<Json> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': operation };
  const answer = await send(clients, service, '/', { method: 'POST', headers, body: JSON.stringify(input) });
  return answer === '' ? {} : JSON.parse(answer);
}

/** Calls a service that speaks JSON over REST. */
export async function callRest(
  clients: Clients,
  service: string,
  method: string,
  path: string,
  input?: Json,
  more: Readonly<Record<string, string>> = {},
): Promise<Json> {
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const answer = await send(clients, service, path, {
    method,
    headers: { 'content-type': 'application/json', ...more },
    ...body,
  });
  return answer === '' ? {} : JSON.parse(answer);
}

/** Calls a service that speaks the query protocol. @returns the XML of the answer */
export function callQuery(clients: Clients, service: string, input: Record<string, string>): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return send(clients, service, '/', { method: 'POST', headers, body: new URLSearchParams(input).toString() });
}

/** @throws Error with what the service said if it refuses */
async function send(clients: Clients, service: string, path: string, init: RequestInit): Promise<string> {
  const { signed, region } = clients;
  const signedAs = service === 'email' ? 'ses' : service;
  const answer = await signed.fetch(`${clients.endpointOf(service)}${path}`, {
    ...init,
    aws: { service: signedAs, region },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} ${init.method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return text;
}
