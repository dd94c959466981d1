import { join } from 'node:path';
import type { Clients } from '../aws/clients.ts';
import type { Checks } from './checks.ts';

export const ROOT = join(import.meta.dirname, '../../..');
/** Everything that is made on the way lies here. */
export const CACHE = join(ROOT, '.cache/e2e');

/** What every step works with. */
export type Context = {
  readonly clients: Clients;
  readonly checks: Checks;
};
