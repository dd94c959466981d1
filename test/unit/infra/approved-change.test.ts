import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changeIdOf, codeDigest, configDigest } from '../../../infra/change-record.ts';
import type { StageSettings } from '../../../infra/config.ts';
import { requireApprovedChange } from '../../../infra/require-approved-change.ts';

const folder = mkdtempSync(join(tmpdir(), 'approved-'));
afterAll(() => rmSync(folder, { recursive: true }));

function configuration(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
const YEARS = '"programYears":[{"from":"2027-07-01","to":"2028-06-30","requirements":[]}]';
const file = configuration('then.json', `{"profileReviewMaxAgeDays":60,${YEARS}}`);
const parts = { data: 'd'.repeat(32), before: 'b'.repeat(32), simulated: '2027-01-01..2027-12-31' };
const id = changeIdOf({ ...parts, after: configDigest(file), code: codeDigest() });
const stage = (programConfigFile: string, approvedChange?: StageSettings['approvedChange']) =>
  ({ stage: 'prod', programConfigFile, approvedChange }) as StageSettings;

describe('a stage with an approved change', () => {
  it('takes the configuration that was compared, however it is spelt', () => {
    expect(() => requireApprovedChange(stage(file, { id, ...parts }))).not.toThrow();
    const spelt = configuration('spelt.json', `{\n ${YEARS},\n "profileReviewMaxAgeDays": 60 }`);
    expect(() => requireApprovedChange(stage(spelt, { id, ...parts }))).not.toThrow();
  });

  it('refuses any other, and says what to run', () => {
    const other = configuration('other.json', `{"profileReviewMaxAgeDays":61,${YEARS}}`);
    expect(() => requireApprovedChange(stage(other, { id, ...parts }))).toThrow(
      /^infra\/stages\/prod\.json, approvedChange\.id: got .*npm run compare -- --data DIR/,
    );
  });

  it.each(['data', 'before', 'simulated'] as const)('refuses a record whose %s was changed', (part) => {
    const changed = { id, ...parts, [part]: 'e'.repeat(32) };
    expect(() => requireApprovedChange(stage(file, changed))).toThrow('approvedChange.id');
  });

  it('is no condition for a stage that names none', () => {
    expect(() => requireApprovedChange(stage(file))).not.toThrow();
  });
});
