/** `commands.jsonl`: one operator command a line, with the day on which it is given. */

import type { OperatorCommand } from '../../domain/commands/command.ts';
import { problemsOf } from '../../domain/config/issues.ts';
import { date } from '../../domain/config/values.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Place, Problem } from '../../domain/core/problem.ts';
import { LINE_END, type Lines, readWholeLines } from '../csv/whole-lines.ts';
import { parseCommand } from './command.ts';
import { parseStrictJson } from './strict-json.ts';

export const COMMANDS_FILE = 'commands.jsonl';

/** A command and the day on which an operator gives it. */
export type DatedCommand = { on: CivilDate; command: OperatorCommand };
/** A command, or one of the problems of its line. */
export type ReadCommand = { line: number; dated: DatedCommand } | { line: number; problem: Problem };

/**
 * In file order; empty lines are skipped. Bad lines do not stop the reading; bytes that are not UTF-8 or a line that is
 * too long end it.
 */
export async function* readCommands(
  stream: AsyncIterable<Uint8Array>,
  file: string = COMMANDS_FILE,
): AsyncGenerator<ReadCommand> {
  for await (const block of readWholeLines(stream)) {
    for (const { line, text } of linesOf(block)) {
      const parsed = parseLine(text, { file, line });
      if ('dated' in parsed) yield { line, dated: parsed.dated };
      else for (const problem of parsed.problems) yield { line, problem };
    }
    if ('fault' in block) yield { line: block.line, problem: { file, line: block.line, field: null, ...block.fault } };
  }
}

function linesOf(block: Lines): { line: number; text: string }[] {
  if ('fault' in block) return [];
  return block.text
    .split(LINE_END)
    .map((text, index) => ({ line: block.line + index, text }))
    .filter(({ text }) => text.trim() !== '');
}

function parseLine(text: string, place: Place): { dated: DatedCommand } | { problems: Problem[] } {
  const parsed = parseStrictJson(text);
  if ('got' in parsed) return { problems: [{ ...place, ...parsed }] };
  const { json } = parsed;
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return withoutDay(parseCommand(json, place));
  const { on, ...rest } = json as Record<string, unknown>;
  const day = date.safeParse(on);
  const given = parseCommand(rest, place);
  const problems = [
    ...(day.success ? [] : problemsOf(day.error.issues, on, place).map((problem) => ({ ...problem, field: 'on' }))),
    ...('problems' in given ? given.problems : []),
  ];
  return day.success && 'command' in given ? { dated: { on: day.data, command: given.command } } : { problems };
}

function withoutDay(parsed: ReturnType<typeof parseCommand>): { problems: Problem[] } {
  return { problems: 'problems' in parsed ? parsed.problems : [] };
}
