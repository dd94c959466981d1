import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { readConfig } from '../../../shared/import/read-config.ts';
import { goodConfig } from '../inputs/config.ts';
import { textOfJson } from '../inputs/json-text.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectClear } from '../support/refusal.ts';

const fuzz = fuzzing('program-configuration');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzz-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function expectSound(json: unknown): void {
  const parsed = parseProgramConfig(json);
  if ('problems' in parsed) {
    expectClear(parsed.problems);
    return;
  }
  expect(parseProgramConfig(JSON.parse(JSON.stringify(parsed.config)))).toEqual(parsed);
}

it('is taken where it is good', () =>
  fuzz.each(goodConfig, 500, (json) => {
    expect(parseProgramConfig(json)).toHaveProperty('config');
    expectSound(json);
  }));

it('is taken or refused with a hostile field or two', () => fuzz.each(mutated(goodConfig), 4_000, expectSound));

it('is refused when it is anything else', () => fuzz.each(hostileJson, 500, expectSound));

it('is read from a file, whatever the file holds', () =>
  fuzz.each(textOfJson(mutated(goodConfig, 1)), 1_000, async (text) => {
    const file = join(folder, 'program.json');
    await writeFile(file, text);
    const read = await readConfig(file);
    if ('problems' in read) expectClear(read.problems);
  }));
