import { rename, writeFile } from 'node:fs/promises';

/** Replaces a file atomically. */
export async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
