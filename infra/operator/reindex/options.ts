import { MAX_ITEMS_PER_SECOND } from '../../../shared/workflows/reindex/run-reindex.ts';
import { stageOption } from '../../account/stage-option.ts';
import type { StageSettings } from '../../config.ts';
import { type OptionTypes, optionError, readOptions } from '../../local/cli/options.ts';

export const HELP = `npm run reindex -- --stage STAGE [--items-per-second N] [--dry-run] [--reason TEXT]

Starts the state machine reindex of a stage, in the account and region of the credentials at hand, and waits for its end. It reads
the whole table, and rewrites what an earlier release or configuration has written otherwise, beside everything else that runs.

  --stage STAGE           of which the table is
  --items-per-second N    items that are read a second at most; default 100, up to ${MAX_ITEMS_PER_SECOND}
  --dry-run               only count what would be rewritten
  --reason TEXT           kept with the execution

Interrupting it only stops waiting. Exit code 1: the execution did not succeed; what it says says why.
`;

const COMMAND = {
  command: 'reindex',
  options: {
    stage: { type: 'string' },
    'items-per-second': { type: 'string' },
    'dry-run': { type: 'boolean' },
    reason: { type: 'string' },
  } satisfies OptionTypes,
};

export type ReindexOptions = {
  readonly settings: StageSettings;
  /** The input of the execution. */
  readonly input: Readonly<Record<string, unknown>>;
};

/** @throws UserError */
export function reindexOptions(args: string[]): ReindexOptions | 'help' {
  const values = readOptions(COMMAND, args);
  if (values.help === true) return 'help';
  const settings = stageOption(COMMAND.command, values);
  const { 'items-per-second': rate, 'dry-run': dryRun, reason } = values;
  if (rate !== undefined && !(/^[1-9]\d*$/.test(String(rate)) && Number(rate) <= MAX_ITEMS_PER_SECOND))
    throw optionError(
      COMMAND.command,
      `--items-per-second: got ${rate}; allowed: a whole number from 1 to ${MAX_ITEMS_PER_SECOND}`,
    );
  const input = {
    ...(rate !== undefined && { itemsPerSecond: Number(rate) }),
    ...(dryRun === true && { dryRun: true }),
    ...(reason !== undefined && { reason }),
  };
  return { settings, input };
}
