import { type ProgramConfig, parseProgramConfig } from '../shared/domain/config/program-config.ts';
import { readJsonFile } from './read-json-file.ts';
import { SettingsError } from './settings-error.ts';

/**
 * Reads and checks a program configuration: what is deployed has passed here, and functions trust it.
 * @throws SettingsError
 */
export function readProgramFile(file: string): ProgramConfig {
  const parsed = parseProgramConfig(readJsonFile(file), file);
  if ('config' in parsed) return parsed.config;
  throw new SettingsError(parsed.problems);
}
