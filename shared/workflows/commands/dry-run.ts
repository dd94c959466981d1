/**
 * A command that is only tried: it is executed by the same code, on a table that keeps nothing and with mails that go
 * nowhere (R-OPS-3).
 */
import type { SendOutcome } from '../../mail/sender.ts';
import { DryRunTable } from '../../store/dry-run-table.ts';
import { openStore } from '../../store/store.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import type { CommandDeps, CommandResult } from './command-call.ts';

/** Each call has a table of its own: what one dry run would write is nothing to the next. */
export function dryRunDeps(deps: CommandDeps): CommandDeps {
  const store = openStore(new DryRunTable(deps.store.table), deps.config);
  return { ...deps, store, post: { ...deps.post, send: pretendToSend } };
}

const pretendToSend = async (): Promise<SendOutcome> => ({ outcome: 'sent', messageId: 'dry-run' });

/** The same answer, in whose lines nothing is said to have happened. */
export function dryRunOutcome<Outcome extends CommandResult>(outcome: Outcome): Outcome {
  return { ...outcome, lines: outcome.lines.map(triedLine) };
}

const WOULD_BE: Readonly<Record<string, string>> = { 'notice-sent': 'notice-would-be-sent' };

function triedLine(line: DecisionLine): DecisionLine {
  return { ...line, what: WOULD_BE[line.what] ?? `${line.what}-in-dry-run`, inputs: { ...line.inputs, dryRun: true } };
}
