import { type AddressInfo, connect, createServer } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServiceEndpoints } from '../../infra/local/emulator/functions/function-environment.ts';
import { type Random, randomStream } from '../../infra/local/sample/random.ts';

/** A proxy between functions and services: every piece of an answer is from 0 to `mostTurns` turns of the event loop late. */
export function lateAnswers(seed: number, mostTurns: number) {
  const random = randomStream(seed, 'late answers');
  const late = (endpoint: string): Promise<string> => relay(endpoint, random, mostTurns);
  return async ({ dynamodb, s3, ses }: ServiceEndpoints): Promise<ServiceEndpoints> => ({
    dynamodb: await late(dynamodb),
    s3: await late(s3),
    ses: await late(ses),
  });
}

/** Ends with the process. */
async function relay(endpoint: string, random: Random, mostTurns: number): Promise<string> {
  async function* late(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      for (let turns = random.between(0, mostTurns); turns > 0; turns -= 1) await nextTurn();
      yield piece;
    }
  }
  const { hostname, port } = new URL(endpoint);
  const server = createServer({ noDelay: true }, (client) => {
    const service = connect({ host: hostname, port: Number(port), noDelay: true });
    // Whichever side hangs up, the other one hears of it.
    Promise.all([pipeline(client, service), pipeline(service, late, client)]).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, hostname, resolve));
  server.unref();
  return `http://${hostname}:${(server.address() as AddressInfo).port}`;
}
