import { execFile } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { SOURCES, sourceHash } from './source-hash.ts';

export type SynthesisOptions = {
  /** Stage of the CDK app, for example `local`. */
  readonly stage: string;
  /** The program configuration to bundle; default: the stage's own. */
  readonly programConfigFile?: string;
  /**
   * What the app makes of the program configuration. Assemblies of two that agree in what the templates take from them
   * differ in nothing but the files beside the bundles: only the first is bundled. Default: each is.
   */
  readonly configUse?: ConfigUse;
  /** Files that are bundled in place of packages, by the package's name. What they import lies beside them. */
  readonly moduleAliases?: Readonly<Record<string, string>>;
  /** Further context of the app: what it is given with `-c name=value`. Default: nothing. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Where assemblies are kept. */
  readonly cacheDir: string;
  /** The project's folder, in which the CDK app lies. Default: this project's. */
  readonly root?: string;
  /** The CDK app. Default `infra/app.ts` in `root`. */
  readonly app?: string;
  /** Globs, from `root`, of everything that the assembly is made of. Default: what this project's is made of. */
  readonly sources?: readonly string[];
};

export type ConfigUse = {
  /** All that the templates take from it. */
  readonly inTemplates: string;
  /** The file of which each bundle has a copy. */
  readonly besideBundles: string;
};

/** What the copy is called. */
const BUNDLED_CONFIG = 'program.json';
const ROOT = join(import.meta.dirname, '../../../..');
const MAX_DURATION_MS = 5 * 60_000;
const run = promisify(execFile);

/** The CDK app refused its settings or failed; the message is its error output. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

/**
 * Runs the CDK app and returns the folder of the cloud assembly. An assembly that was made earlier from the same
 * sources, settings and program configuration is reused.
 *
 * @throws SynthesisError with the error output of the app
 */
export async function synthesize(options: SynthesisOptions): Promise<string> {
  const { programConfigFile, configUse } = options;
  if (programConfigFile === undefined) return cached(options, '', (folder) => runApp(options, folder));
  const configuration = readFileSync(programConfigFile, 'utf8');
  if (configUse === undefined) return cached(options, configuration, (folder) => runApp(options, folder));
  return cached(options, configuration, async (folder) => {
    const bundled = await cached(options, configUse.inTemplates, (target) => runApp(options, target));
    cpSync(bundled, folder, { recursive: true });
    for (const copy of globSync(`asset.*/${BUNDLED_CONFIG}`, { cwd: folder }))
      copyFileSync(configUse.besideBundles, join(folder, copy));
  });
}

/**
 * The folder of the assembly with these options and this text of its configuration; `make` fills it if there is none.
 */
async function cached(
  {
    stage,
    cacheDir,
    moduleAliases = {},
    context = {},
    root = ROOT,
    sources = SOURCES,
    app = appOf(root),
  }: SynthesisOptions,
  configuration: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const settings = [stage, app, configuration, JSON.stringify(context), ...aliasSources(moduleAliases)];
  const target = join(resolve(cacheDir), sourceHash(root, sources, settings));
  if (existsSync(target)) return target;
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(resolve(cacheDir), 'synthesis-'));
  try {
    await make(folder);
    // The last step is a rename: a broken synthesis leaves nothing behind, and of two at the same time one wins.
    if (!existsSync(target)) renameSync(folder, target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const appOf = (root: string): string => join(root, 'infra/app.ts');

/** What an assembly depends on besides its sources: the aliases, and all files of their folders. */
function aliasSources(aliases: Readonly<Record<string, string>>): string[] {
  const folders = new Set(Object.values(aliases).map(dirname));
  const files = [...folders].flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  );
  return [JSON.stringify(aliases), ...files.map((path) => readFileSync(path, 'utf8'))];
}

async function runApp(options: SynthesisOptions, folder: string): Promise<void> {
  const { stage, programConfigFile, moduleAliases, root = ROOT, app = appOf(root) } = options;
  const context = {
    ...contextOf(root),
    ...options.context,
    stage,
    // Nothing is deployed from here.
    placeholders: 'accepted',
    ...(programConfigFile === undefined ? {} : { programConfigFile: resolve(programConfigFile) }),
    ...(moduleAliases && { moduleAliases }),
  };
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) };
  try {
    await run(process.execPath, [app], { cwd: root, env, timeout: MAX_DURATION_MS, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new SynthesisError(output || `${app} failed without a message`, { cause: error });
  }
}

/** The context that `cdk synth` would pass on, without the metadata, which is not used here. */
function contextOf(root: string): Record<string, unknown> {
  const { context = {} } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context?: object };
  return { ...context, 'aws:cdk:version-reporting': false, 'aws:cdk:disable-asset-staging': false };
}
