import { basename } from 'node:path';
import type * as z from 'zod';
import { ViewerError } from '../errors.ts';

/** Parses a line by its schema. @throws ViewerError that names the file, the place and the field. */
export function parseLine<Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  line: { text: string; offset: number },
): z.infer<Schema> {
  const where = `${basename(file)}, at byte ${line.offset}`;
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    throw new ViewerError('output-unreadable', `${where}: not a line of JSON (${(error as Error).message})`, error);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ViewerError(
    'output-unreadable',
    `${where}: field ${issue?.path.join('.')}: ${issue?.message}`,
    result.error,
  );
}
