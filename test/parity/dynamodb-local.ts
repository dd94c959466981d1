import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * The npm package that carries AWS's own DynamoDB Local, 1.25.1. Only its archive is used: its dependencies are many
 * and not needed.
 */
const PACKAGE = 'amplify-dynamodb-simulator@2.9.30';
const SHA512 = 'xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ==';

const CACHE = join(import.meta.dirname, '../../.cache');
const HOME = join(CACHE, PACKAGE.replace('@', '-'));

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;

export type DynamoDbLocal = {
  /** Where it listens, for example `http://127.0.0.1:34567`. */
  readonly endpoint: string;
  /** Ends the process; the tables are gone with it. Safe to call twice. */
  stop(): Promise<void>;
};

/**
 * Starts AWS's own DynamoDB Local, in memory, on a free port of this machine, and resolves once it answers.
 *
 * Tables are kept apart by access key and region: a client with an access key of its own (letters and digits only) sees
 * none but its own tables.
 *
 * The first call fetches the program (54 MB) from the npm registry into `.cache`; later calls need no network.
 *
 * @throws Error in one line, when Java is missing, the program cannot be fetched, or it does not start within a minute.
 */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  requireJava();
  install();
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const java = spawn(
    'java',
    ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-inMemory', '-port', String(port)],
    { cwd: HOME, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const killWithUs = (): boolean => java.kill('SIGKILL');
  process.once('exit', killWithUs);

  const stop = async (): Promise<void> => {
    process.off('exit', killWithUs);
    await end(java);
  };
  try {
    await answers(java, endpoint);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
}

function requireJava(): void {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error(
      'DynamoDB Local needs Java 17 or newer, and `java` does not run here: install it (on Debian: apt-get install default-jre-headless)',
      { cause },
    );
  }
}

/**
 * Fetches and unpacks the program unless it is there. The last step is a rename, so that a broken try leaves nothing
 * behind.
 */
function install(): void {
  if (existsSync(join(HOME, 'DynamoDBLocal.jar'))) return;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, 'fetch-'));
  try {
    const archive = join(work, fetchArchive(work));
    const sha512 = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (sha512 !== SHA512) throw new Error(`${PACKAGE} has SHA-512 ${sha512}, expected ${SHA512}: not used`);
    execFileSync('tar', ['-xzf', archive, '-C', work, 'package/emulator'], { stdio: 'ignore' });
    rmSync(HOME, { recursive: true, force: true });
    renameSync(join(work, 'package/emulator'), HOME);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Downloads the package's archive into `folder` and returns the file's name. */
function fetchArchive(folder: string): string {
  try {
    return execFileSync('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch (cause) {
    throw new Error(
      `DynamoDB Local could not be fetched: \`npm pack ${PACKAGE}\` failed; is the npm registry reachable?`,
      {
        cause,
      },
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Resolves once the server answers HTTP at all; it answers 400 to a bare GET, which is enough to know that it listens.
 */
async function answers(java: ChildProcess, endpoint: string): Promise<void> {
  let complaint = '';
  java.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 2_000);
  });
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await delay(100)) {
    if (ended(java))
      throw new Error(
        `DynamoDB Local ended with code ${java.exitCode} before it answered: ${complaint.split('\n')[0]}`,
      );
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (response) return;
  }
  throw new Error(`DynamoDB Local did not answer at ${endpoint} within ${START_TIMEOUT_MS / 1_000} seconds`);
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}
