import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../aws/target.ts';
import { type CdkRun, cdk } from './cdk.ts';
import { CACHE } from './context.ts';
import type { Gap, Template } from './gaps.ts';

/** The cloud assembly that is deployed. */
export const ASSEMBLY = join(CACHE, 'cdk.out');

/** Synthesizes the real app. */
export function synth(target: Target, name: string, programConfigFile: string): Promise<CdkRun> {
  const context = ['-c', 'stage=local', '-c', `programConfigFile=${programConfigFile}`];
  return cdk(target, `${name}-synth`, ['synth', '--quiet', '--output', ASSEMBLY, ...context]);
}

/** Takes out of the templates what the emulator cannot deploy. @returns whether there was any of it */
export function leaveOut({ leaveOut: change }: Gap): boolean {
  const changed = readdirSync(ASSEMBLY).filter((name) => name.endsWith('.template.json') && rewrite(name, change));
  return changed.length > 0;
}

/** A template is uploaded under the hash of its content, which the other files of the assembly name. */
function rewrite(name: string, change: Gap['leaveOut']): boolean {
  const file = join(ASSEMBLY, name);
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  if (!change(template)) return false;
  const text = JSON.stringify(template);
  writeFileSync(file, text);
  const assets = file.replace('.template.json', '.assets.json');
  const old = hashOf(readFileSync(assets, 'utf8'), name);
  const hash = createHash('sha256').update(text).digest('hex');
  for (const other of [assets, join(ASSEMBLY, 'manifest.json')])
    writeFileSync(other, readFileSync(other, 'utf8').replaceAll(old, hash));
  return true;
}

function hashOf(assets: string, template: string): string {
  const files = (JSON.parse(assets) as { files: Record<string, { source: { path: string } }> }).files;
  const found = Object.entries(files).find(([, { source }]) => source.path === template);
  if (found === undefined) throw new Error(`no asset ${template}`);
  return found[0];
}
