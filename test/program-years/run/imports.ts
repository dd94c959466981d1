import { stringify } from 'csv-stringify/sync';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import { COLUMNS } from '../../import-columns.ts';
import { importStream } from '../../import-stream.ts';
import type { ModelInput } from '../../simulate/model/program.ts';
import type { Executions } from './executions.ts';

/** The import files that the model knows. */
type Modelled = Kind & keyof ModelInput;

const MODELLED: readonly Kind[] = [
  'partners',
  'contacts',
  'memberships',
  'invoices',
  'listings',
  'employees',
  'achievements',
  'performance',
] satisfies Modelled[];

/** Imports the files, one after the other. */
export async function importAll(executions: Executions, input: ModelInput): Promise<void> {
  for (const kind of KINDS) if (isModelled(kind)) await load(executions, kind, input, []);
  executions.erasures.imported(input);
}

/** What rows are rejected for that were loaded before: a merge or a correction came in between. */
const OUTDATED = [/ merged into P-\d+ on /, /^what was loaded first[: ]/, /^at most \d+, as is stored; /];

/** Imports unchanged files again, which changes nothing, whatever else runs. */
export const importsAgain = (executions: Executions, input: ModelInput) =>
  (['memberships', 'invoices'] as const).map((kind) => () => load(executions, kind, input, OUTDATED));

/**
 * A partner's row of that number of trainers, which says nothing else that can change (R-IMP-1).
 *
 * @returns whether it is not rejected
 */
export async function loadTrainers(executions: Executions, { partnerId, mctCount }: Record<string, string>) {
  const row = `${COLUMNS.partners}\n${partnerId},Partner ${partnerId},KR,,,${mctCount}\n`;
  const { problems } = await loadText(executions, 'partners', row);
  return problems.length === 0;
}

const isModelled = (kind: Kind): kind is Modelled => MODELLED.includes(kind);

async function load(executions: Executions, kind: Modelled, input: ModelInput, expected: RegExp[]): Promise<void> {
  const columns = COLUMNS[kind].split(',');
  const text = stringify([columns, ...(input[kind] ?? []).map((row) => columns.map((name) => row[name] ?? ''))]);
  const { problems, broken } = await loadText(executions, kind, text);
  const unexpected = problems.filter(
    ({ got, allowed }) => !expected.some((each) => each.test(got) || each.test(allowed)),
  );
  if (unexpected.length > 0 || broken !== null) throw new Error(JSON.stringify({ unexpected, broken }));
}

const loadText = (executions: Executions, kind: Kind, text: string) =>
  executions.run(({ store, config }, { asOf, runId }) => {
    const limits = { rows: 100_000, milliseconds: 60_000 };
    // Invoices and reviews of the years to come are known beforehand, as in a simulation.
    const day = { asOf, expectsLater: true, startedAt: `${asOf}T00:00:00Z` };
    const call = { store, config, runId, now: () => 0, limits, ...day };
    return importStream(kind, bytesOf(text), call);
  });

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
