import type { Connection, Message } from './connection.ts';

export type Theme = 'light' | 'dark';

/** CSS pixels. */
export type Size = { readonly name: string; readonly width: number; readonly height: number };

export const DESKTOP: Size = { name: 'desktop', width: 1280, height: 860 };
export const PHONE: Size = { name: 'phone', width: 390, height: 844 };
export const SIZES = [DESKTOP, PHONE];
export const THEMES: readonly Theme[] = ['light', 'dark'];

/** How long a page may take to come to rest, or to show what is waited for, in milliseconds. */
const PATIENCE_MS = 45_000;

/** What ends a request. */
const ANSWERED = ['Network.loadingFinished', 'Network.loadingFailed'];

/** The codes of keys that are not a letter or a digit. */
const KEY_CODES: Readonly<Record<string, number>> = {
  Tab: 9,
  Enter: 13,
  Escape: 27,
  ' ': 32,
  End: 35,
  Home: 36,
  ArrowLeft: 37,
  ArrowUp: 38,
  ArrowRight: 39,
  ArrowDown: 40,
};

/** A tab of Chromium: what a person at it does and sees. */
export class BrowserTab {
  readonly #connection: Connection;
  readonly #session: string;
  /** Requests of the page that have no answer yet; a mail's frame is a process of its own, and is not waited for. */
  readonly #loading = new Set<string>();
  /** What the page said of its errors. */
  readonly errors: string[] = [];

  private constructor(connection: Connection, session: string) {
    this.#connection = connection;
    this.#session = session;
    connection.listen(session, (method, event) => this.#hear(method, event));
  }

  static async attach(connection: Connection, session: string): Promise<BrowserTab> {
    const tab = new BrowserTab(connection, session);
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await tab.#send(`${domain}.enable`);
    return tab;
  }

  async look({ theme, size }: { theme: Theme; size: Size }): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: theme }];
    await this.#send('Emulation.setEmulatedMedia', { features });
    const { width, height } = size;
    const mobile = size === PHONE;
    await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
  }

  /** Opens an address anew, also where only what follows the # differs, and waits until the page is at rest. */
  async go(url: string): Promise<void> {
    await this.#send('Page.navigate', { url: 'about:blank' });
    await this.#send('Page.navigate', { url });
    await this.until(`document.readyState === 'complete' && location.href.startsWith(${JSON.stringify(url)})`);
    await this.rest();
  }

  /** Waits until nothing is loading, and what was loaded is drawn. */
  async rest(): Promise<void> {
    const late = Date.now() + PATIENCE_MS;
    do {
      await this.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
      if (Date.now() > late) throw new Error(`still loading: ${[...this.#loading].join(', ')}`);
    } while (this.#loading.size > 0 || (await this.evaluate<boolean>("!!document.querySelector('[aria-busy=true]')")));
  }

  /** Waits until an expression holds. @throws Error when it does not in time */
  async until(expression: string): Promise<void> {
    const late = Date.now() + PATIENCE_MS;
    while (!(await this.evaluate<boolean>(`!!(${expression})`).catch(() => false)))
      if (Date.now() > late) throw new Error(`never came true: ${expression}`);
  }

  /** The value of an expression in the page, of a promise what it resolves to. @throws Error with what it throws */
  async evaluate<Value>(expression: string): Promise<Value> {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#send('Runtime.evaluate', params);
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as Value;
  }

  /** The whole page, as PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.#send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true });
    return Buffer.from(data, 'base64');
  }

  /** Presses keys, one after the other, and waits until the page is at rest. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      const code = KEY_CODES[key] ?? key.toUpperCase().charCodeAt(0);
      const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
      const common = { key, windowsVirtualKeyCode: code, code: key.length === 1 ? `Key${key.toUpperCase()}` : key };
      await this.#send('Input.dispatchKeyEvent', {
        type: text === undefined ? 'rawKeyDown' : 'keyDown',
        text,
        ...common,
      });
      await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
      await this.rest();
    }
  }

  /** What the browser prints, as a PDF. */
  async print(): Promise<Buffer> {
    const { data } = await this.#send('Page.printToPDF', { printBackground: true, preferCSSPageSize: true });
    return Buffer.from(data, 'base64');
  }

  #send(method: string, params: Message = {}): Promise<Message> {
    return this.#connection.send(method, params, this.#session);
  }

  #hear(method: string, event: Message): void {
    if (method === 'Network.requestWillBeSent' && event.type !== 'Document') this.#loading.add(event.requestId);
    if (ANSWERED.includes(method)) this.#loading.delete(event.requestId);
    if (method === 'Page.frameNavigated' && event.frame.parentId === undefined) this.#loading.clear();
    if (method === 'Runtime.exceptionThrown')
      this.errors.push(event.exceptionDetails.exception?.description ?? event.exceptionDetails.text);
    if (method === 'Log.entryAdded' && event.entry.level === 'error') this.errors.push(event.entry.text);
  }
}
