import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OUTPUT_FILES } from '../viewer/results/folder.ts';
import { Checkpoints } from './days/checkpoints.ts';
import type { TallyCounts } from './days/tally.ts';
import { differences, type InputIdentity } from './input/input-identity.ts';
import { UserError } from './input/user-error.ts';
import { lockOutputFolder } from './lock-output-folder.ts';
import { DIRECTORY_FOLDER, DISCREPANCY_FOLDER, isMonthFile, isReportFile } from './results/result-files.ts';

const REMOVE = { recursive: true, force: true } as const;
const INPUT = 'input.json';
/** Says that the results are complete, and what they count. */
const COMPLETE = 'complete.json';

/**
 * Where a simulation works: a folder beside the one for its results. These are moved there when all of them are complete; until
 * then that one is untouched. If its process is killed the folder stays, so that another one can go on.
 */
export class Workspace {
  /** Where the results are written. */
  readonly results: string;
  /** For the stand-ins. */
  readonly work: string;
  readonly checkpointFile: string;
  readonly #folder: string;
  readonly #target: string;

  private constructor(target: string) {
    const folder = folderOf(target);
    this.#folder = folder;
    this.#target = target;
    this.results = join(folder, 'results');
    this.work = join(folder, 'work');
    this.checkpointFile = join(folder, 'checkpoints.jsonl');
  }

  /** Begins anew; what an unfinished simulation left is removed. @throws UserError if `target` cannot be a folder of results */
  static begin(target: string, input: InputIdentity): Promise<Workspace> {
    return prepared(target, () => Workspace.#anew(target, input));
  }

  /**
   * Goes on with an unfinished simulation of the same input; begins anew if there is none, or one that had not done anything.
   *
   * @throws UserError if it is of another input, or `target` cannot be a folder of results
   */
  static resume(target: string, input: InputIdentity): Promise<Workspace> {
    return prepared(target, async () => {
      const text = await readFile(join(folderOf(target), INPUT), 'utf8').catch(() => null);
      if (text === null) return Workspace.#anew(target, input);
      const changed = differences(JSON.parse(text) as InputIdentity, input);
      const unfinished = new Workspace(target);
      if (changed.length === 0) return (await unfinished.#isBegun()) ? unfinished : Workspace.#anew(target, input);
      throw new UserError(
        `--resume: the unfinished simulation of ${target} had another input (${changed.join(', ')}); give it the same, or leave --resume out to begin anew`,
      );
    });
  }

  /** Whether there is something to go on with. */
  async #isBegun(): Promise<boolean> {
    if (await this.isComplete) return true;
    return (await Checkpoints.open(this.checkpointFile)).last !== undefined;
  }

  /** The input is written last: without it there is nothing to go on with. */
  static async #anew(target: string, input: InputIdentity): Promise<Workspace> {
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

  /** The results are complete. Those of an earlier simulation make room for them, other files are left alone. */
  async complete(counts: TallyCounts): Promise<void> {
    await mkdir(join(this.#target, DIRECTORY_FOLDER), { recursive: true });
    await makeRoom(join(this.#target, DIRECTORY_FOLDER), isMonthFile);
    await makeRoom(join(this.#target, DISCREPANCY_FOLDER), isReportFile);
    await replaceFile(join(this.#folder, COMPLETE), JSON.stringify(counts));
  }

  /**
   * Moves complete results to where they belong, and ends the workspace. Killed half-way, it is done again.
   *
   * @param staysKnown that it is complete stays known: to do it again would have effects outside of this machine's folders
   * @returns what the results count
   * @throws UserError if they were published before, and are gone
   */
  async publish(staysKnown: boolean): Promise<TallyCounts> {
    const counts = JSON.parse(await readFile(join(this.#folder, COMPLETE), 'utf8')) as TallyCounts;
    const found = (await readdir(this.results, { recursive: true, withFileTypes: true }).catch(absent)) ?? [];
    for (const entry of found.filter((each) => each.isFile())) {
      const file = join(entry.parentPath, entry.name);
      const published = join(this.#target, file.slice(this.results.length + 1));
      await mkdir(dirname(published), { recursive: true });
      await rename(file, published);
    }
    if (!(await stat(join(this.#target, OUTPUT_FILES.emails)).catch(absent)))
      throw new UserError(`--resume: the simulation was complete, but its results are not in ${this.#target} any more`);
    if (!staysKnown) await this.discard();
    else for (const each of [this.results, this.work, this.checkpointFile]) await rm(each, REMOVE);
    return counts;
  }

  /** Removes it: nobody can go on with it any more. Its input goes first: killed half-way, it is none. */
  async discard(): Promise<void> {
    await rm(join(this.#folder, INPUT), REMOVE);
    await rm(this.#folder, REMOVE);
  }
}

async function makeRoom(folder: string, isOutdated: (name: string) => boolean): Promise<void> {
  const names = (await readdir(folder).catch(absent)) ?? [];
  await Promise.all(names.filter(isOutdated).map((name) => rm(join(folder, name))));
}

/** Whoever reads it meets all of it or nothing. */
async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

const folderOf = (target: string): string => join(dirname(target), `.${basename(target)}.simulation`);

async function prepared(target: string, open: () => Promise<Workspace>): Promise<Workspace> {
  try {
    const found = await stat(target).catch(absent);
    if (found && !found.isDirectory()) throw new UserError(`--out: ${target} is there already, and is no folder`);
    await mkdir(dirname(target), { recursive: true });
    await lockOutputFolder(target);
    return await open();
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`--out: ${target} cannot be written: ${error.message}`);
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
