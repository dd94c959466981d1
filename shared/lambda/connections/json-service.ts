/** Calls of AWS's services that functions use without the client of the SDK, which their bundles could not carry. */
import { awsClient } from '../object-store.ts';

const TIMEOUT_MS = 10_000;

/** The services, and how the SDKs' environment variables for another endpoint call them. */
const ENDPOINTS = { events: 'EVENTBRIDGE', scheduler: 'SCHEDULER', states: 'SFN' } as const;
export type Service = keyof typeof ENDPOINTS;

export type ServiceAnswer = { ok: boolean; status: number; text: string };

/** Credentials and region come from the function's environment, as the Lambda service sets them. */
export async function callService(
  service: Service,
  path: string,
  init: RequestInit,
  environment: NodeJS.ProcessEnv,
): Promise<ServiceAnswer> {
  const own = environment[`AWS_ENDPOINT_URL_${ENDPOINTS[service]}`] ?? environment.AWS_ENDPOINT_URL;
  const endpoint = own?.replace(/\/$/, '') ?? `https://${service}.${environment.AWS_REGION}.amazonaws.com`;
  const answer = await awsClient(environment, service).fetch(`${endpoint}${path}`, {
    ...init,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
}

/** A call of a service that takes and answers JSON. `target`: its service and operation; `version`: of the protocol. */
export const callJsonService = (
  service: Service,
  { target, version }: { target: string; version: '1.0' | '1.1' },
  body: object,
  environment: NodeJS.ProcessEnv,
): Promise<ServiceAnswer> =>
  callService(
    service,
    '/',
    {
      method: 'POST',
      headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
      body: JSON.stringify(body),
    },
    environment,
  );
