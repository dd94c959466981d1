/** A person in one object: searched as a stream, and rewritten as one, if nobody writes it meanwhile (R-OPS-4). */

import type { LargeObjects } from '../../lambda/large-objects.ts';
import type { OpenedObject } from '../../lambda/object-source.ts';
import { hasDotPart, ObjectChanged } from '../../lambda/object-store.ts';
import { eraseBytes, eraserFor, isCsvKey } from './erase-record.ts';
import type { ErasureTarget } from './erasure-state.ts';
import { recordsOf, UnsearchableObject } from './records.ts';

/** What an object has beside its content once it was rewritten: an upload that has it is not imported again. */
export const REWRITTEN = 'rewritten-by';

/** Somebody else may write the object while it is rewritten. */
const MAX_TRIES = 3;

export type ErasedBucket = {
  open: (key: string) => Promise<OpenedObject | null>;
  putLarge: LargeObjects['putLarge'];
};

/**
 * `unsearched`: it is no text, has too long a record, or a key that no URL can name. In a dry run `rewritten` is what
 * would be.
 */
export type ObjectOutcome = 'without-person' | 'rewritten' | 'unsearched';

/** @throws ObjectChanged if it is written again and again */
export async function eraseObject(
  bucket: ErasedBucket,
  key: string,
  target: ErasureTarget,
  dryRun: boolean,
): Promise<ObjectOutcome> {
  // A URL cannot name it.
  if (hasDotPart(key)) return 'unsearched';
  try {
    for (let tries = 1; ; tries += 1) {
      if (!(await hasPerson(bucket, key, target))) return 'without-person';
      if (dryRun || (await rewrite(bucket, key, target))) return 'rewritten';
      if (tries === MAX_TRIES) throw new ObjectChanged(`${key} is written again and again`);
    }
  } catch (error) {
    if (error instanceof UnsearchableObject) return 'unsearched';
    throw error;
  }
}

async function hasPerson({ open }: ErasedBucket, key: string, target: ErasureTarget): Promise<boolean> {
  const object = await open(key);
  if (object === null) return false;
  const erase = eraserFor(key, target);
  for await (const record of recordsOf(wholeOf(object, key), isCsvKey(key)))
    if (eraseBytes(record, erase) !== record) return true;
  return false;
}

/** @returns false: it is another object now */
async function rewrite({ open, putLarge }: ErasedBucket, key: string, target: ErasureTarget): Promise<boolean> {
  const object = await open(key);
  if (object === null) return false;
  const { etag, type, metadata } = object;
  if (etag === null) throw new Error(`${key} has no ETag`);
  try {
    await putLarge(key, without(object, key, target), {
      type,
      onlyIf: etag,
      metadata: { ...metadata, [REWRITTEN]: 'erase-person' },
    });
    return true;
  } catch (error) {
    if (error instanceof ObjectChanged) return false;
    throw error;
  }
}

async function* without(object: OpenedObject, key: string, target: ErasureTarget): AsyncGenerator<Buffer> {
  const erase = eraserFor(key, target);
  for await (const record of recordsOf(wholeOf(object, key), isCsvKey(key))) yield eraseBytes(record, erase);
}

/**
 * The stream, which ends with the last byte.
 *
 * @throws UnsearchableObject for a compressed object; Error if its end is missing
 */
async function* wholeOf({ stream, bytes, isCompressed }: OpenedObject, key: string): AsyncGenerator<Uint8Array> {
  if (isCompressed) throw new UnsearchableObject('it is compressed');
  let read = 0;
  for await (const chunk of stream) {
    read += chunk.length;
    yield chunk;
  }
  if (bytes !== null && read !== bytes) throw new Error(`${key} ended after ${read} of ${bytes} bytes`);
}
