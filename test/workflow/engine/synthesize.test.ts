import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { synthesize } from '../../../infra/local/emulator/assembly/synthesize.ts';

/* A CDK app is, to the stand-in, a program that fills the folder CDK_OUTDIR: this one writes what it was told. */
const APP = `
  import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
  const { CDK_OUTDIR, CDK_CONTEXT_JSON } = process.env;
  const context = JSON.parse(CDK_CONTEXT_JSON);
  if (context.stage === 'wrong') { console.error('stage: got wrong, allowed: local'); process.exit(2); }
  writeFileSync(CDK_OUTDIR + '/told.json', JSON.stringify(context));
  mkdirSync(CDK_OUTDIR + '/asset.1');
  if (context.programConfigFile) copyFileSync(context.programConfigFile, CDK_OUTDIR + '/asset.1/program.json');
`;
let root: string;
let cacheDir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'synthesis-'));
  cacheDir = join(root, 'cache');
  await mkdir(join(root, 'infra/local'), { recursive: true });
  await writeFile(join(root, 'infra/app.ts'), APP);
  await writeFile(join(root, 'cdk.json'), '{ "context": { "flag": true } }');
  await writeFile(join(root, 'program.json'), '{}');
});
afterEach(() => rm(root, { recursive: true }));

const run = (rest: object = {}) => synthesize({ stage: 'local', cacheDir, root, ...rest });

describe('an assembly', () => {
  it('is made by the app, which is told the stage, the configuration and the flags of cdk.json', async () => {
    const folder = await run({ programConfigFile: join(root, 'program.json') });
    const { default: told } = await import(join(folder, 'told.json'), { with: { type: 'json' } });
    expect(told).toMatchObject({ flag: true, stage: 'local', programConfigFile: join(root, 'program.json') });
  });

  it('is taken from the cache as long as none of its sources has changed', async () => {
    const folder = await run();
    await writeFile(join(root, 'infra/local/demo.ts'), '// runs it, is not in it');
    expect(await run()).toBe(folder);
    expect(await readdir(cacheDir)).toHaveLength(1);
  });

  it.each([
    ['infra/app.ts', `${APP}// changed`],
    ['package-lock.json', '{}'],
    ['functions/a.ts', ''],
  ])('is made again when %s changes', async (file, content) => {
    const folder = await run();
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), content);
    expect(await run()).not.toBe(folder);
  });

  it('is made again when the program configuration changes', async () => {
    const programConfigFile = join(root, 'program.json');
    const folder = await run({ programConfigFile });
    await writeFile(programConfigFile, '{ "timeZone": "Asia/Seoul" }');
    expect(await run({ programConfigFile })).not.toBe(folder);
  });

  it('is made once for configurations that agree in what the templates take from them, each beside its own bundles', async () => {
    const assemblyWith = async (name: string, text: string, inTemplates: string) => {
      const programConfigFile = join(root, name);
      await writeFile(programConfigFile, text);
      const folder = await run({ programConfigFile, configUse: { inTemplates, besideBundles: programConfigFile } });
      const [told, bundled] = [join(folder, 'told.json'), join(folder, 'asset.1/program.json')];
      return { folder, madeFor: JSON.parse(await readFile(told, 'utf8')), bundled: await readFile(bundled, 'utf8') };
    };
    const first = await assemblyWith('first.json', '{ "a": 1 }', 'UTC');
    const second = await assemblyWith('second.json', '{ "a": 2 }', 'UTC');
    const elsewhere = await assemblyWith('third.json', '{ "a": 2, "timeZone": "Asia/Seoul" }', 'Asia/Seoul');
    expect([first.bundled, second.bundled]).toEqual(['{ "a": 1 }', '{ "a": 2 }']);
    expect(second.madeFor).toEqual(first.madeFor);
    expect(elsewhere.madeFor.programConfigFile).toBe(join(root, 'third.json'));
    expect(await assemblyWith('first.json', '{ "a": 1 }', 'UTC')).toEqual(first);
  });

  it('is not made, and nothing is left behind, if the app refuses; its words are the error', async () => {
    await expect(run({ stage: 'wrong' })).rejects.toThrow(/^stage: got wrong, allowed: local$/);
    expect(await readdir(cacheDir)).toEqual([]);
  });
});
