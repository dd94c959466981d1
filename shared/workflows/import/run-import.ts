/**
 * The workflow `import`: its state machine calls `runImport` until the file is finished.
 *
 *   small file ─► imported, in one call
 *   large file ─► sorted, piece by piece ─► its parts imported, by several children ─► the end
 *
 * A file is small if one call holds it in memory (docs/decisions/0035-large-files.md).
 */
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import { civilDateIn } from '../../domain/core/calendar.ts';
import { formatProblem, type Problem } from '../../domain/core/problem.ts';
import { InvalidInput } from '../../errors.ts';
import { SMOKE_TEST_FOLDER } from '../../import/checks/smoke-test.ts';
import { readRecords } from '../../import/csv/records.ts';
import { fileNameOf } from '../../import/files.ts';
import type { OpenedObject, OpenOptions } from '../../lambda/object-source.ts';
import { ObjectChanged, type ObjectStore } from '../../lambda/object-store.ts';
import type { Store } from '../../store/store.ts';
import { REWRITTEN } from '../erasure/erase-object.ts';
import { type Counts, type ImportedPart, importPart, type Limits, NO_PROGRESS } from './import-part.ts';
import type { Ending, Importing, ImportOutput, ImportResult, ImportState, Sorting, Step } from './import-state.ts';
import { stretchesOf } from './parts.ts';
import { type Broken, type Piece, readPieces, recordsFrom } from './read-pieces.ts';
import { rejectionReportPrefix, writeRejections } from './rejection-report.ts';
import { SortedFile, SortedFileChanged, type SortedObjects } from './sorted-file.ts';
import type { SortedRow } from './sorted-rows.ts';
import { compressedFile, noSuchObject, parseUpload, replacedMeanwhile, sortedRowsGone, type Upload } from './upload.ts';

export type ImportDeps = {
  store: Store;
  /** Its time zone is the program's (R-CAL-1). */
  config: ProgramConfig;
  /** Where uploads arrive and reports of rejected rows are written. */
  imports: ObjectStore;
  open: (key: string, options?: OpenOptions) => Promise<OpenedObject | null>;
  /** Where a large file is sorted. */
  sorted: SortedObjects;
  now: () => number;
  limits: Limits;
  /** Children that import a large file at the same time, at most. */
  children: number;
  /** Invoices and reviews of later days are taken, as those to come (R-IMP-3). */
  expectsLater?: boolean;
};

/** One call. The day of the import is the day on which the execution started, whatever the number of calls. */
export async function runImport(state: ImportState, deps: ImportDeps): Promise<ImportResult> {
  const { input, execution, startedAt, progress } = state;
  try {
    const upload = parseUpload(input, deps.imports.bucket);
    const step = await new ImportCall(upload, state, deps).run();
    return { valid: true, cause: null, input, execution, startedAt, ...step };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    // The input is not returned: an input nested too deeply can be parsed but not serialized.
    const nothing = { input: null, isSorted: false, stretches: [], output: null };
    return { valid: false, cause: error.message, done: true, execution, startedAt, progress, ...nothing };
  }
}

const NOTHING_FURTHER = { isSorted: false, stretches: [], output: null };

class ImportCall {
  readonly #upload: Upload;
  readonly #state: ImportState;
  readonly #deps: ImportDeps;
  readonly #sortedFile: SortedFile;
  readonly #until: number;

  constructor(upload: Upload, state: ImportState, deps: ImportDeps) {
    this.#upload = upload;
    this.#state = state;
    this.#deps = deps;
    const place = { key: upload.key, execution: state.execution };
    this.#sortedFile = new SortedFile(deps.sorted, upload.kind, place, deps.limits.rows);
    this.#until = deps.now() + deps.limits.milliseconds;
  }

