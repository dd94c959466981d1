/** A command as it comes by the bus: who gives it, and whether it may. */
import type { CommandName, OperatorCommand } from '../../domain/commands/command.ts';
import type { Problem } from '../../domain/core/problem.ts';
import { parseCommand } from '../../import/commands/command.ts';

/** An event of EventBridge whose detail is a command. */
export type CommandEvent = { id: string; source: string; detail: Record<string, unknown> };

/** The commands that a source may give, by its name. */
export type CommandSources = Readonly<Record<string, readonly CommandName[]>>;

/** What is wrong with it, and never what was got: that may be a name or an address. */
export type Rejection = { field: string | null; allowed: string };

/**
 * The command as the input of `partner-command`: what it says, and as `requestId` the id of the event, unless the
 * source has given one of its own. Given again under the same one, it is the same command.
 */
export function readBusCommand(
  { id, source, detail }: CommandEvent,
  sources: CommandSources,
): { input: Record<string, unknown>; command: OperatorCommand } | { problems: Rejection[] } {
  const input = { ...detail, requestId: detail.requestId ?? id };
  const allowed = sources[source] ?? [];
  if (!allowed.some((name) => name === detail.command))
    return { problems: [{ field: 'command', allowed: allowed.join(', ') || 'nothing from this source' }] };
  if (detail.dryRun !== undefined) return { problems: [{ field: 'dryRun', allowed: 'nothing' }] };
  const parsed = parseCommand(input);
  return 'problems' in parsed
    ? { problems: parsed.problems.map(({ field, allowed }: Problem) => ({ field, allowed })) }
    : { input, command: parsed.command };
}
