/**
 * In place of `@aws-sdk/client-ses` in the bundles of functions that run in the emulator's process: the part that
 * programs call.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RawEmail, servicesAt } from './services.ts';

export class SendRawEmailCommand {
  readonly input: RawEmail;

  constructor(input: RawEmail) {
    this.input = input;
  }
}

export class SESServiceException extends Error {
  readonly $fault = 'client';
}

export class SESClient {
  readonly #endpoint = process.env.AWS_ENDPOINT_URL_SES;

  async send({ input }: SendRawEmailCommand): Promise<{ readonly MessageId: string }> {
    await nextTurn();
    try {
      return await servicesAt(this.#endpoint).ses(input);
    } catch (error) {
      throw exceptionOf(error as Error & { code?: string });
    }
  }
}

/** A refusal has SES's code; a connection that was cut is what the SDK makes of it. */
function exceptionOf({ name, message, code }: Error & { code?: string }): Error {
  if (name === 'ConnectionCut') return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  return Object.assign(new SESServiceException(message), { name: code ?? name });
}
