import type { Json } from '../../../infra/local/emulator/json.ts';
import type { LoopbackRequest, LoopbackResponse } from '../../../infra/local/emulator/loopback-server.ts';
import { ConnectionCut } from '../../../infra/local/emulator/loopback-server.ts';
import { StateFailure } from '../../../infra/local/emulator/states/state-failure.ts';

export type Service = 'dynamodb' | 's3' | 'ses' | 'eventbridge';

/** How the function calls itself that tells what has changed: an end of its name, `ProgramEventsPublishFunction…`. */
export const TELLER = 'lishFunction';

/** What may go wrong at a call. */
export const FAULTS = [
  /** The process is stopped before the call that would change something: the service never sees it. */
  'stopped before',
  /** The process is stopped after it: the service has done it, and nobody knows. */
  'stopped after',
  /** The service does it, and the connection breaks before the answer. */
  'answer lost',
  /**
   * A connection that was kept alive is closed by now: the service never sees the request. A new connection is not
   * concerned.
   */
  'closed while idle',
  'throttled',
  'error 500',
  /** Of a batch of reads, a part is left undone, to be asked for again. */
  'in parts',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Whether a fault can come about at a call. */
export function canHappen(fault: Fault, call: string): boolean {
  if (fault === 'in parts') return call.endsWith(' BatchGetItem');
  // Stopped before it only reads is stopped after the call before: that is tried.
  return fault !== 'stopped before' || !READS.test(call);
}

const READS = / (GetItem|BatchGetItem|Query|GetObject)$/;

type Forward = () => Promise<LoopbackResponse>;

/**
 * All that the functions say to the services, counted; at the chosen calls something goes wrong. A stopped process
 * makes no further call, and what it was called for has failed: as on AWS, the caller calls again.
 */
export class FaultyLine {
  /** What was called, in order: `function service operation`. */
  readonly calls: string[] = [];
  #faults: ReadonlyMap<number, Fault> = new Map();
  #counts: (name: string) => boolean = () => true;
  #isDead = false;
  #endsExecution = false;
  #isEnded = false;
  #revived: () => void = () => {};
  #alive: Promise<void> = Promise.resolve();
  readonly #running = new Set<{ isStopped: boolean }>();

  /**
   * Counts anew; `faults`: what goes wrong, by the number of the call, the first being 1. `endsExecution`: a process
   * that was stopped is not called again until `goOn`: its execution fails. `counts`: the calls that are counted; at
   * others nothing goes wrong.
   */
  begin(
    faults: ReadonlyMap<number, Fault> = new Map(),
    endsExecution = false,
    counts: (name: string) => boolean = () => true,
  ): void {
    this.calls.length = 0;
    this.#counts = counts;
    this.#faults = faults;
    this.#endsExecution = endsExecution;
    this.goOn();
  }

  /** Functions can be called again. */
  goOn(): void {
    this.#isEnded = false;
  }

  /** Between a function and a service. */
  async call(service: Service, name: string, request: LoopbackRequest, forward: Forward): Promise<LoopbackResponse> {
    if (this.#isDead) return noAnswer(service);
    if (!this.#counts(name)) return forward();
    this.calls.push(name);
    const fault = this.#faults.get(this.calls.length);
    if (fault === undefined || !canHappen(fault, name)) return forward();
    if (fault === 'in parts') return inParts(await forward());
    if (fault === 'throttled' || fault === 'error 500') return refusal(service, fault, request);
    if (fault === 'closed while idle') {
      // A connection to SES is not used again after a second (shared/lambda/connections/fresh-sockets.ts), and here no
      // time passes between two calls.
      if (request.isReused && service !== 'ses') throw new ConnectionCut();
      return forward();
    }
    if (fault === 'stopped before') return this.#stop(service);
    await forward();
    if (fault === 'answer lost') throw new ConnectionCut();
    return this.#stop(service);
  }

  /** Around every call of a function. @throws StateFailure if the process was stopped in it */
  readonly invocation = async (call: () => Promise<Json>): Promise<Json> => {
    await this.#alive;
    if (this.#isEnded) throw new StateFailure('Lambda.Unknown', 'the execution is ended');
    const mine = { isStopped: false };
    this.#running.add(mine);
    try {
      const answer = await call();
      if (!mine.isStopped) return answer;
    } catch (error) {
      if (!mine.isStopped) throw error;
    } finally {
      this.#running.delete(mine);
      if (this.#isDead && ![...this.#running].some(({ isStopped }) => isStopped)) this.#revive();
    }
    throw new StateFailure('Lambda.Unknown', 'the process was stopped');
  };

  #stop(service: Service): LoopbackResponse {
    this.#isDead = true;
    this.#isEnded = this.#endsExecution;
    this.#alive = new Promise((resolve) => {
      this.#revived = resolve;
    });
    for (const running of this.#running) running.isStopped = true;
    return noAnswer(service);
  }

  #revive(): void {
    this.#isDead = false;
    this.#revived();
  }
}

/** What no SDK repeats: whatever the code still tries after the stop comes to nothing, at once. */
function noAnswer(service: Service): LoopbackResponse {
  return service === 'dynamodb'
    ? dynamoDbError(400, 'AccessDeniedException', 'stopped')
    : { status: 403, body: 'stopped' };
}

function refusal(service: Service, fault: 'throttled' | 'error 500', { url }: LoopbackRequest): LoopbackResponse {
  const isThrottle = fault === 'throttled';
  if (service === 'dynamodb')
    return isThrottle
      ? dynamoDbError(400, 'ProvisionedThroughputExceededException', 'too much')
      : dynamoDbError(500, 'InternalServerError', 'broken');
  if (service === 'eventbridge')
    return {
      status: isThrottle ? 400 : 500,
      body: JSON.stringify({ __type: isThrottle ? 'ThrottlingException' : 'InternalException' }),
    };
  if (service === 's3')
    return { status: isThrottle ? 503 : 500, body: `<Error><Code>SlowDown</Code></Error>${url.pathname}` };
  const [code, type] = isThrottle ? ['Throttling', 'Sender'] : ['InternalFailure', 'Receiver'];
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>Maximum sending rate exceeded.</Message></Error>`;
  return {
    status: isThrottle ? 400 : 500,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${error}</ErrorResponse>`,
  };
}

type BatchAnswer = {
  Responses: Record<string, Record<string, object>[]>;
  UnprocessedKeys: object;
};

/** The last item of the answer becomes a key that was not processed. */
function inParts(answer: LoopbackResponse): LoopbackResponse {
  const batch = JSON.parse(String(answer.body)) as BatchAnswer;
  for (const [table, items] of Object.entries(batch.Responses)) {
    const last = items.length > 1 ? items.pop() : undefined;
    if (last) batch.UnprocessedKeys = { [table]: { Keys: [{ pk: last.pk, sk: last.sk }], ConsistentRead: true } };
  }
  const { 'content-type': type = 'application/x-amz-json-1.0' } = answer.headers ?? {};
  return { status: answer.status, headers: { 'content-type': type }, body: JSON.stringify(batch) };
}

function dynamoDbError(status: number, type: string, message: string): LoopbackResponse {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message });
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}
