import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOGS_FOLDER } from '../../../infra/local/emulator/services.ts';
import { synthesizeProgram } from '../../../infra/local/simulation/synthesize-program.ts';
import { UTC_PROGRAM } from '../support/configurations.ts';
import { actionPacks, adminOf, nameOf, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

const LARGEST_BUNDLE_BYTES = 700_000;
/** All the commands, `explain` and the report of discrepancies: an operator starts it, a few times a day. */
const LARGEST_COMMAND_BUNDLE_BYTES = 900_000;

describe('the bundles', () => {
  it("are below 700,000 bytes each, and that of the operators' commands below 900,000", async () => {
    const folder = await synthesizeProgram(UTC_PROGRAM, { inProcess: false });
    const bundles = globSync('**/asset.*/index.mjs', { cwd: folder });
    expect(bundles.length).toBeGreaterThan(5);
    const sizes = bundles.map((bundle) => ({ bundle, bytes: statSync(join(folder, bundle)).size }));
    const [largest, ...others] = sizes.toSorted((a, b) => b.bytes - a.bytes);
    expect(largest?.bytes).toBeLessThan(LARGEST_COMMAND_BUNDLE_BYTES);
    expect(others.filter(({ bytes }) => bytes >= LARGEST_BUNDLE_BYTES)).toEqual([]);
  });
});

describe('the logs of the functions', () => {
  it('name no person, no address and no partner, at any level and whatever fails', async () => {
    const program = await Program.start({ logLevel: 'DEBUG' });
    try {
      await program.importRows(actionPacks('P-1', 'P-2', 'P-3'), '2027-01-01');
      const [first, second, third] = [adminOf('P-1'), adminOf('P-2'), adminOf('P-3')];
      program.mail.refuse('Throttling', `Too much for ${first}`, first);
      await program.run('renewal-notices', '2027-01-30');
      program.mail.refuse('InvalidParameterValue', `No such address: ${second}`, second);
      outputOf(await program.run('renewal-notices', '2027-02-14'));
      program.mail.loseAnswer(third, 2);
      await program.given(payment('P-1', '2027-03-05'), '2027-03-05');
      outputOf(await program.run('renewal-notices', '2027-03-16'));
      await program.items.spoil('P-2', 'PARTNER', { name: nameOf('P-2'), contacts: second });
      expect((await program.run('grace-expiry', '2027-04-01')).error).toBe('SweepIncomplete');
      expect((await program.command(payment('P-2', '2027-03-05'), '2027-04-02')).error).toBe('CorruptItem');
      await program.emulator.stop();

      const logs = join(program.workDir, LOGS_FOLDER);
      const text = readdirSync(logs)
        .map((file) => readFileSync(join(logs, file), 'utf8'))
        .join('\n');
      expect(text).toContain('CorruptItem');
      expect(text).toContain('PARTNER#P-2');
      for (const secret of ['.example', '@', 'Anna', 'Learning House']) expect(text).not.toContain(secret);
    } finally {
      await program.stop();
    }
  });
});
