/**
 * Calls to AWS as subsegments of X-Ray: which calls an invocation made, when, and how long each took
 * (docs/decisions/0040-traces.md). What is sent is what AWS documents: a datagram to the daemon beside the function
 * (AWS X-Ray Developer Guide, "Segment documents" and "Sending trace data"). A trace names operations, never what is in
 * them.
 */
import { randomBytes } from 'node:crypto';

/** Of one invocation; what comes after them is added up. X-Ray takes no trace of any size. */
const MAX_CALLS = 100;
const HEADER = '{"format": "json", "version": 1}\n';
/** The name in the trace map of what is added up. */
const REST = 'further calls';

/** `header`: as Lambda gives it to the invocation; of another one begins anew. */
type Trace = { header: string; root: string; parent: string; calls: number; rest: Rest | null };
/** `since`, `until`: seconds of the epoch, as X-Ray has it. */
type Rest = { since: number; until: number; byOperation: Record<string, { calls: number; milliseconds: number }> };
type Call = { service: string; operation: string; since: number; until: number; error: unknown };

let trace: Trace | null = null;
let socket: Promise<{ send: (text: string) => Promise<void> }> | null = null;
let sent: Promise<void>[] = [];

/** Makes a call and tells the trace of it, if X-Ray wants to know of this invocation. @throws what the call throws */
export async function traceCall<Answer>(
  service: string,
  operation: string,
  call: () => Promise<Answer>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Answer> {
  const current = currentTrace(environment);
  if (current === null) return call();
  const since = Date.now() / 1_000;
  const tell = (error: unknown) =>
    addCall(current, { service, operation, since, until: Date.now() / 1_000, error }, environment);
  try {
    const answer = await call();
    tell(null);
    return answer;
  } catch (error) {
    tell(error);
    throw error;
  }
}

type Middleware = {
  middlewareStack: {
    add: (
      middleware: (
        next: (request: never) => Promise<never>,
        context: { clientName?: string; commandName?: string },
      ) => (request: never) => Promise<never>,
      options: { step: 'initialize'; name: string },
    ) => void;
  };
};

/** Every call of a client of the SDK, retries included. */
export function traced<Client extends object>(client: Client, environment: NodeJS.ProcessEnv = process.env): Client {
  if (environment.AWS_XRAY_DAEMON_ADDRESS === undefined) return client;
  (client as unknown as Middleware).middlewareStack.add(
    (next, { clientName = '', commandName = '' }) =>
      (request) =>
        traceCall(
          clientName.replace(/Client$/, ''),
          commandName.replace(/Command$/, ''),
          () => next(request),
          environment,
        ),
    { step: 'initialize', name: 'traceCalls' },
  );
  return client;
}

/** To be called before an invocation ends: Lambda stops the process then. Never fails. */
export async function flushTrace(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (trace?.rest) {
    const { since, until, byOperation } = trace.rest;
    send({ ...subsegment(trace, REST, since, until), metadata: { byOperation } }, environment);
    trace.rest = null;
  }
  const open = sent;
  sent = [];
  await Promise.all(open);
}

function currentTrace({ _X_AMZN_TRACE_ID: header, AWS_XRAY_DAEMON_ADDRESS: daemon }: NodeJS.ProcessEnv): Trace | null {
  if (header === undefined || daemon === undefined) return null;
  if (trace?.header === header) return trace.root === '' ? null : trace;
  const fields = new Map(header.split(';').map((field) => field.split('=', 2) as [string, string]));
  const isSampled = fields.get('Sampled') === '1';
  const root = isSampled ? (fields.get('Root') ?? '') : '';
  trace = { header, root, parent: fields.get('Parent') ?? '', calls: 0, rest: null };
  return root === '' ? null : trace;
}

function addCall(of: Trace, { service, operation, since, until, error }: Call, environment: NodeJS.ProcessEnv): void {
  of.calls += 1;
  if (of.calls > MAX_CALLS) {
    of.rest ??= { since, until, byOperation: {} };
    const name = `${service} ${operation}`;
    const sum = of.rest.byOperation[name] ?? { calls: 0, milliseconds: 0 };
    of.rest.byOperation[name] = sum;
    of.rest.until = until;
    sum.calls += 1;
    sum.milliseconds += Math.round((until - since) * 1_000);
    return;
  }
  const aws = { operation, region: environment.AWS_REGION };
  send({ ...subsegment(of, service, since, until), namespace: 'aws', aws, ...faultOf(error) }, environment);
}

const subsegment = ({ root, parent }: Trace, name: string, since: number, until: number) => ({
  ...{ name, id: randomBytes(8).toString('hex'), trace_id: root, parent_id: parent, type: 'subsegment' },
  ...{ start_time: since, end_time: until },
});

/** A condition that does not hold is the caller's error, not the service's fault. */
function faultOf(error: unknown): object {
  if (error === null) return {};
  const { name, $fault } = error as { name?: string; $fault?: string };
  return { [$fault === 'client' ? 'error' : 'fault']: true, metadata: { error: name ?? 'Error' } };
}

function send(document: object, { AWS_XRAY_DAEMON_ADDRESS: daemon = '' }: NodeJS.ProcessEnv): void {
  socket ??= openSocket(daemon);
  // Caught at once: what fails before the flush would be an unhandled rejection, and end the process.
  sent.push(socket.then((open) => open.send(`${HEADER}${JSON.stringify(document)}`)).catch(() => {}));
}

/** Loaded when it is needed: of most invocations X-Ray wants to know nothing. @param daemon `address:port` */
async function openSocket(daemon: string): Promise<{ send: (text: string) => Promise<void> }> {
  const { createSocket } = await import('node:dgram');
  const udp = createSocket('udp4');
  udp.unref();
  udp.on('error', () => {});
  const colon = daemon.lastIndexOf(':');
  const [address, port] = [daemon.slice(0, colon), Number(daemon.slice(colon + 1))];
  return { send: (text) => new Promise((resolve) => udp.send(text, port, address, () => resolve())) };
}
