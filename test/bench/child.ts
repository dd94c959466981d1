/** Measurements have processes of their own: what one leaves behind does not slow the next down. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The first message of a script that is forked. @throws Error if it ends without one */
export async function firstMessage<T>(
  script: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; execArgv?: string[] } = {},
): Promise<T> {
  const child = fork(script, args, options);
  return (await answerOf(child, `${script} ${args.join(' ')}`)) as T;
}

async function answerOf(child: ChildProcess, name: string): Promise<unknown> {
  const early = new AbortController();
  const ended = once(child, 'exit', { signal: early.signal }).then(
    () => Promise.reject(new Error(`${name} ended without an answer`)),
    () => undefined,
  );
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
  early.abort();
  return answer;
}

/**
 * What a process used, its threads included: seconds of the clock and of the processors, and the most memory that the
 * system gave it.
 */
export type Used = { readonly seconds: number; readonly cpu: number; readonly megabytes: number };

const REPORT = `import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 }));
});`;

/** Runs a script as npm does. @throws Error if it ends with another code than 0 */
export async function used(script: string, args: readonly string[]): Promise<Used> {
  const begun = performance.now();
  const report = ['--import', `data:text/javascript,${encodeURIComponent(REPORT)}`];
  const child = spawn(process.execPath, ['--max-semi-space-size=16', ...report, script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stdio[3]?.on('data', (text) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, ...JSON.parse(said) };
}
