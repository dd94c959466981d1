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

it('a valid program configuration is accepted', () =>
  fuzz.each(goodConfig, 500, (json) => {
    expect(parseProgramConfig(json)).toHaveProperty('config');
    expectSound(json);
  }));

it('a program configuration with one or two hostile fields is accepted or refused', () =>
  fuzz.each(mutated(goodConfig), 4_000, expectSound));

it('any other JSON is refused as a program configuration', () => fuzz.each(hostileJson, 500, expectSound));

it('a program configuration file is accepted or refused, whatever it holds', () =>
  fuzz.each(textOfJson(mutated(goodConfig, 1)), 1_000, async (text) => {
    const file = join(folder, 'program.json');
    await writeFile(file, text);
    const read = await readConfig(file);
    if ('problems' in read) expectClear(read.problems);
  }));
