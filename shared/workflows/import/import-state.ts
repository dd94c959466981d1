/** What the state machine `import` hands from call to call. */
import * as z from 'zod';
import { executionInput } from '../../lambda/executions/execution.ts';
import type { Counts } from './import-part.ts';

const count = z.int().nonnegative();
const number = z.int().positive();

/** Of the object that is imported. */
const etag = z.string().nullable();

/** A large file is being sorted. `position`: how far it is read. `pieces`: those that are written. */
const sorting = z.object({
  step: z.literal('sort'),
  etag,
  position: z.object({ byte: count, line: number }),
  pieces: number,
});

/**
 * Rows are being imported. `part`, `last`: of a sorted file, this part and those up to the last one; null: the file is
 * small, and is all of it. `call`: the next one for this part, from 1. The counts: of all calls so far.
 */
const importing = z.object({
  step: z.literal('import'),
  etag,
  part: number.nullable(),
  last: number.nullable(),
  call: number,
  after: z.string().nullable(),
  rows: count,
  loaded: count,
  unchanged: count,
  rejected: count,
});

const problem = z.object({
  file: z.string().nullable(),
  line: z.number().nullable(),
  field: z.string().nullable(),
  got: z.string(),
  allowed: z.string(),
});

/** All parts are imported. `parts`: how many. `broken`: why the file could not be read further; null: it could. */
const ending = z.object({ step: z.literal('end'), etag, parts: number, broken: problem.nullable() });

export type Sorting = z.output<typeof sorting>;
export type Importing = z.output<typeof importing>;
export type Ending = z.output<typeof ending>;

/**
 * What the state machine hands to a call: the execution's own input, the output of the call before, or of all children.
 * `children`: the last output of each child.
 */
export const importState = z.object({
  ...executionInput.shape,
  progress: z.discriminatedUnion('step', [sorting, importing, ending]).nullable(),
  children: z.array(z.object({ valid: z.boolean(), cause: z.string().nullable(), progress: importing })).optional(),
});
export type ImportState = z.output<typeof importState>;
export type ImportProgress = NonNullable<ImportState['progress']>;

/**
 * `report`: how the keys of the report's parts begin; null if nothing was rejected. `rewrittenBy`: the file was
 * imported before, and is only written anew by that command, without somebody who is erased: it is not imported again
 * (R-OPS-4); null: it was imported.
 */
export type ImportOutput = Counts & {
  file: string;
  bucket: string;
  key: string;
  report: string | null;
  rewrittenBy: string | null;
};

/**
 * `done`: false: call again. `isSorted`: then a child is to be run for each of `stretches`, with that as its progress,
 * and their outputs handed to the next call. `output`: of the whole execution, in the end.
 */
export type Step = {
  done: boolean;
  isSorted: boolean;
  progress: ImportProgress;
  stretches: Importing[];
  output: ImportOutput | null;
};

export type ImportResult = Omit<ImportState, 'children'> &
  Omit<Step, 'progress'> & {
    /** False: the execution fails with `InvalidInput` and this cause. */
    valid: boolean;
    cause: string | null;
  };
