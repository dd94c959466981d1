import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeSampleProgram } from '../../../infra/local/sample/write.ts';
import { serveViewer } from '../../../infra/local/viewer/server/serve-viewer.ts';
import { run } from '../../simulate/command-line.ts';
import { requireBrowser } from './found-browser.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A simulated year of the sample program's first partners, among them one of every kind that is not ordinary. */
    results: {
      readonly folder: string;
      readonly page: string;
      /** What `simulate` said at its end. */
      readonly said: string;
    };
  }
}

const SAMPLE = { seed: 2027, partners: 60, from: '2027-01-01' };

/** Simulates once for all files of the project, and serves the page of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await requireBrowser();
  const work = mkdtempSync(join(tmpdir(), 'page-'));
  const [data, folder] = [join(work, 'data'), join(work, 'result')];
  const { to } = await writeSampleProgram(data, SAMPLE);
  const { code, stdout, stderr } = await run('simulate', [
    '--data',
    data,
    '--from',
    SAMPLE.from,
    '--to',
    to,
    '--out',
    folder,
  ]);
  if (code !== 0) throw new Error(`the simulation failed: ${stderr}`);
  const viewer = await serveViewer({ outDir: folder, mailDir: join(folder, 'mails'), port: 0 });
  project.provide('results', { folder, page: viewer.url, said: stdout });
  return async () => {
    await viewer.close();
    rmSync(work, { recursive: true });
  };
}
