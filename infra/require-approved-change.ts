import { changeIdOf, codeDigest, configDigest } from './change-record.ts';
import type { StageSettings } from './config.ts';
import { SettingsError } from './settings-error.ts';

/**
 * A stage that names an approved change takes the program configuration of that change alone, with the code that it was
 * simulated with.
 *
 * @throws SettingsError that says what to run
 */
export function requireApprovedChange({ stage, approvedChange, programConfigFile }: StageSettings): void {
  if (approvedChange === undefined) return;
  const { id, data, before, simulated } = approvedChange;
  const after = configDigest(programConfigFile);
  const actual = changeIdOf({ data, simulated, before, after, code: codeDigest() });
  if (actual === id) return;
  throw new SettingsError([
    {
      file: `infra/stages/${stage}.json`,
      line: null,
      field: 'approvedChange.id',
      got: `${id}, but this configuration and this code make it ${actual}`,
      allowed: `the record of a before and after of ${programConfigFile} with this code: npm run compare -- --data DIR --config <the one in force> --with ${programConfigFile} --from DATE --to DATE --out DIR, look at DIR/comparison.html, and put DIR/change.json here`,
    },
  ]);
}
