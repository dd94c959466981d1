import { readFileSync } from 'node:fs';
import type { ProgramConfig } from '../domain/config/program-config.ts';

/**
 * The configuration that was deployed with the code: a file beside the bundle. It was checked when the app was
 * synthesized (infra/checked-program-file.ts), and cannot change without another deployment: checking it again would
 * take a fifth of a cold start.
 *
 * @throws Error if the file is none that synthesis has written
 */
export function readDeployedConfig(file: URL = new URL('./program.json', import.meta.url)): ProgramConfig {
  const { checked } = JSON.parse(readFileSync(file, 'utf8')) as { checked?: ProgramConfig };
  if (checked === undefined) throw new Error('program.json is not a program configuration that synthesis has checked');
  return checked;
}
