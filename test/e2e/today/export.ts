import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { EXPORT_FILE } from '../../../infra/local/present-state/table-file.ts';
import { environmentOf } from '../aws/target.ts';
import { type Context, ROOT } from '../run/context.ts';
import { noticesOf, sweep } from './sweeps.ts';

const run = promisify(execFile);
const MOST_OUTPUT = 1 << 24;

/**
 * `npm run export` as an engineer runs it, and the next day simulated from it: its renewal notices are those that a dry
 * run of what is deployed foretells.
 */
export async function exportState(context: Context, deployed: Deployed, configFile: string): Promise<void> {
  const { checks, clients } = context;
  const folder = mkdtempSync(join(tmpdir(), 'e2e-export-'));
  try {
    const state = join(folder, 'state');
    const options = { cwd: ROOT, env: { ...environmentOf(clients.target), NO_COLOR: '1' }, maxBuffer: MOST_OUTPUT };
    await run(process.execPath, [join(ROOT, 'infra/operator/export.ts'), '--stage', 'local', '--out', state], options);
    const { continuesOn } = JSON.parse(readFileSync(join(state, EXPORT_FILE), 'utf8'));
    const foretold = await noticesOf(
      context,
      deployed,
      await sweep(context, deployed, 'renewal-notices', { dryRun: true, asOf: continuesOn }),
    );
    const out = join(folder, 'out');
    const args = ['--data', state, '--config', configFile, '--from', continuesOn, '--to', continuesOn, '--out', out];
    const own = { cwd: ROOT, env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: '', AWS_ENDPOINT_URL_SES: '' } };
    await run(process.execPath, [join(ROOT, 'infra/local/simulate.ts'), ...args], { ...own, maxBuffer: MOST_OUTPUT });
    const sent = readFileSync(join(out, 'emails.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(({ asOf, workflow }) => asOf === continuesOn && workflow === 'renewal-notices');
    checks.sameLines(
      `npm run export: what is simulated for ${continuesOn} is what a dry run foretells`,
      sent.map(({ noticeId }) => noticeId),
      foretold.map(({ noticeId }) => noticeId),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
