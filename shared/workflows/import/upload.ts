/** The upload that an execution of `import` is about. */
import { problemsOf } from '../../domain/config/issues.ts';
import { fields, line, textThat } from '../../domain/config/values.ts';
import { formatProblems, formatValue, type Problem } from '../../domain/core/problem.ts';
import { InvalidInput } from '../../errors.ts';
import { fileNameOf, KINDS, type Kind, kindOf } from '../../import/files.ts';
import { hasDotPart } from '../../lambda/object-store.ts';

/** Of the 1024 bytes of a key: the rest is for the name of the report, which holds the file's key. */
const MAX_KEY_BYTES = 800;

/** Exported for docs/reference.md; `parseUpload` is what to call. */
export const uploadInput = fields({
  bucket: line(1, 63),
  key: textThat(`the key of an object, 1 to ${MAX_KEY_BYTES} bytes, no part of it "." or ".."`, (key) => {
    return key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES && !hasDotPart(key);
  }),
});

export type Upload = { bucket: string; key: string; kind: Kind };

/** `bucket`: the one in which uploads arrive; no other can be read. @throws InvalidInput */
export function parseUpload(input: unknown, bucket: string): Upload {
  const result = uploadInput.safeParse(input);
  if (!result.success) throw invalidInput(...problemsOf(result.error.issues, input, NOWHERE));
  const { key } = result.data;
  if (result.data.bucket !== bucket)
    throw invalidInput({ ...NOWHERE, field: 'bucket', got: formatValue(result.data.bucket), allowed: bucket });
  const kind = kindOf(key.slice(key.lastIndexOf('/') + 1));
  if (kind !== null) return { bucket, key, kind };
  const allowed = `a file in any folder with one of the names ${KINDS.map(fileNameOf).join(', ')}`;
  throw invalidInput({ ...NOWHERE, field: 'key', got: formatValue(key), allowed });
}

/** The error for an object that does not exist. */
export function noSuchObject({ bucket, key }: Upload): InvalidInput {
  return invalidInput({
    ...NOWHERE,
    field: 'key',
    got: `${formatValue(key)}, no such object`,
    allowed: `an object of ${bucket}`,
  });
}

/** The error for an object that was replaced by another upload between two calls. */
export function replacedMeanwhile({ key }: Upload): InvalidInput {
  const got = `${formatValue(key)}, replaced by another upload while it was being loaded`;
  const allowed = 'the same object to the end (the other upload has an execution of its own, which loads all of it)';
  return invalidInput({ ...NOWHERE, field: 'key', got, allowed });
}

/** The error for a large file of which what was sorted is not there any more. */
export function sortedRowsGone({ key }: Upload): InvalidInput {
  const got = `${formatValue(key)}, whose sorted rows are gone or without somebody who was erased meanwhile`;
  return invalidInput({
    ...NOWHERE,
    field: 'key',
    got,
    allowed: 'an execution that ends within a day: upload it again',
  });
}

/** The error for a compressed object that one call does not read to its end: no other can go on in the middle. */
export function compressedFile({ key }: Upload): InvalidInput {
  const got = `${formatValue(key)}, a large file with a Content-Encoding`;
  return invalidInput({ ...NOWHERE, field: 'key', got, allowed: 'a file that is not compressed' });
}

const NOWHERE = { file: null, line: null };

function invalidInput(...problems: Problem[]): InvalidInput {
  return new InvalidInput(formatProblems(problems));
}
