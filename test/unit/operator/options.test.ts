import { describe, expect, it } from 'vitest';
import { UserError } from '../../../infra/local/simulation/input/user-error.ts';
import { exportOptions } from '../../../infra/operator/export/options.ts';
import { reindexOptions } from '../../../infra/operator/reindex/options.ts';

describe('npm run reindex', () => {
  it('hands on to its state machine what was given, and nothing else', () => {
    expect(reindexOptions(['--stage', 'dev'])).toMatchObject({ settings: { stage: 'dev' }, input: {} });
    const all = ['--stage', 'dev', '--items-per-second', '10000', '--dry-run', '--reason', 'release 1.1'];
    const input = { itemsPerSecond: 10_000, dryRun: true, reason: 'release 1.1' };
    expect(reindexOptions(all)).toMatchObject({ input });
  });

  it.each(['0', '10001', '99999', '1.5', 'many'])('refuses %s items a second', (rate) => {
    const options = () => reindexOptions(['--stage', 'dev', '--items-per-second', rate]);
    expect(options).toThrow(`--items-per-second: got ${rate}; allowed: a whole number from 1 to 10000`);
  });
});

describe.each([
  ['reindex', (...args: string[]) => reindexOptions(args)],
  ['export', (...args: string[]) => exportOptions([...args, '--out', 'state'])],
])('npm run %s', (command, options) => {
  it('refuses a stage that there is not in one line, without a stack trace', () => {
    expect(() => options('--stage', 'nowhere')).toThrow(UserError);
    expect(() => options('--stage', 'nowhere')).toThrow(new RegExp(`^${command}: --stage: .*got "nowhere"`));
    expect(() => options()).toThrow(new RegExp(`^${command}: --stage is missing`));
  });
});
