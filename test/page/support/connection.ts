import { once } from 'node:events';

// biome-ignore lint/suspicious/noExplicitAny: the protocol has hundreds of messages, and a test reads few of their fields.
export type Message = Record<string, any>;

type Waiting = { readonly resolve: (result: Message) => void; readonly reject: (error: Error) => void };

/** A connection to Chromium: requests, their answers, and events of each session. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (method: string, event: Message) => void>();
  #requests = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#take(JSON.parse(String(data)) as Message));
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Chromium is gone'));
    });
  }

  static async open(address: string): Promise<Connection> {
    const socket = new WebSocket(address);
    await once(socket, 'open');
    return new Connection(socket);
  }

  /** @throws Error as Chromium words it */
  send(method: string, params: Message = {}, sessionId?: string): Promise<Message> {
    this.#requests += 1;
    const id = this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  listen(sessionId: string, listener: (method: string, event: Message) => void): void {
    this.#listeners.set(sessionId, listener);
  }

  close(): void {
    this.#socket.close();
  }

  #take({ id, result, error, method, params, sessionId }: Message): void {
    if (method !== undefined) this.#listeners.get(sessionId)?.(method, params);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}
