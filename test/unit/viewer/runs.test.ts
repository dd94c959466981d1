import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../infra/local/viewer/archive/archive.ts';
import { listRuns } from '../../../infra/local/viewer/archive/runs.ts';
import { outputFolder } from './fixture.ts';

const command = (name: string, outcome: string, fields: object = {}) => ({
  workflow: 'partner-command',
  scheduledFor: null,
  asOf: '2027-03-02',
  status: 'SUCCEEDED',
  error: null,
  cause: null,
  output: {
    ...{ runId: `${name}-1`, dryRun: false, command: name, partnerId: 'P-1', membershipId: 'M-1', outcome },
    ...{ rule: 'R-REN-7', reason: 'the window closed on 2027-02-01', ...fields },
  },
});
const sweep = {
  ...{ workflow: 'renewal-notices', scheduledFor: null, asOf: '2027-03-02', status: 'SUCCEEDED', error: null },
  ...{ cause: null, output: { runId: 'r-1', examined: 3, acted: 1, skipped: 2, failed: 0, uncertain: 0 } },
};
const NONE = { workflow: '', command: '', day: '', state: '' };
const ALL = { offset: 0, limit: 50 };

async function archive() {
  const runs = [
    sweep,
    command('record-payment', 'refused'),
    command('record-payment', 'done'),
    command('enrol', 'refused', { dryRun: true }),
  ];
  return openArchive(await outputFolder({ runs }), null);
}
const namesIn = async (filter: Partial<typeof NONE>) =>
  (await listRuns(await archive(), { ...NONE, ...filter }, ALL)).items.map(
    ({ workflow, command: given }) => given?.name ?? workflow,
  );

describe('the list of runs', () => {
  it('says what a command came to, for whom, by which rule and why', async () => {
    const { items } = await listRuns(await archive(), { ...NONE, state: 'refused', command: 'record-payment' }, ALL);
    expect(items.map(({ command: given, isDryRun }) => [given, isDryRun])).toEqual([
      [
        {
          name: 'record-payment',
          partnerId: 'P-1',
          membershipId: 'M-1',
          outcome: 'refused',
          rule: 'R-REN-7',
          reason: 'the window closed on 2027-02-01',
        },
        false,
      ],
    ]);
  });

  it('finds runs by command and by what they came to, newest first', async () => {
    expect(await namesIn({ command: 'record-payment' })).toEqual(['record-payment', 'record-payment']);
    expect(await namesIn({ state: 'refused' })).toEqual(['enrol', 'record-payment']);
    expect(await namesIn({ state: 'done' })).toEqual(['record-payment']);
    expect(await namesIn({ state: 'failed' })).toEqual([]);
    expect(await namesIn({})).toEqual(['enrol', 'record-payment', 'record-payment', 'renewal-notices']);
  });

  it('marks a dry run, and leaves a sweep its counts', async () => {
    const { items } = await listRuns(await archive(), NONE, ALL);
    expect(items.map(({ isDryRun, examined }) => [isDryRun, examined])).toEqual([
      [true, null],
      [false, null],
      [false, null],
      [false, 3],
    ]);
  });
});
