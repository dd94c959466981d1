import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Line } from './program.ts';

/** The resources of the workflows stack of a cloud assembly, by logical id. */
export function workflowsTemplate(assemblyDir: string): Record<string, Line> {
  const [file] = globSync('*-workflows.template.json', { cwd: assemblyDir });
  if (file === undefined) throw new Error(`no workflows stack in ${assemblyDir}`);
  return JSON.parse(readFileSync(join(assemblyDir, file), 'utf8')).Resources as Record<string, Line>;
}
