import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateSampleProgram, type SampleOptions, type SampleProgram } from './generate.ts';

/**
 * Writes the files of a generated program into `dir`, which is made when missing; files of the same names are replaced.
 */
export async function writeSampleProgram(dir: string, options: SampleOptions): Promise<SampleProgram> {
  const program = generateSampleProgram(options);
  await mkdir(dir, { recursive: true });
  for (const [name, content] of Object.entries(program.files)) await writeFile(join(dir, name), content, 'utf8');
  return program;
}
