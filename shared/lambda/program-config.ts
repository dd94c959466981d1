import { readFileSync } from 'node:fs';
import { type ProgramConfig, parseProgramConfig } from '../domain/config/program-config.ts';
import { formatProblem } from '../domain/core/problem.ts';

/** The configuration that was deployed with the code: a file beside the bundle. @throws Error with every problem. */
export function readDeployedConfig(file: URL = new URL('./program.json', import.meta.url)): ProgramConfig {
  const result = parseProgramConfig(JSON.parse(readFileSync(file, 'utf8')));
  if ('config' in result) return result.config;
  throw new Error(result.problems.map(formatProblem).join('; '));
}
