import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import type { ServiceEndpoints } from '../../../infra/local/emulator/functions/function-environment.ts';
import {
  type LoopbackRequest,
  type LoopbackServer,
  serveLoopback,
} from '../../../infra/local/emulator/loopback-server.ts';
import { Program } from '../../workflow/support/program.ts';
import { FaultyLine, type Service, TELLER } from './fault.ts';

/** The program with a line between its functions and the services on which anything can go wrong. */
export class FaultyProgram {
  readonly program: Program;
  readonly line: FaultyLine;
  /** What was put on the bus. */
  readonly heard: BusEvent[];
  readonly #servers: readonly LoopbackServer[];

  private constructor(program: Program, line: FaultyLine, heard: BusEvent[], servers: readonly LoopbackServer[]) {
    this.program = program;
    this.line = line;
    this.heard = heard;
    this.#servers = servers;
  }

  static async start(): Promise<FaultyProgram> {
    const line = new FaultyLine();
    const servers: LoopbackServer[] = [];
    const between = async (service: Service, endpoint: string): Promise<string> => {
      const server = await serveLoopback((request) =>
        line.call(service, nameOf(service, request), request, () => forward(endpoint, request)),
      );
      servers.push(server);
      return server.endpoint;
    };
    const interpose = async ({
      dynamodb,
      s3,
      ses,
      eventbridge,
      ...others
    }: ServiceEndpoints): Promise<ServiceEndpoints> => ({
      ...others,
      dynamodb: await between('dynamodb', dynamodb),
      s3: await between('s3', s3),
      ses: await between('ses', ses),
      eventbridge: await between('eventbridge', eventbridge),
    });
    const heard: BusEvent[] = [];
    const onEventPut = (event: BusEvent) => heard.push(event);
    const program = await Program.start({ interpose, aroundInvocation: line.invocation, onEventPut });
    return new FaultyProgram(program, line, heard, servers);
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await Promise.all(this.#servers.map((server) => server.stop()));
  }
}

async function forward(endpoint: string, { method, url, headers, body }: LoopbackRequest) {
  const { host: _host, connection: _connection, 'content-length': _length, ...rest } = headers;
  const answer = await fetch(`${endpoint}${url.pathname}${url.search}`, {
    method,
    headers: rest as Record<string, string>,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) }),
  });
  const type = answer.headers.get('content-type');
  const etag = answer.headers.get('etag');
  const metadata = Object.fromEntries(
    [...answer.headers].filter(([name]) => name.startsWith('x-amz-meta-') || name === 'content-length'),
  );
  return {
    status: answer.status,
    headers: { ...(type && { 'content-type': type }), ...(etag && { etag }), ...metadata },
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

/** `caller service operation`; the caller is what the SDK says of itself, where it does. */
function nameOf(service: Service, { method, headers, body }: LoopbackRequest): string {
  const caller = /\bapp\/(\S+?)(?:-PT-|\s|$)/.exec(String(headers['user-agent']))?.[1] ?? '';
  if (service === 's3') return `s3 ${method}`;
  if (service === 'eventbridge') return `${TELLER} eventbridge PutEvents`;
  if (service === 'ses') return `${caller} ses ${new URLSearchParams(body.toString()).get('Action')}`;
  const target = String(headers['x-amz-target']);
  const { IndexName } = JSON.parse(body.toString()) as { IndexName?: string };
  return `${caller} dynamodb ${target.slice(target.indexOf('.') + 1)}${IndexName ? ` on ${IndexName}` : ''}`;
}
