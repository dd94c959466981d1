/** The program configuration from a file. */
import { type ProgramConfig, parseProgramConfig } from '../domain/config/program-config.ts';
import type { Place, Problem } from '../domain/core/problem.ts';
import { parseStrictJson } from './commands/strict-json.ts';
import { openFile } from './csv/open-file.ts';
import { readWholeLines } from './csv/whole-lines.ts';

export const CONFIG_FILE = 'program.json';
/** Size of the file and of a line of it. */
const MAX_BYTES = 4_000_000;

/** @param name - the file name that problems give */
export async function readConfig(
  path: string,
  name: string = CONFIG_FILE,
): Promise<{ config: ProgramConfig } | { problems: Problem[] }> {
  const opened = await openFile(path, name);
  if ('problem' in opened) return { problems: [opened.problem] };
  const place: Place = { file: name, line: null };
  let text = '';
  for await (const block of readWholeLines(opened.stream, MAX_BYTES)) {
    if ('fault' in block) return { problems: [{ file: name, line: block.line, field: null, ...block.fault }] };
    text += block.text;
    if (text.length > MAX_BYTES) return { problems: [tooLong(place)] };
  }
  const parsed = parseStrictJson(text);
  return 'got' in parsed ? { problems: [{ ...place, ...parsed }] } : parseProgramConfig(parsed.json, name);
}

function tooLong(place: Place): Problem {
  const got = `a configuration of more than ${MAX_BYTES} bytes`;
  return { ...place, field: null, got, allowed: `at most ${MAX_BYTES} bytes` };
}