  async run(): Promise<Step> {
    const { progress } = this.#state;
    try {
      if (progress === null) return await this.#begin();
      if (progress.step === 'sort') return await this.#sortOn(progress);
      if (progress.step === 'end') return await this.#end(progress);
      return await (progress.part === null ? this.#importSmall(progress) : this.#importSorted(progress));
    } catch (error) {
      if (error instanceof ObjectChanged) throw replacedMeanwhile(this.#upload);
      if (error instanceof SortedFileChanged) throw sortedRowsGone(this.#upload);
      throw error;
    }
  }

  async #begin(): Promise<Step> {
    const { stream, etag, metadata, close } = await this.#open();
    const begun: Importing = { step: 'import', etag, part: null, last: null, call: 1, ...NO_PROGRESS };
    const rewrittenBy = metadata[REWRITTEN] ?? null;
    if (rewrittenBy !== null) {
      await close();
      const output = { ...this.#output(NO_PROGRESS), rewrittenBy };
      return { ...NOTHING_FURTHER, done: true, progress: begun, output };
    }
    return this.#sort(readPieces(this.#upload.kind, readRecords(stream), this.#deps.limits.rows), begun, 0);
  }

  async #sortOn(progress: Sorting): Promise<Step> {
    const { kind } = this.#upload;
    const { position, pieces } = progress;
    const rest = await this.#open(progress.etag, { start: position.byte, end: null });
    if (rest.isCompressed) {
      await rest.close();
      throw compressedFile(this.#upload);
    }
    const head = await this.#open(progress.etag);
    const records = recordsFrom(head.stream, rest.stream, position);
    return this.#sort(readPieces(kind, records, this.#deps.limits.rows), progress, pieces);
  }

  /** Writes the pieces of a large file, as many as there is time for; of a small one, imports the only piece. */
  async #sort(read: AsyncGenerator<Piece>, progress: Importing | Sorting, written: number): Promise<Step> {
    let pieces = written;
    for await (const { rows, next, broken } of read) {
      if (next === null && progress.step === 'import' && pieces === 0) return this.#importPiece(rows, broken, progress);
      await this.#sortedFile.writePiece(pieces, rows);
      pieces += 1;
      if (next === null) return this.#divide(pieces, progress.etag, broken);
      const isOver = this.#deps.now() >= this.#until;
      if (isOver)
        return {
          ...NOTHING_FURTHER,
          done: false,
          progress: { step: 'sort', etag: progress.etag, position: next, pieces },
        };
    }
    throw new Error(`${this.#upload.key} has no last piece`);
  }

  async #divide(pieces: number, etag: string | null, broken: Broken | null): Promise<Step> {
    const parts = await this.#sortedFile.divide(pieces);
    const stretches = stretchesOf(this.#upload.kind, parts, this.#deps.children).map(
      ({ first, last }): Importing => ({ step: 'import', etag, part: first, last, call: 1, ...NO_PROGRESS }),
    );
    const progress: Ending = { step: 'end', etag, parts: parts.length, broken: broken?.problem ?? null };
    return { done: true, isSorted: true, progress, stretches, output: null };
  }

  /** Goes on with a file for whose rows one call had no time. */
  async #importSmall(progress: Importing): Promise<Step> {
    const { stream } = await this.#open(progress.etag);
    const read = readPieces(this.#upload.kind, readRecords(stream), this.#deps.limits.rows);
    for await (const { rows, broken } of read) return this.#importPiece(rows, broken, progress);
    throw new Error(`${this.#upload.key} has no piece`);
  }

  async #importPiece(rows: readonly SortedRow[], broken: Broken | null, progress: Importing): Promise<Step> {
    const imported = await this.#import(rows, progress);
    const ends = imported.done ? broken : null;
    const problems = ends === null ? [] : [...ends.further, ends.problem];
    await this.#report(reportPart(1, progress.call), [...imported.problems, ...problems]);
    if (ends !== null) throw brokenFile(ends.problem, imported.progress);
    const output = imported.done ? this.#output(imported.progress) : null;
    const next = { ...progress, ...imported.progress, call: progress.call + 1 };
    return { ...NOTHING_FURTHER, done: imported.done, progress: next, output };
  }

