import { expect, it } from 'vitest';
import type { BatchEntry } from '../../../shared/domain/directory/batch-entry.ts';
import type { Store } from '../../../shared/store/store.ts';
import type { Run } from '../../../shared/sweep/run.ts';
import { assembleBatch } from '../../../shared/workflows/sweeps/assemble-batch.ts';
import { largeObjects } from '../../large-objects.ts';

const RUN = { phase: 'submit', dryRun: false, isPartial: false, asOf: '2027-01-18', runId: 'run-1' } as Run;

/** The line of a listing with this name. */
async function lineOf(displayName: string): Promise<string> {
  const url = 'https://contoso.example/';
  const value = { action: 'add', partnerId: 'P-1', country: 'KR', month: '2027-01', displayName, url } as BatchEntry;
  const store = {
    batches: {
      get: async () => null,
      key: () => ({ pk: 'BATCH#2027-01', sk: 'BATCH' }),
      createIfAbsent: async () => null,
    },
    batchEntries: {
      list: async function* () {
        yield { value, version: 1 };
      },
    },
  };
  let file = '';
  const put = async (_: string, body: string) => {
    file = body;
  };
  await assembleBatch(store as unknown as Store, largeObjects({ bucket: 'reports', put }), RUN);
  return file.replace(/^.*\n/, '');
}

it.each([
  ['Contoso', 'Contoso'],
  ['=1+1', "'=1+1"],
  [' =1+1', "'=1+1"],
  ['\uff1d1+1', "'\uff1d1+1"],
  ['\u200b@SUM(1)', "'@SUM(1)"],
  ['-2 Degrees', "'-2 Degrees"],
  ['Contoso\r=1+1', 'Contoso =1+1'],
  ['Contoso\r\n=1+1', 'Contoso =1+1'],
  ['Contoso\u2028Ltd', 'Contoso Ltd'],
  ['\u202eContoso', 'Contoso'],
  ['Hart, Hart & "Partners"', '"Hart, Hart & ""Partners"""'],
  ['\u0645\u06cc\u200c\u062e', '\u0645\u06cc\u200c\u062e'],
])('a listing named %j is one line of the batch, and no formula', async (name, cell) => {
  expect(await lineOf(name)).toBe(`add,P-1,${cell},KR,https://contoso.example/\n`);
});
