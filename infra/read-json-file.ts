import { readFileSync } from 'node:fs';
import { parseStrictJson } from '../shared/import/commands/strict-json.ts';
import { SettingsError } from './settings-error.ts';

/** Reads a JSON file that people edit. @throws SettingsError if it cannot be read or is no JSON */
export function readJsonFile(file: string): unknown {
  const parsed = parseStrictJson(readText(file));
  if ('json' in parsed) return parsed.json;
  throw new SettingsError([{ file, line: null, ...parsed }]);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const got = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new SettingsError([{ file, line: null, field: null, got, allowed: 'a file that can be read' }]);
  }
}
