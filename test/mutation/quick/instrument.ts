/**
 * The rules with all their mutants behind switches, as Stryker writes them: `stryMutAct_9fa48(id)` asks whether a mutant
 * is on, `stryCov_9fa48(id, …)` says that a test came by. Both are global functions of `switches.ts`.
 */
import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { rulesFiles } from '../lines.ts';
import type { Mutant, Place } from '../mutants.ts';

/** Not tried yet. */
export type QuickMutant = Omit<Mutant, 'status'> & { id: string; file: string };

const SILENT = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
};

const fromOne = ({ line, column }: Place): Place => ({ line: line + 1, column: column + 1 });

/** `sources` and `code`, which has the switches: by path of the file, from the project's folder. */
export async function instrumentRules(): Promise<{
  sources: Map<string, string>;
  code: Map<string, string>;
  mutants: QuickMutant[];
}> {
  const files = rulesFiles().map((name) => ({ name, content: readFileSync(name, 'utf8'), mutate: true }));
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  const { files: instrumented, mutants } = await new Instrumenter(SILENT).instrument(files, options);
  return {
    sources: new Map(files.map(({ name, content }) => [name, content])),
    code: new Map(instrumented.map(({ name, content }) => [name, content])),
    mutants: mutants.map(({ id, fileName, mutatorName, replacement, location: { start, end } }) => ({
      id,
      file: fileName,
      mutatorName,
      replacement: replacement ?? '',
      location: { start: fromOne(start), end: fromOne(end) },
    })),
  };
}
