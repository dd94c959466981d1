/** A page of which the text is a template, with places for tables. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { described } from './described.ts';

const PLACE = /\{\{([a-z-]+)\}\}/g;

/**
 * The template beside this file with its tables.
 *
 * @throws Error for a table without its place, and a place without its table
 */
export function filledIn(file: string, tables: Readonly<Record<string, string>>): string {
  const template = readFileSync(join(import.meta.dirname, file), 'utf8');
  const places = [...template.matchAll(PLACE)].map(([, name]) => name ?? '');
  described(file, places, tables);
  return template.replace(PLACE, (_, name: string) => tables[name] ?? '');
}
