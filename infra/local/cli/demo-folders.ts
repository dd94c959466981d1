import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LOGS_FOLDER, MAIL_FOLDER, OBJECTS_FOLDER } from '../emulator/services.ts';
import { UserError } from '../simulation/input/user-error.ts';

/** The folders of a demo. */
export type DemoFolders = {
  /** The sample's files. */
  readonly data: string;
  /** What the simulation writes. */
  readonly result: string;
  /** Mails, stored objects and logs of the emulator. */
  readonly work: string;
};

const WORK_FOLDERS = [LOGS_FOLDER, MAIL_FOLDER, OBJECTS_FOLDER];

/** Creates a demo's folders and removes the work files of an earlier demo. @throws UserError */
export async function demoFolders(outDir: string): Promise<DemoFolders> {
  const folders = { data: join(outDir, 'data'), result: join(outDir, 'result'), work: join(outDir, 'work') };
  try {
    await mkdir(folders.work, { recursive: true });
    const foreign = (await readdir(folders.work)).find((name) => !WORK_FOLDERS.includes(name));
    if (foreign !== undefined)
      throw new UserError(`--out: ${folders.work} holds ${foreign}, which no demo made; choose another folder`);
    for (const name of WORK_FOLDERS) await rm(join(folders.work, name), { recursive: true, force: true });
    return folders;
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`--out: ${outDir} cannot be written: ${error.message}`);
  }
}
