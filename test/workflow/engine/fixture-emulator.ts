import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../infra/local/emulator/assembly/synthesize.ts';
import { Emulator, type EmulatorOptions } from '../../../infra/local/emulator/emulator.ts';

const CACHE = join(import.meta.dirname, '../../../.cache/fixture-assemblies');

export type FixtureEmulator = {
  readonly emulator: Emulator;
  readonly workDir: string;
  stop(): Promise<void>;
};

/** The emulator of a CDK app of the fixture. */
export async function startFixture(
  options: Partial<EmulatorOptions> = {},
  appFile = 'app.ts',
): Promise<FixtureEmulator> {
  const app = join(import.meta.dirname, 'fixture', appFile);
  const assemblyDir = await synthesize({
    stage: 'local',
    cacheDir: CACHE,
    app,
    sources: ['test/workflow/engine/fixture/**/*', 'package-lock.json'],
  });
  const workDir = await mkdtemp(join(tmpdir(), 'emulator-'));
  const emulator = await Emulator.start({ assemblyDir, workDir, ...options });
  const stop = async (): Promise<void> => {
    await emulator.stop();
    await rm(workDir, { recursive: true, force: true });
  };
  return { emulator, workDir, stop };
}
