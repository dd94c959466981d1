import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkflowFunction } from '../../../infra/constructs/workflow-function.ts';

const HANDLER = `
  import { readFileSync } from 'node:fs';
  const program = JSON.parse(readFileSync(new URL('./program.json', import.meta.url), 'utf8'));
  export const handler = async (): Promise<unknown> => [program.timeZone, typeof require('node:path').join];
`;

/** Handlers must lie within the project; this folder of it is ignored by git. */
function sourceFolder(): string {
  const cache = join(import.meta.dirname, '../../../.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'handler-'));
}

/** Bundles a handler as for deployment. @returns the folder that becomes the function's code */
function bundled(entry: string, programConfigFile: string, outdir: string): string {
  const app = new App({ outdir });
  new WorkflowFunction(new Stack(app, 'Stack'), 'Function', {
    entry,
    programConfigFile,
    service: 'program',
    logsKeptDays: 90,
  });
  app.synth();
  const { files } = JSON.parse(readFileSync(join(outdir, 'Stack.assets.json'), 'utf8'));
  const paths = Object.values(files as Record<string, { source: { path: string } }>).map(({ source }) => source.path);
  return join(outdir, paths.find((path) => path.startsWith('asset.')) ?? 'no asset');
}

describe('the bundle of a function', () => {
  const sources = sourceFolder();
  const outdir = mkdtempSync(join(tmpdir(), 'bundle-'));
  let folder: string;

  beforeAll(() => {
    const entry = join(sources, 'handler.ts');
    const programConfigFile = join(sources, "the program's file.json");
    writeFileSync(entry, HANDLER);
    writeFileSync(programConfigFile, JSON.stringify({ timeZone: 'Asia/Taipei' }));
    folder = bundled(entry, programConfigFile, outdir);
  }, 30_000);

  afterAll(() => {
    for (const created of [sources, outdir]) rmSync(created, { recursive: true, force: true });
  });

  it('runs, finds the program configuration beside it, and can call require', async () => {
    const { handler } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'index.mjs')).href);
    expect(await handler()).toEqual(['Asia/Taipei', 'function']);
  });
});
