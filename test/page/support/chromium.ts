import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BrowserTab } from './browser-tab.ts';
import { Connection } from './connection.ts';
import { requireBrowser } from './found-browser.ts';

/** As root, in containers, there is no sandbox; what is shown is this project's own. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--hide-scrollbars',
  '--lang=en',
  '--remote-debugging-port=0',
];

const LISTENING = /^DevTools listening on (ws:\S+)$/;

/** A Chromium without a window, driven by its DevTools protocol. */
export class Chromium {
  readonly #process: ChildProcess;
  readonly #connection: Connection;
  readonly #profile: string;

  private constructor(process: ChildProcess, connection: Connection, profile: string) {
    this.#process = process;
    this.#connection = connection;
    this.#profile = profile;
  }

  /** @throws Error where there is no Chromium, or it does not start */
  static async start(): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
    const child = spawn(await requireBrowser(), [...ARGUMENTS, `--user-data-dir=${profile}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return new Chromium(child, await Connection.open(await addressOf(child)), profile);
  }

  async open(): Promise<BrowserTab> {
    const { targetId } = await this.#connection.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.#connection.send('Target.attachToTarget', { targetId, flatten: true });
    return BrowserTab.attach(this.#connection, sessionId);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#connection.close();
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Where it listens, as it says itself. @throws Error with all that it said, if it ends before */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (stderr !== null)
    for await (const line of createInterface(stderr)) {
      const address = LISTENING.exec(line)?.[1];
      if (address !== undefined) {
        stderr.resume();
        return address;
      }
      said.push(line);
    }
  throw new Error(`Chromium did not start: ${said.join('\n')}`);
}
