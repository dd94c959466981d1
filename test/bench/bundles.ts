/**
 * Functions as they are deployed: one file each, with the SDK in it, and the checked program configuration beside it.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { checkedProgramFile } from '../../infra/checked-program-file.ts';

export const SENDER = 'partner-program@example.com';
const ROOT = join(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'infra/stages/program.sample.json');

/** What stands in for packages in deployed bundles. */
const DEPLOYED_ALIAS = { '@aws-sdk/credential-provider-node': join(ROOT, 'shared/lambda/credentials.ts') };

/**
 * @param entries source files by the name of their bundle, from the project's root
 * @returns the path of the bundle of a name
 */
export async function makeBundles(
  entries: Readonly<Record<string, string>>,
  folder: string,
  alias: Readonly<Record<string, string>> = DEPLOYED_ALIAS,
): Promise<(name: string) => string> {
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(ROOT, file)])),
    ...{ bundle: true, minify: true, platform: 'node', format: 'esm', target: 'node24', outdir: folder },
    ...{ outExtension: { '.js': '.mjs' }, mainFields: ['module', 'main'], charset: 'utf8' },
    ...{ sourcemap: true, sourcesContent: false },
    alias: { ...alias },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  cpSync(checkedProgramFile(PROGRAM), join(folder, 'program.json'));
  return (name) => join(folder, `${name}.mjs`);
}

/** The environment of every function of the bench, with endpoints of its own. */
export const functionEnvironment = (more: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  NODE_OPTIONS: '--enable-source-maps',
  ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
  ...{ POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_TRACE_ENABLED: 'false', POWERTOOLS_METRICS_NAMESPACE: 'bench' },
  ...{ SENDER, OPERATORS_ADDRESS: 'operators@example.com' },
  ...{ CONFIGURATION_SET: 'notices', REPORTS_BUCKET: 'reports', IMPORTS_BUCKET: 'imports' },
  ...{ PARTNER_CENTER_URL: 'https://partner.example/', INDEX_SHARDS: '4', SEGMENTS: '4', ITEMS_IN_FLIGHT: '8' },
  ...{ SEND_RATE: '100000', TABLE_NAME: 'bench', WORKFLOW: 'renewal-notices' },
  ...more,
});
