import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

const run = promisify(execFile);

/** The browser of this machine, by its name on the PATH; null if there is none. */
export async function foundBrowser(): Promise<string | null> {
  for (const name of BROWSERS) {
    const found = await run(name, ['--version']).catch(() => null);
    if (found !== null) return name;
  }
  return null;
}

/** @throws Error that says what to install. */
export async function requireBrowser(): Promise<string> {
  const browser = await foundBrowser();
  if (browser !== null) return browser;
  throw new Error(`none of ${BROWSERS.join(', ')} is on the PATH: install one (Debian: apt-get install chromium)`);
}
