import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OUTPUT_FILES } from '../viewer/results/folder.ts';
import {
  DIRECTORY_FOLDER,
  DISCREPANCY_FOLDER,
  isKeptMailFile,
  isMonthFile,
  isReportFile,
  KEPT_MAILS_FOLDER,
} from '../viewer/results/result-files.ts';
import { Checkpoints } from './days/checkpoints.ts';
import type { TallyCounts } from './days/tally.ts';
import { differences, type InputIdentity } from './input/input-identity.ts';
import { UserError } from './input/user-error.ts';
import { lockOutputFolder } from './lock-output-folder.ts';
import { replaceFile } from './replace-file.ts';

const REMOVE = { recursive: true, force: true } as const;
const INPUT = 'input.json';
/** Marks complete results; holds their counts. */
const COMPLETE = 'complete.json';

/**
 * Where a simulation works: a folder beside the one for its results. These are moved there when all of them are
 * complete; until then that one is untouched. If the process is killed the folder stays, so that another one can
 * continue.
 */
export class Workspace {
  /** Where the results are written. */
  readonly results: string;
  /** For the emulator. */
  readonly work: string;
  readonly checkpointFile: string;
  /** The commands that an assumption gave last. */
  readonly assumedFile: string;
  readonly #folder: string;
  readonly #target: string;

  private constructor(target: string) {
    const folder = folderOf(target);
    this.#folder = folder;
    this.#target = target;
    const { results, work } = unfinishedFolders(target);
    this.results = results;
    this.work = work;
    this.checkpointFile = join(folder, 'checkpoints.jsonl');
    this.assumedFile = join(folder, 'assumed.json');
  }

  /**
   * Starts a simulation; the files of an unfinished one are removed.
   *
   * @throws UserError if `target` cannot be a folder of results
   */
  static begin(target: string, input: InputIdentity): Promise<Workspace> {
    return openWorkspace(target, () => Workspace.#create(target, input));
  }

  /**
   * Continues an unfinished simulation of the same input; starts a new one if there is none, or if it has no
   * checkpoint.
   *
   * @throws UserError if it is of another input, or `target` cannot be a folder of results
   */
  static resume(target: string, input: InputIdentity): Promise<Workspace> {
    return openWorkspace(target, async () => {
      const text = await readFile(join(folderOf(target), INPUT), 'utf8').catch(() => null);
      if (text === null) return Workspace.#create(target, input);
      const changed = differences(JSON.parse(text) as InputIdentity, input);
      const unfinished = new Workspace(target);
      if (changed.length === 0) return (await unfinished.#isStarted()) ? unfinished : Workspace.#create(target, input);
      throw new UserError(
        `--resume: the unfinished simulation of ${target} had another input (${changed.join(', ')}); give it the same, or leave --resume out to begin anew`,
      );
    });
  }

  /** Whether there is something to continue. */
  async #isStarted(): Promise<boolean> {
    if (await this.isComplete) return true;
    return (await Checkpoints.open(this.checkpointFile)).last !== undefined;
  }

  /** The input is written last: without it there is nothing to continue. */
  static async #create(target: string, input: InputIdentity): Promise<Workspace> {
    const workspace = new Workspace(target);
    await workspace.discard();
    await mkdir(join(workspace.results, DIRECTORY_FOLDER), { recursive: true });
    await mkdir(workspace.work);
    await replaceFile(join(workspace.#folder, INPUT), JSON.stringify(input));
    return workspace;
  }

  /** Whether the results are complete, and only have to be published. */
  get isComplete(): Promise<boolean> {
    return readFile(join(this.#folder, COMPLETE)).then(
      () => true,
      () => false,
    );
  }

  /** Marks the results as complete. Those of an earlier simulation are removed, other files are left alone. */
  async complete(counts: TallyCounts): Promise<void> {
    await mkdir(join(this.#target, DIRECTORY_FOLDER), { recursive: true });
    await removeOutdated(join(this.#target, DIRECTORY_FOLDER), isMonthFile);
    await removeOutdated(join(this.#target, DISCREPANCY_FOLDER), isReportFile);
    await removeOutdated(join(this.#target, KEPT_MAILS_FOLDER), isKeptMailFile);
    await replaceFile(join(this.#folder, COMPLETE), JSON.stringify(counts));
  }

  /**
   * Moves complete results to the target folder and removes the workspace. Can be repeated if it was killed half-way.
   *
   * @param keepsMark whether the mark of completeness stays: to simulate again would have effects outside of this
   *   machine
   * @returns the counts of the results
   * @throws UserError if they were published before, and are gone
   */
  async publish(keepsMark: boolean): Promise<TallyCounts> {
    const counts = JSON.parse(await readFile(join(this.#folder, COMPLETE), 'utf8')) as TallyCounts;
    const entries =
      (await readdir(this.results, { recursive: true, withFileTypes: true }).catch(undefinedIfMissing)) ?? [];
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = join(entry.parentPath, entry.name);
      const published = join(this.#target, file.slice(this.results.length + 1));
      await mkdir(dirname(published), { recursive: true });
      await rename(file, published);
    }
    if (!(await stat(join(this.#target, OUTPUT_FILES.emails)).catch(undefinedIfMissing)))
      throw new UserError(`--resume: the simulation was complete, but its results are not in ${this.#target} any more`);
    if (!keepsMark) await this.discard();
    else for (const each of [this.results, this.work, this.checkpointFile, this.assumedFile]) await rm(each, REMOVE);
    return counts;
  }

  /** Removes the workspace. Its input goes first: without it, the rest is ignored if this is killed half-way. */
  async discard(): Promise<void> {
    await rm(join(this.#folder, INPUT), REMOVE);
    await rm(this.#folder, REMOVE);
  }
}

async function removeOutdated(folder: string, isOutdated: (name: string) => boolean): Promise<void> {
  const names = (await readdir(folder).catch(undefinedIfMissing)) ?? [];
  await Promise.all(names.filter(isOutdated).map((name) => rm(join(folder, name))));
}

/** Where a simulation that has not ended writes what it will move to `target`, and where its emulator works. */
export const unfinishedFolders = (target: string): { results: string; work: string } => ({
  results: join(folderOf(target), 'results'),
  work: join(folderOf(target), 'work'),
});

const folderOf = (target: string): string => join(dirname(target), `.${basename(target)}.simulation`);

async function openWorkspace(target: string, open: () => Promise<Workspace>): Promise<Workspace> {
  try {
    const stats = await stat(target).catch(undefinedIfMissing);
    if (stats && !stats.isDirectory()) throw new UserError(`--out: ${target} is there already, and is no folder`);
    await mkdir(dirname(target), { recursive: true });
    await lockOutputFolder(target);
    return await open();
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`--out: ${target} cannot be written: ${error.message}`);
  }
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
