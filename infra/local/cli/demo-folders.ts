import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LOGS_FOLDER, MAIL_FOLDER, OBJECTS_FOLDER } from '../emulator/services.ts';
import { UserError } from '../simulation/input/user-error.ts';

/** Where a demo keeps its things. */
export type DemoFolders = {
  /** The sample's files. */
  readonly data: string;
  /** What the simulation writes. */
  readonly result: string;
  /** Mails, stored objects and logs of the stand-ins. */
  readonly work: string;
};

const MADE_BY_US = [LOGS_FOLDER, MAIL_FOLDER, OBJECTS_FOLDER];

/** Makes a demo's folders, and empties the one for the work of what an earlier demo left. @throws UserError */
export async function demoFolders(outDir: string): Promise<DemoFolders> {
  const folders = { data: join(outDir, 'data'), result: join(outDir, 'result'), work: join(outDir, 'work') };
  try {
    await mkdir(folders.work, { recursive: true });
    const foreign = (await readdir(folders.work)).find((name) => !MADE_BY_US.includes(name));
    if (foreign !== undefined)
      throw new UserError(`--out: ${folders.work} holds ${foreign}, which no demo made; choose another folder`);
    for (const name of MADE_BY_US) await rm(join(folders.work, name), { recursive: true, force: true });
    return folders;
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(`--out: ${outDir} cannot be written: ${error.message}`);
  }
}
