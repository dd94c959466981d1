import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import type { StateHost } from '../states/execution.ts';
import { StateFailure } from '../states/state-failure.ts';
import { DEFAULT_INVOKE_CONFIG, type InvokeConfig } from './read-invoke-configs.ts';

/** Waits before the second attempt and the third, in milliseconds. */
const WAITS = [60_000, 120_000];

export type AsynchronousCallsDeps = {
  readonly functions: Pick<StateHost, 'invoke'>;
  /** By the function's ARN. */
  readonly configs: ReadonlyMap<string, InvokeConfig>;
  /** Sends a record of an event that is given up to a queue, by its ARN. */
  readonly send: (queueArn: string, body: string) => void;
  /** ISO instant. */
  readonly now: () => string;
};

/**
 * Calls functions as Lambda does for an event or a schedule (AWS Lambda Developer Guide, "How Lambda handles errors and
 * retries with asynchronous invocation"): repeated when they fail, as long as the event is not too old; what is given
 * up goes to the function's destination, or is discarded if there is none.
 */
export class AsynchronousCalls {
  readonly #deps: AsynchronousCallsDeps;

  constructor(deps: AsynchronousCallsDeps) {
    this.#deps = deps;
  }

  async invoke(functionNameOrArn: string, payload: Json): Promise<void> {
    const arn = this.#arnOf(functionNameOrArn);
    const config = this.#deps.configs.get(arn) ?? DEFAULT_INVOKE_CONFIG;
    let age = 0;
    for (let attempt = 1; ; attempt += 1) {
      const failure = await this.#call(functionNameOrArn, payload);
      if (failure === null) return;
      const isLast = attempt > config.retryAttempts;
      age += WAITS[attempt - 1] ?? 0;
      if (!isLast && age <= config.maxAgeMs) continue;
      const condition = isLast ? 'RetriesExhausted' : 'EventAgeExceeded';
      if (config.onFailure !== null)
        this.#deps.send(config.onFailure, JSON.stringify(this.#record({ arn, condition, attempt, payload, failure })));
      return;
    }
  }

  /** The failure of the handler; null: it succeeded. @throws an error of the emulator */
  async #call(functionNameOrArn: string, payload: Json): Promise<StateFailure | null> {
    try {
      await this.#deps.functions.invoke(functionNameOrArn, payload);
      return null;
    } catch (error) {
      if (error instanceof StateFailure) return error;
      throw error;
    }
  }

  #arnOf(functionNameOrArn: string): string {
    const arns = [...this.#deps.configs.keys()];
    const unqualified = functionNameOrArn.replace(/(:function:[^:]+):.+$/, '$1');
    return arns.find((arn) => arn === unqualified || arn.endsWith(`:${unqualified}`)) ?? functionNameOrArn;
  }

  /** As Lambda writes it ("Adding a destination"). */
  #record({ arn, condition, attempt, payload, failure }: GivenUp): JsonObject {
    return {
      version: '1.0',
      timestamp: this.#deps.now(),
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${arn}:$LATEST`,
        condition,
        approximateInvokeCount: attempt,
      },
      requestPayload: payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: payloadOf(failure),
    };
  }
}

/** What Lambda answers is JSON; what stops a process is not. */
function payloadOf({ message }: StateFailure): Json {
  try {
    return JSON.parse(message) as Json;
  } catch {
    return { errorMessage: message };
  }
}

type GivenUp = { arn: string; condition: string; attempt: number; payload: Json; failure: StateFailure };
