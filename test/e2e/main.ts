/** `npm run e2e`: deploys the CDK app to an emulator and checks it over the wire. */
import { mkdirSync } from 'node:fs';
import { UserError } from '../../infra/local/simulation/input/user-error.ts';
import { targetAt } from './aws/target.ts';
import { startEmulator } from './emulator/start.ts';
import { e2eOptions, HELP } from './options.ts';
import { Checks } from './run/checks.ts';
import { CACHE } from './run/context.ts';
import { testAt } from './run/test-at.ts';
import { writeCounts } from './run/write-counts.ts';

async function main(args: string[]): Promise<number> {
  const options = e2eOptions(args);
  if (options === 'help') return say(HELP);
  mkdirSync(CACHE, { recursive: true });
  const given = process.env.AWS_ENDPOINT_URL;
  if (given) targetAt(given);
  const begun = performance.now();
  const emulator = given ? null : await startEmulator(CACHE, options.port);
  const stop = () => void emulator?.stop().then(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const checks = new Checks();
  try {
    await testAt(targetAt(given ?? emulator?.endpoint ?? ''), options, checks);
  } finally {
    await emulator?.stop();
  }
  console.log(`\ntook ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  writeCounts(checks);
  return checks.total.failed === 0 ? 0 : 1;
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
