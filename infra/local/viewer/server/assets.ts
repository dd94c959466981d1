import { readFile } from 'node:fs/promises';
import type { Reply } from './reply.ts';

/** The client may load and run only what this server serves. */
const CLIENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

/** Every file that is served, by its path; any other path is not found. */
const ASSETS: ReadonlyMap<string, string> = new Map([
  ['/', HTML],
  ...['theme', 'calendar', 'viewer', 'browser', 'detail', 'today', 'rules'].map((name): [string, string] => [
    `/styles/${name}.css`,
    CSS,
  ]),
  ['/icon.svg', 'image/svg+xml'],
  ...['app', 'api', 'dom', 'words', 'rows', 'route', 'tabs', 'keys', 'filters', 'pager', 'browser', 'pane'].map(
    (name): [string, string] => [`/${name}.js`, SCRIPT],
  ),
  ...[
    'today/today',
    'today/cards',
    'today/slider',
    'partner/partners',
    'partner/partner',
    'partner/membership',
    'partner/sparkline',
    'partner/benefits',
    'partner/forecast',
    'partner/events',
    'inbox',
    'mail',
    'calendar',
    'months',
    'runs',
    'run',
    'decisions',
    'facts',
    'sliced',
  ].map((name): [string, string] => [`/views/${name}.js`, SCRIPT]),
]);

/** The client's file at this path, or null. */
export async function asset(path: string): Promise<Reply | null> {
  const type = ASSETS.get(path);
  if (type === undefined) return null;
  const name = path === '/' ? 'index.html' : path.slice(1);
  const body = await readFile(new URL(`../client/${name}`, import.meta.url));
  return { status: 200, type, body, policy: CLIENT_POLICY };
}
