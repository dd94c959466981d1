import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../infra/local/emulator/assembly/synthesize.ts';
import { LocalCloud, type LocalCloudOptions } from '../../../infra/local/emulator/local-cloud.ts';

const CACHE = join(import.meta.dirname, '../../../.cache/fixture-assemblies');

export interface FixtureCloud {
  readonly cloud: LocalCloud;
  readonly workDir: string;
  stop(): Promise<void>;
}

/** The cloud of the fixture's CDK app. */
export async function startFixture(options: Partial<LocalCloudOptions> = {}): Promise<FixtureCloud> {
  const app = join(import.meta.dirname, 'fixture/app.ts');
  const assemblyDir = await synthesize({
    stage: 'local',
    cacheDir: CACHE,
    app,
    sources: ['test/workflow/engine/fixture/**/*', 'package-lock.json'],
  });
  const workDir = await mkdtemp(join(tmpdir(), 'local-cloud-'));
  const cloud = await LocalCloud.start({ assemblyDir, workDir, ...options });
  const stop = async (): Promise<void> => {
    await cloud.stop();
    await rm(workDir, { recursive: true, force: true });
  };
  return { cloud, workDir, stop };
}
