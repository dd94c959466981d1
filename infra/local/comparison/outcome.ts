/** What a simulation's results say, as far as two of them are compared by it. */
import { countedAs, isDryRun } from '../viewer/results/counted.ts';
import { OUTPUT_FILES as FILES, readAllLines, readLines, requireResults } from '../viewer/results/folder.ts';
import { type DecisionLine, decisionLine, emailLine, forecastLine, membershipLine } from '../viewer/results/lines.ts';
import { type PartnerNames, readPartnerNames } from '../viewer/results/partner-names.ts';
import { runLine } from '../viewer/results/run-line.ts';
import { type Band, bandOf, type Events, NO_EVENTS } from './bands.ts';

/** A membership at the end of a simulation. */
export type MembershipOutcome = {
  readonly partnerId: string;
  readonly membershipId: string;
  readonly offer: string;
  readonly competency: string | null;
  readonly level: string | null;
  readonly status: string;
  readonly expiredOn: string | null;
  readonly band: Band;
};

export type Totals = Readonly<
  Record<'mails' | 'renewed' | 'reinstated' | 'expired' | 'upgraded' | 'reduced' | 'refused', number>
>;

export type Outcome = {
  readonly folder: string;
  /** Civil dates of the first and the last run. */
  readonly from: string;
  readonly to: string;
  readonly totals: Totals;
  /** By `partnerId membershipId`, in the order of the file. */
  readonly memberships: ReadonlyMap<string, MembershipOutcome>;
  readonly names: PartnerNames;
};

/** Reads a folder of results; of its large files only counts are kept. @throws ViewerError */
export async function readOutcome(folder: string): Promise<Outcome> {
  await requireResults(folder);
  const days = (await readAllLines(folder, FILES.runs, runLine)).map(({ asOf }) => asOf).sort();
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const { events, golds, counts } = await readEvents(folder);
  let mails = 0;
  for await (const _ of readLines(folder, FILES.emails, emailLine)) mails += 1;
  const risks = new Set((await readAllLines(folder, FILES.forecast, forecastLine)).map(nameOf));
  const memberships = new Map<string, MembershipOutcome>();
  for (const line of await readAllLines(folder, FILES.memberships, membershipLine)) {
    const name = nameOf(line);
    if (golds.has(name)) continue;
    const known = { status: line.status, isAtRisk: risks.has(name) };
    const band = bandOf(known, events.get(name) ?? NO_EVENTS);
    const { partnerId, membershipId, offer, competency, level, status, expiredOn } = line;
    if (band !== null)
      memberships.set(name, { partnerId, membershipId, offer, competency, level, status, expiredOn, band });
  }
  return { folder, from, to, totals: { mails, ...counts }, memberships, names: await readPartnerNames(folder, null) };
}

export const nameOf = ({ partnerId, membershipId }: { partnerId: string; membershipId: string }): string =>
  `${partnerId} ${membershipId}`;

type Read = { events: ReadonlyMap<string, Events>; golds: ReadonlySet<string>; counts: Omit<Totals, 'mails'> };

/** What happened to memberships, by the decisions; dry runs decide nothing. */
async function readEvents(folder: string): Promise<Read> {
  const events = new Map<string, Events>();
  const golds = new Set<string>();
  const counts = { renewed: 0, reinstated: 0, expired: 0, upgraded: 0, reduced: 0, refused: 0 };
  const note = (name: string, event: Partial<Events>) =>
    events.set(name, { ...(events.get(name) ?? NO_EVENTS), ...event });
  for await (const line of readLines(folder, FILES.decisions, decisionLine)) {
    const { what, partnerId, membershipId, inputs } = line;
    if (isDryRun(line)) continue;
    const counted = countedAs(line);
    if (counted !== null && counted !== 'merged') counts[counted] += 1;
    if (partnerId === null || membershipId === null) continue;
    const name = nameOf({ partnerId, membershipId });
    if (what === 'renewed' || what === 'reinstated') {
      if (isReduced(line)) counts.reduced += 1;
      note(name, { reduced: isReduced(line) });
    }
    if (what === 'expired') note(name, { expired: true });
    if (what === 'enrol-done') note(name, { joined: true });
    if (what === 'upgrade-to-gold-done') {
      counts.upgraded += 1;
      note(name, { upgraded: true });
      golds.add(nameOf({ partnerId, membershipId: String(inputs?.gold) }));
    }
  }
  return { events, golds, counts };
}

/** The confirmation names what is not renewed (R-REN-4, R-MRG-4). */
const isReduced = ({ inputs }: DecisionLine): boolean => Array.isArray(inputs?.ended) && inputs.ended.length > 0;
