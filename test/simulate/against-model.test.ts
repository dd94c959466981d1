import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { writeSampleProgram } from '../../infra/local/sample/write.ts';
import { DEEP, run } from './command-line.ts';
import type { ModelInput } from './model/program.ts';
import { runModel } from './model.ts';
import { differences, jsonLines, resultsOf, writtenResults } from './results.ts';

const folder = mkdtempSync(join(tmpdir(), 'against-model-'));
afterAll(() => rmSync(folder, { recursive: true }));

const readInput = (dir: string): ModelInput => {
  const table = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(dir, `${name}.csv`)), { columns: true, bom: true });
  return {
    partners: table('partners'),
    contacts: table('contacts'),
    memberships: table('memberships'),
    invoices: table('invoices'),
    listings: table('listings'),
    employees: table('employees'),
    achievements: table('achievements'),
    performance: table('performance'),
    tokens: table('tokens'),
    commands: jsonLines(join(dir, 'commands.jsonl')),
    config: JSON.parse(readFileSync(join(dir, 'program.json'), 'utf8')),
  };
};

type Sample = { seed: number; from: string; outages: [string, string][] };
/** Samples with all the awkward cases among 60 partners. */
const UNDISTURBED: Sample = { seed: 1, from: '2027-01-01', outages: [] };
const WITH_OUTAGE: Sample = { seed: 2, from: '2027-09-12', outages: [['2027-11-14', '2027-12-22']] };

describe('the model of the rules', () => {
  it.runIf(DEEP).each([UNDISTURBED, WITH_OUTAGE])(
    'agrees with the simulation of the sample with seed $seed',
    async ({ seed, from, outages }) => {
      const [dir, out] = [join(folder, `data-${seed}`), join(folder, `out-${seed}`)];
      const { to } = await writeSampleProgram(dir, { seed, partners: 60, from });
      const asked = outages.flatMap((days) => ['--outage', days.join('..')]);
      const ended = await run('simulate', ['--data', dir, '--from', from, '--to', to, '--out', out, ...asked]);
      expect(ended).toMatchObject({ code: 0 });
      const model = resultsOf(runModel(readInput(dir), from, to, outages));
      expect(model.emails.length).toBeGreaterThan(300);
      expect(differences(writtenResults(out), model)).toEqual([]);
    },
  );
});
