/** The monthly batch of listings (R-DIR). */
import type { Day } from './dates.ts';
import { isInForce, type Membership, type Partner, type Program } from './program.ts';

/** A Learning membership, or one that goes on in its place (R-DIR-1, R-MRG-2). */
const hasLearning = (m: Membership): boolean =>
  [m, ...m.covers].some(({ offer, learning }) => offer === 'learning-action-pack' || learning);

function isComplete({ config, partners }: Program, p: Partner): boolean {
  if (!p.listing?.name.trim() || !p.listing.attested || !/^[A-Z]{2}$/.test(p.listing.country)) return false;
  const match = /^https:\/\/([a-z0-9.-]+)(\/[^\s]*)?$/i.exec(p.listing.url);
  const host = match?.[1]?.toLowerCase();
  if (!host || /^[\d.]+$/.test(host) || host === 'localhost') return false;
  const under = (domain: string) => host === domain.toLowerCase() || host.endsWith(`.${domain.toLowerCase()}`);
  if ((config.microsoftHosts ?? ['microsoft.com', 'azure.com']).some(under)) return false;
  if ([...partners.values()].some((o) => o.id < p.id && o.listing?.url === p.listing?.url)) return false;
  return p.domains.some(under);
}

/** What is added, changed and withdrawn since the last batch: action and partner. */
export function submit(program: Program, on: Day): [string, string][] {
  const batch: [string, string][] = [];
  for (const p of program.partners.values()) {
    const isEntitled = program.memberships.some((m) => m.partner === p && hasLearning(m) && isInForce(m, on));
    const isWanted = p.into === null && isEntitled && isComplete(program, p);
    const wanted = isWanted ? JSON.stringify([p.listing?.name, p.listing?.country, p.listing?.url]) : null;
    if (wanted === p.submitted) continue;
    batch.push([wanted === null ? 'remove' : p.submitted === null ? 'add' : 'update', p.id]);
    p.submitted = wanted;
  }
  return batch;
}
