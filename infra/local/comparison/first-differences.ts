/** The first decision about each partner that differs between two results. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isDryRun } from '../viewer/results/counted.ts';
import { OUTPUT_FILES as FILES } from '../viewer/results/folder.ts';
import { type DecisionLine, decisionLine } from '../viewer/results/lines.ts';
import { parseLine } from '../viewer/results/parse-line.ts';
import { type Line, lineBatches, readAt } from '../viewer/results/read-lines.ts';

/** `before`, `after`: null if that side has decided nothing more about the partner. */
export type FirstDifference = {
  readonly partnerId: string;
  readonly before: DecisionLine | null;
  readonly after: DecisionLine | null;
};

/** Where a decision stands in the file, and what it says. */
type Place = Omit<Line, 'text'> & { readonly digest: string };

/** Characters of a digest: enough that two of some million decisions are not taken for the same. */
const DIGEST_CHARACTERS = 12;

/**
 * In the order of the partners' ids, without those about whom both decide the same. Decisions are the same if what was
 * decided, by which rule, why and from what are: which execution decided it does not matter. A dry run decides nothing.
 * Held in memory are places and digests, not the decisions.
 *
 * @throws ViewerError
 */
export async function firstDifferences(beforeFolder: string, afterFolder: string): Promise<FirstDifference[]> {
  const [before, after] = await Promise.all([readPlaces(beforeFolder), readPlaces(afterFolder)]);
  const partnerIds = [...new Set([...before.keys(), ...after.keys()])].sort();
  const found = partnerIds.flatMap((partnerId) => {
    const [a, b] = [before.get(partnerId) ?? [], after.get(partnerId) ?? []];
    const index = firstIndex(a, b);
    return index === null ? [] : [{ partnerId, before: a[index], after: b[index] }];
  });
  const decisionsBefore = await readDecisions(
    beforeFolder,
    found.map((difference) => difference.before),
  );
  const decisionsAfter = await readDecisions(
    afterFolder,
    found.map((difference) => difference.after),
  );
  return found.map(({ partnerId, ...places }) => ({
    partnerId,
    before: decisionAt(decisionsBefore, places.before),
    after: decisionAt(decisionsAfter, places.after),
  }));
}

function firstIndex(a: readonly Place[], b: readonly Place[]): number | null {
  const most = Math.max(a.length, b.length);
  for (let index = 0; index < most; index += 1) if (a[index]?.digest !== b[index]?.digest) return index;
  return null;
}

async function readPlaces(folder: string): Promise<Map<string, Place[]>> {
  const file = join(folder, FILES.decisions);
  const places = new Map<string, Place[]>();
  for await (const batch of lineBatches(file))
    for (const line of batch) {
      const decision = parseLine(decisionLine, file, line);
      if (decision.partnerId === null || isDryRun(decision)) continue;
      const place = { offset: line.offset, length: line.length, digest: digestOf(decision) };
      const known = places.get(decision.partnerId);
      if (known === undefined) places.set(decision.partnerId, [place]);
      else known.push(place);
    }
  return places;
}

function digestOf({ runId: _, email, ...decision }: DecisionLine): string {
  const said = { ...decision, to: email?.to, kind: email?.kind, subject: email?.subject };
  return createHash('sha256').update(JSON.stringify(said)).digest('base64').slice(0, DIGEST_CHARACTERS);
}

/** By their offsets. */
async function readDecisions(
  folder: string,
  places: readonly (Place | undefined)[],
): Promise<Map<number, DecisionLine>> {
  const file = join(folder, FILES.decisions);
  const wanted = places.filter((place) => place !== undefined);
  const texts = await readAt(file, wanted);
  return new Map(
    wanted.map(({ offset }, index) => [offset, parseLine(decisionLine, file, { text: texts[index] ?? '', offset })]),
  );
}

const decisionAt = (decisions: ReadonlyMap<number, DecisionLine>, place: Place | undefined): DecisionLine | null =>
  (place && decisions.get(place.offset)) ?? null;
