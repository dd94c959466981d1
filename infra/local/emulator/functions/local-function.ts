import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UnsupportedError } from '../errors.ts';
import { type Json, jsonBytes } from '../json.ts';
import { StateFailure } from '../states/state-failure.ts';
import { functionFailure, functionTimeout } from './function-error.ts';
import { type FunctionScope, runInScope } from './function-scope.ts';
import { importInstance } from './import-module.ts';

/** The settings of a function in the template. */
export type FunctionSettings = {
  readonly name: string;
  readonly arn: string;
  /** Folder of its bundled code. */
  readonly codeFolder: string;
  /** `file.export` */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
};

type Handler = (event: Json, context: object) => unknown;

/** What a synchronous call may carry, in bytes each way: Lambda's limit. */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

let instances = 0;

/**
 * A Lambda function of the template, run in this process in a scope of its own. Its code is imported at the first call.
 */
export class LocalFunction {
  readonly settings: FunctionSettings;
  readonly #scope: FunctionScope;
  #handler: Promise<Handler> | undefined;

  constructor(settings: FunctionSettings, scope: FunctionScope) {
    this.settings = settings;
    this.#scope = scope;
  }

  /**
   * Calls the function as Step Functions does.
   *
   * @throws StateFailure for whatever the handler throws, under the error's own name
   */
  async invoke(payload: Json): Promise<Json> {
    const request = JSON.stringify(payload);
    requirePayloadSize(Buffer.byteLength(request), 'Request');
    return runInScope(this.#scope, async () => {
      const handler = await this.#load();
      const result = await this.#call(handler, JSON.parse(request) as Json);
      requirePayloadSize(jsonBytes(result), 'Response');
      return JSON.parse(JSON.stringify(result ?? null)) as Json;
    });
  }

  async #call(handler: Handler, event: Json): Promise<unknown> {
    const requestId = randomUUID();
    const { timeoutSeconds } = this.settings;
    const deadline = performance.now() + timeoutSeconds * 1_000;
    const { promise: timedOut, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(functionTimeout(requestId, timeoutSeconds)), timeoutSeconds * 1_000);
    try {
      return await Promise.race([Promise.try(handler, event, this.#context(requestId, deadline)), timedOut]);
    } catch (thrown) {
      this.#scope.writeLog(`${requestId} ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
      throw thrown instanceof StateFailure ? thrown : functionFailure(thrown);
    } finally {
      clearTimeout(timer);
    }
  }

  #context(requestId: string, deadline: number): object {
    const { name, arn, memoryMegabytes } = this.settings;
    return {
      awsRequestId: requestId,
      callbackWaitsForEmptyEventLoop: true,
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: 'local',
      memoryLimitInMB: String(memoryMegabytes),
      getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    };
  }

  #load(): Promise<Handler> {
    this.#handler ??= this.#import();
    return this.#handler;
  }

  async #import(): Promise<Handler> {
    const { name, handler, codeFolder } = this.settings;
    const dot = handler.lastIndexOf('.');
    const file = ['mjs', 'js'].map((kind) => join(codeFolder, `${handler.slice(0, dot)}.${kind}`)).find(existsSync);
    if (!file) throw new UnsupportedError(name, `there is no ${handler.slice(0, dot)}.mjs or .js in ${codeFolder}`);
    const exported = (await importInstance(pathToFileURL(file), `${name}-${++instances}`))[handler.slice(dot + 1)];
    if (typeof exported !== 'function') throw new UnsupportedError(name, `${file} exports no function for ${handler}`);
    return exported as Handler;
  }
}

function requirePayloadSize(bytes: number, what: 'Request' | 'Response'): void {
  if (bytes <= PAYLOAD_LIMIT_BYTES) return;
  const errorMessage = `${what} payload size (${bytes} bytes) exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`;
  const errorType = what === 'Request' ? 'Lambda.RequestTooLargeException' : 'Function.ResponseSizeTooLarge';
  throw new StateFailure(errorType, JSON.stringify({ errorType, errorMessage }));
}
