/** The first decision about each partner that differs between two results. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { OUTPUT_FILES as FILES } from '../viewer/results/folder.ts';
import { type DecisionLine, decisionLine } from '../viewer/results/lines.ts';
import { parseLine } from '../viewer/results/parse-line.ts';
import { lineBatches } from '../viewer/results/read-lines.ts';

/** `before`, `after`: null if that side has decided nothing more about the partner. */
export type FirstDifference = {
  readonly partnerId: string;
  readonly before: DecisionLine | null;
  readonly after: DecisionLine | null;
};

/** Where a decision stands in the file, and what it says. */
type Place = { readonly offset: number; readonly length: number; readonly digest: string };

/** Bytes of a digest: enough that two of some million decisions are not taken for the same. */
const DIGEST_BYTES = 12;

/**
 * In the order of the partners' ids, without those about whom both decide the same. Decisions are the same if what was
 * decided, by which rule, why and from what are: which execution decided it does not matter. Held in memory are
 * places and digests, not the decisions.
 *
 * @throws ViewerError
 */
export async function firstDifferences(beforeFolder: string, afterFolder: string): Promise<FirstDifference[]> {
  const [before, after] = await Promise.all([readPlaces(beforeFolder), readPlaces(afterFolder)]);
  const partnerIds = [...new Set([...before.keys(), ...after.keys()])].sort();
  const files = await Promise.all([beforeFolder, afterFolder].map((folder) => open(join(folder, FILES.decisions))));
  const [fileBefore, fileAfter] = files;
  if (fileBefore === undefined || fileAfter === undefined) return [];
  try {
    const found: FirstDifference[] = [];
    for (const partnerId of partnerIds) {
      const [a, b] = [before.get(partnerId) ?? [], after.get(partnerId) ?? []];
      const index = firstIndex(a, b);
      if (index === null) continue;
      const [one, other] = await Promise.all([readAt(fileBefore, a[index]), readAt(fileAfter, b[index])]);
      found.push({ partnerId, before: one, after: other });
    }
    return found;
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
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
      if (decision.partnerId === null) continue;
      const place = { offset: line.offset, length: line.length, digest: digestOf(decision) };
      const known = places.get(decision.partnerId);
      if (known === undefined) places.set(decision.partnerId, [place]);
      else known.push(place);
    }
  return places;
}

function digestOf({ runId: _, email, ...decision }: DecisionLine): string {
  const said = { ...decision, to: email?.to, kind: email?.kind, subject: email?.subject };
  return createHash('sha256').update(JSON.stringify(said)).digest('base64').slice(0, DIGEST_BYTES);
}

type File = Awaited<ReturnType<typeof open>>;

async function readAt(file: File, place: Place | undefined): Promise<DecisionLine | null> {
  if (place === undefined) return null;
  const buffer = Buffer.alloc(place.length);
  await file.read(buffer, 0, place.length, place.offset);
  return parseLine(decisionLine, FILES.decisions, { text: buffer.toString('utf8'), offset: place.offset });
}
