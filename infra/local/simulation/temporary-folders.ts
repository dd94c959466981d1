import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';

/** Folders that must not outlive this process. */
const folders = new Set<string>();

/** Makes an empty folder whose path begins with `prefix`, for as long as this process runs at most. */
export async function makeTemporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(prefix);
  folders.add(folder);
  return folder;
}

/** Removes such a folder. Safe to call twice. */
export async function removeTemporaryFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  folders.delete(folder);
}

/** Removes all that are left; called when the process exits. */
export function removeTemporaryFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}
