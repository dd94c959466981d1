import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type CountingSes = {
  readonly url: string;
  stop(): Promise<void>;
};

/** An SES that accepts everything and publishes no events. */
export async function startCountingSes(): Promise<CountingSes> {
  let count = 0;
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const chunk of incoming as AsyncIterable<Buffer>) body += chunk.toString('latin1');
    const action = new URLSearchParams(body).get('Action') ?? 'Unknown';
    count += 1;
    const answer = `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result><MessageId>m-${count}</MessageId></${action}Result></${action}Response>`;
    outgoing.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The notice that a request to SES sends; null if it sends none. */
export function noticeIn(request: Buffer): string | null {
  const form = new URLSearchParams(request.toString('latin1'));
  return form.get('Action') === 'SendRawEmail' ? form.get('Tags.member.1.Value') : null;
}
