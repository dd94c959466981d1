import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files from which the program's assembly is made, as globs. */
export const SOURCES: readonly string[] = [
  'shared/**/*',
  'functions/**/*',
  'infra/**/*',
  'package-lock.json',
  'cdk.json',
  'tsconfig.json',
];
/** The local tools read the assembly and are not part of it. */
const IGNORED = /^infra[/\\]local[/\\]/;

/**
 * A hash of the sources of an assembly.
 *
 * @param root the project's folder
 * @param sources globs, from `root`
 * @param settings further values on which the assembly depends
 */
export function sourceHash(root: string, sources: readonly string[], settings: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, ...settings]));
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !IGNORED.test(file))
    .sort();
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 32);
}
