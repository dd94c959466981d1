import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProgramFile } from './read-program-file.ts';

/** By the file that was checked: all functions of an app have the same. */
const written = new Map<string, string>();
let folder: string | undefined;

/**
 * The program configuration as functions take it: checked, with its defaults, so that none of them has to check it at
 * each start. It lies in a temporary folder until this process ends; the bundles get copies.
 *
 * @returns its path
 * @throws SettingsError if the configuration is wrong
 */
export function checkedProgramFile(programConfigFile: string): string {
  const earlier = written.get(programConfigFile);
  if (earlier !== undefined) return earlier;
  const checked = readProgramFile(programConfigFile);
  folder ??= temporaryFolder();
  const path = join(folder, `${written.size}.json`);
  writeFileSync(path, JSON.stringify({ checked }));
  written.set(programConfigFile, path);
  return path;
}

function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'checked-program-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  return made;
}
