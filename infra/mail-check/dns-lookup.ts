import { Resolver } from 'node:dns/promises';

/** What the DNS says of a name; nothing if it has no such records. */
export type DnsLookup = {
  readonly cname: (name: string) => Promise<string[]>;
  readonly mx: (name: string) => Promise<{ exchange: string; priority: number }[]>;
  /** Each record as one text. */
  readonly txt: (name: string) => Promise<string[]>;
};

const TIMEOUT_MS = 5_000;
/** The name is not there, or has no record of the type. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA']);

/** The resolvers of this machine. @throws (by its functions) what they answer, but that there is nothing */
export function dnsLookup(resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 3 })): DnsLookup {
  return {
    cname: (name) => orNothing(resolver.resolveCname(name)),
    mx: (name) => orNothing(resolver.resolveMx(name)),
    txt: async (name) => (await orNothing(resolver.resolveTxt(name))).map((chunks) => chunks.join('')),
  };
}

async function orNothing<Found>(found: Promise<Found[]>): Promise<Found[]> {
  try {
    return await found;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (NOTHING.has(code)) return [];
    throw error;
  }
}
