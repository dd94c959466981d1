import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStageSettings } from '../../../infra/config.ts';
import { SettingsError } from '../../../infra/settings-error.ts';
import { textOfJson } from '../inputs/json-text.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable, thrownBy } from '../support/refusal.ts';

const fuzz = fuzzing('stage-settings');
const STAGES = join(import.meta.dirname, '../../../infra/stages');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuzz-stages-'));
  await copyFile(join(STAGES, 'program.sample.json'), join(folder, 'program.sample.json'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const GOOD = {
  ...(JSON.parse(await readFile(join(STAGES, 'dev.json'), 'utf8')) as object),
  account: '123456789012',
  region: 'eu-west-1',
  otherSenderDomains: ['example.com'],
};

function expectSound(request: object): void {
  const refusal = thrownBy(() => {
    const { partnerCenterUrl, sendRate } = readStageSettings(request, folder);
    expect(new URL(partnerCenterUrl).protocol).toBe('https:');
    expect(sendRate).toBeLessThanOrEqual(100_000);
  });
  if (refusal === undefined) return;
  if (!(refusal instanceof SettingsError)) throw refusal;
  expectPrintable(refusal.message, 60_000);
  for (const line of refusal.message.split('\n')) expect(line).toMatch(/got .+; allowed: ./);
}

it('stage settings are accepted or refused, whatever their file holds', () =>
  fuzz.each(textOfJson(mutated(fc.constant(GOOD))), 1_500, async (text) => {
    await writeFile(join(folder, 'dev.json'), text);
    expectSound({});
  }));

it('stage settings are accepted or refused with any context', () => {
  const context = fc.record({ stage: hostileJson, programConfigFile: hostileJson }, { requiredKeys: [] });
  return fuzz.each(context, 1_000, async (request) => {
    await writeFile(join(folder, 'dev.json'), JSON.stringify(GOOD));
    expectSound(request);
  });
});
