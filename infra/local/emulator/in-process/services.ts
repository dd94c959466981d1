import type { LoopbackRequest, LoopbackResponse } from '../loopback-server.ts';

/** A SendRawEmail request. */
export type RawEmail = {
  readonly Source?: string | undefined;
  readonly Destinations?: readonly string[] | undefined;
  readonly RawMessage?: { readonly Data: Uint8Array } | undefined;
  readonly ConfigurationSetName?: string | undefined;
  readonly Tags?: readonly { readonly Name: string; readonly Value: string }[] | undefined;
};

/** How requests of these services name their operation: by a header that no request of S3's has. */
export const EVENT_BRIDGE_TARGET = 'AWSEvents.';
export const STEP_FUNCTIONS_TARGET = 'AWSStepFunctions.';

type Answer = (request: LoopbackRequest) => LoopbackResponse | Promise<LoopbackResponse>;

/** What the functions call, in the same process: no sockets, nothing signed, nothing serialised. */
export type InProcessServices = {
  /** @throws an error with the name of DynamoDB's */
  readonly dynamodb: (operation: string, input: object) => object | Promise<object>;
  /** @throws an error with SES's code as its `code`; a ConnectionCut */
  readonly ses: (email: RawEmail) => Promise<{ readonly MessageId: string }>;
  readonly s3: Answer;
  readonly eventbridge: Answer;
  readonly stepFunctions: Answer;
};

/**
 * Every instance of this module finds the same services: that of the emulator, and those in the bundles of the
 * functions. A name of RFC 2606 leads nowhere, should anything but these clients be given such an endpoint.
 */
const KEY = Symbol.for('emulator.in-process-services');
const HOST = /^http:\/\/emulator-\d+\.invalid$/;

type Registry = { next: number; readonly services: Map<string, InProcessServices> };
type WithRegistry = typeof globalThis & { [KEY]?: Registry };

function registry(): Registry {
  const global: WithRegistry = globalThis;
  global[KEY] ??= { next: 1, services: new Map() };
  return global[KEY];
}

/** @returns the endpoint by which clients in this process find the services */
export function addServices(services: InProcessServices): string {
  const all = registry();
  const endpoint = `http://emulator-${all.next++}.invalid`;
  all.services.set(endpoint, services);
  return endpoint;
}

export function removeServices(endpoint: string): void {
  registry().services.delete(endpoint);
}

export const isInProcess = (endpoint: string): boolean => HOST.test(endpoint);

/** @throws Error if no emulator in this process has the endpoint */
export function servicesAt(endpoint: string | undefined): InProcessServices {
  const services = registry().services.get(endpoint ?? '');
  if (services === undefined) throw new Error(`no emulator of this process is at ${endpoint}`);
  return services;
}
