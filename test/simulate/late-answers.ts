import { type AddressInfo, connect, createServer } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ServiceEndpoints } from '../../infra/local/emulator/functions/function-environment.ts';
import { addServices, isInProcess, servicesAt } from '../../infra/local/emulator/in-process/services.ts';
import { randomStream } from '../../infra/local/sample/random.ts';

/**
 * Between functions and services: every answer, over the wire every piece of it, is from 0 to `mostTurns` turns of the
 * event loop late.
 */
export function lateAnswers(seed: number, mostTurns: number) {
  const random = randomStream(seed, 'late answers');
  const turns = async (): Promise<void> => {
    for (let left = random.between(0, mostTurns); left > 0; left -= 1) await nextTurn();
  };
  return async (endpoints: ServiceEndpoints): Promise<ServiceEndpoints> =>
    isInProcess(endpoints.dynamodb) ? lateInProcess(endpoints, turns) : lateOverWire(endpoints, turns);
}

type Turns = () => Promise<void>;

function lateInProcess({ dynamodb }: ServiceEndpoints, turns: Turns): ServiceEndpoints {
  const services = servicesAt(dynamodb);
  const late =
    <Args extends unknown[], Answer>(answer: (...args: Args) => Answer | Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      try {
        return await answer(...args);
      } finally {
        await turns();
      }
    };
  const endpoint = addServices({
    dynamodb: late(services.dynamodb),
    ses: late(services.ses),
    s3: late(services.s3),
    eventbridge: late(services.eventbridge),
    stepFunctions: late(services.stepFunctions),
  });
  return { dynamodb: endpoint, eventbridge: endpoint, s3: endpoint, ses: endpoint, stepFunctions: endpoint };
}

async function lateOverWire(endpoints: ServiceEndpoints, turns: Turns): Promise<ServiceEndpoints> {
  const late = Object.entries(endpoints).map(async ([name, endpoint]) => [name, await relay(endpoint, turns)] as const);
  return Object.fromEntries(await Promise.all(late)) as ServiceEndpoints;
}

/** Ends with the process. */
async function relay(endpoint: string, turns: Turns): Promise<string> {
  async function* late(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      await turns();
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
