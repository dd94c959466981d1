/** A before and after that somebody has looked at, by an id that anybody can make again. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readProgramFile } from './read-program-file.ts';

const ROOT = join(import.meta.dirname, '..');
/** What decides and what it is deployed with. */
const CODE = ['shared', 'functions', 'package-lock.json'];

/** What a before and after was made of, each part by its digest. */
export type ChangeParts = {
  /** The import files and commands. */
  readonly data: string;
  /** Days and assumptions, in words. */
  readonly simulated: string;
  /** The program configurations, as they are checked: without a difference in spelling. */
  readonly before: string;
  readonly after: string;
  /** The code that decides. */
  readonly code: string;
};

/** Any change of a part is another id. */
export function changeIdOf({ data, simulated, before, after, code }: ChangeParts): string {
  return digest(JSON.stringify([data, simulated, before, after, code]));
}

/** @throws SettingsError if the configuration is wrong */
export const configDigest = (file: string): string => digest(JSON.stringify(readProgramFile(file)));

/** Of the code in this folder, committed or not. */
export function codeDigest(root: string = ROOT): string {
  const hash = createHash('sha256');
  for (const file of CODE.flatMap((name) => filesIn(join(root, name))).sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return shortened(hash.digest('hex'));
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  const names = readdirSync(path, { withFileTypes: true, recursive: true, encoding: 'utf8' });
  return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const DIGITS = 32;
const shortened = (hex: string): string => hex.slice(0, DIGITS);

export const digest = (text: string): string => shortened(createHash('sha256').update(text).digest('hex'));