  /** A part of a sorted file, or what is left of it; a child goes on to its last one. */
  async #importSorted(progress: Importing): Promise<Step> {
    const { part, last, call } = progress;
    if (part === null || last === null) throw new Error('no part of a sorted file');
    const upload = await this.#open(progress.etag, { start: 0, end: 1 });
    await upload.close();
    const imported = await this.#import(await this.#sortedFile.readPart(part), progress);
    await this.#report(reportPart(part, call), imported.problems);
    const counted = { ...progress, ...imported.progress };
    if (!imported.done) return { ...NOTHING_FURTHER, done: false, progress: { ...counted, call: call + 1 } };
    const isLast = part === last;
    const next = { ...counted, part: isLast ? part : part + 1, call: 1, after: null };
    return { ...NOTHING_FURTHER, done: isLast, progress: next };
  }

  async #end({ parts, broken }: Ending): Promise<Step> {
    const children = this.#state.children ?? [];
    const refused = children.find(({ valid }) => !valid);
    if (refused !== undefined) throw new InvalidInput(refused.cause ?? '');
    const counts = children.map(({ progress }) => progress).reduce(sumOf, NO_PROGRESS);
    if (broken !== null) {
      await this.#report(reportPart(parts + 1, 1), [broken]);
      throw brokenFile(broken, counts);
    }
    const progress = this.#state.progress as Ending;
    return { ...NOTHING_FURTHER, done: true, progress, output: this.#output(counts) };
  }

  #import(rows: readonly SortedRow[], progress: Importing): Promise<ImportedPart> {
    const { store, config, now, limits, expectsLater = false } = this.#deps;
    const { execution: runId, startedAt } = this.#state;
    const asOf = civilDateIn(startedAt, config.timeZone);
    const { after, rows: count, loaded, unchanged, rejected } = progress;
    const before = { after, rows: count, loaded, unchanged, rejected };
    const isSmokeTest = this.#upload.key.startsWith(SMOKE_TEST_FOLDER);
    const call = { store, config, asOf, expectsLater, isSmokeTest, runId, startedAt, now, limits };
    return importPart(this.#upload.kind, rows, before, call);
  }

  /** `etag`: of the object that an earlier call has read; null: it had none, or this is the first call. */
  async #open(etag: string | null = null, range?: OpenOptions['range']): Promise<OpenedObject> {
    const options = { ...(range && { range }), ...(etag !== null && { onlyIf: etag }) };
    const object = await this.#deps.open(this.#upload.key, options);
    if (object === null) throw noSuchObject(this.#upload);
    return object;
  }

  #report(part: string, problems: readonly Problem[]): Promise<void> {
    return writeRejections(this.#deps.imports, this.#reportPrefix, part, problems);
  }

  get #reportPrefix(): string {
    return rejectionReportPrefix(this.#upload.key, this.#state.execution);
  }

  #output({ rows, loaded, unchanged, rejected }: Counts): ImportOutput {
    const { bucket, key, kind } = this.#upload;
    const report = rejected > 0 ? `s3://${bucket}/${this.#reportPrefix}` : null;
    return { file: fileNameOf(kind), bucket, key, rows, loaded, unchanged, rejected, report, rewrittenBy: null };
  }
}

/** The report has a part for each part of the file, whoever imports it; `call`: for that part, from 1. */
const reportPart = (part: number, call: number): string => (call === 1 ? `${part}` : `${part}-${call}`);

const sumOf = (a: Counts, b: Counts): Counts => ({
  rows: a.rows + b.rows,
  loaded: a.loaded + b.loaded,
  unchanged: a.unchanged + b.unchanged,
  rejected: a.rejected + b.rejected,
});

const brokenFile = (problem: Problem, { loaded, unchanged, rejected }: Counts): InvalidInput =>
  new InvalidInput(
    `${formatProblem(problem)} (rows before it: ${loaded} loaded, ${unchanged} unchanged, ${rejected} rejected)`,
  );
