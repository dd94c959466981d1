import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { ViewerError } from '../errors.ts';
import { parseLine } from './parse-line.ts';
import { lineBatches } from './read-lines.ts';

/** The files of a simulation's output folder. */
export const OUTPUT_FILES = {
  emails: 'emails.jsonl',
  memberships: 'memberships.jsonl',
  kpi: 'kpi.jsonl',
  forecast: 'forecast.jsonl',
  partners: 'partners.jsonl',
  decisions: 'decisions.jsonl',
  runs: 'runs.jsonl',
  events: 'events.jsonl',
} as const;

/** @throws ViewerError if there is no such folder. */
export async function requireFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => null);
  if (!stats?.isDirectory())
    throw new ViewerError('output-missing', `${folder} is not a folder: run a simulation with --out ${folder} first`);
}

/** @throws ViewerError if the folder does not hold the results of a whole simulation */
export async function requireResults(folder: string): Promise<void> {
  await requireFolder(folder);
  for (const name of [OUTPUT_FILES.runs, OUTPUT_FILES.decisions, OUTPUT_FILES.memberships])
    if (!(await hasFile(folder, name)))
      throw new ViewerError(
        'output-missing',
        `${folder} holds no ${name}: it is not the --out of a simulation that ran through`,
      );
}

/** Whether the folder has the file: that of an older simulation may lack it. */
export async function hasFile(folder: string, name: string): Promise<boolean> {
  return (await stat(join(folder, name)).catch(() => null)) !== null;
}

/** Reads the lines of a file one after the other; the file is never held whole. */
export async function* readLines<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): AsyncGenerator<z.infer<Schema>> {
  const file = join(folder, name);
  for await (const batch of lineBatches(file)) {
    for (const line of batch) yield parseLine(schema, file, line);
  }
}

/** Reads all lines of a small file, whose size follows the memberships or the runs, not the mails. */
export async function readAllLines<Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): Promise<z.infer<Schema>[]> {
  const lines: z.infer<Schema>[] = [];
  for await (const line of readLines(folder, name, schema)) lines.push(line);
  return lines;
}
