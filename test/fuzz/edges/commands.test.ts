import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';
import { type ReadCommand, readCommands } from '../../../shared/import/commands/read-commands.ts';
import { MAX_LINE_BYTES } from '../../../shared/import/csv/whole-lines.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { goodCommand } from '../inputs/commands.ts';
import { textOfJson } from '../inputs/json-text.ts';
import { hostileJson, mutated, nested } from '../inputs/mutation.ts';
import { day } from '../inputs/values.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectClear } from '../support/refusal.ts';

const fuzz = fuzzing('commands');

function expectSound(json: unknown): void {
  const parsed = parseCommand(json);
  if ('problems' in parsed) {
    expectClear(parsed.problems);
    return;
  }
  expect(parseCommand(JSON.parse(JSON.stringify(parsed.command)))).toEqual(parsed);
  expect(commandIdOf(parsed.command, civilDateOf('2027-01-01'))).toMatch(
    /^(R-[A-Za-z0-9][A-Za-z0-9._:-]{0,127}|C-[0-9a-f]{32})$/,
  );
}

async function read(text: string): Promise<ReadCommand[]> {
  const entries: ReadCommand[] = [];
  for await (const entry of readCommands(Readable.from([Buffer.from(text)]))) entries.push(entry);
  return entries;
}

const dated = fc.tuple(goodCommand, day).map(([command, on]) => ({ ...(command as object), on }));

describe('the input of partner-command', () => {
  it('is accepted if it is valid', async () => {
    await fuzz.each(goodCommand, 2_000, (json) => {
      expect(parseCommand(json)).toHaveProperty('command');
      expectSound(json);
    });
  });

  it('is accepted or refused if one or two fields are hostile', () =>
    fuzz.each(mutated(goodCommand), 9_000, expectSound));

  it('is refused if it is any other JSON', () => fuzz.each(hostileJson, 2_000, expectSound));

  it('is refused if it is nested ten thousand levels deep in any field', () => {
    for (const json of [nested(10_000), { command: 'explain', partnerId: nested(10_000) }, { command: nested(10_000) }])
      expectSound(json);
  });
});

describe('commands.jsonl', () => {
  it('is read line by line, whatever a line holds', async () => {
    await fuzz.each(fc.tuple(dated, textOfJson(mutated(dated))), 4_000, async ([good, hostile]) => {
      const line = hostile.replaceAll(/[\r\n]/g, ' ');
      const entries = await read(`${JSON.stringify(good)}\n${line}\n${JSON.stringify(good)}\n`);
      const taken = entries.flatMap((entry) => ('dated' in entry ? [entry] : []));
      // An endless line ends the reading: nobody knows where it stops.
      const readable = Buffer.byteLength(line) < MAX_LINE_BYTES ? [1, 3] : [1];
      expect(taken.map((entry) => entry.line)).toEqual(expect.arrayContaining(readable));
      for (const entry of entries) if ('problem' in entry) expectClear([entry.problem]);
    });
  });

  it.each([
    ['a line', `{"x":"${'x'.repeat(1_100_000)}"}`],
    ['brackets', '['.repeat(1_100_000)],
  ])('%s of more than a megabyte is refused at once', async (_, text) => {
    const begun = performance.now();
    const entries = await read(text);
    expectClear(entries.flatMap((entry) => ('problem' in entry ? [entry.problem] : [])));
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
