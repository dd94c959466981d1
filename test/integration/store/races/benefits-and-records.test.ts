import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { recordCompletedRun } from '../../../../shared/sweep/completed-runs.ts';
import { importRows } from '../../import/import-rows.ts';
import { command, KIM, M1, P1, race, runOf, setContacts, startRacedProgram, store } from './raced-program.ts';

startRacedProgram();

describe('R-LIC: the benefits of a partner', () => {
  const issue = (tokenId: string, target = store) =>
    command(
      { command: 'issue-token', ...M1, tokenId, kind: 'mak', product: 'Windows', activations: 2 },
      '2027-08-26',
      target,
    );
  const use = (requestId: string, target = store) =>
    command({ command: 'activate-token', ...P1, tokenId: 'K-1', requestId }, '2027-08-27', target);
  const row = (tokenId: string) => `P-1,M1,${tokenId},mak,Windows,,2,,2027-01-02,,,,`;
  const ids = async () => (await store.benefits.get(P1))?.value.entries.map(({ tokenId }) => tokenId);

  it('R-LIC-4: two of three who use the last two activations at once get them', async () => {
    await issue('K-1');
    await use('first');
    const late = await race(
      'BENEFITS',
      (target) => use('late', target),
      () => use('second'),
    );
    expect(late).toMatchObject({ outcome: 'refused', rule: 'R-LIC-4' });
  });

  it('R-LIC-1: the first two, issued at once, are both stored', async () => {
    await race(
      'BENEFITS',
      (target) => issue('K-1', target),
      () => issue('K-2'),
    );
    expect(await ids()).toEqual(['K-2', 'K-1']);
  });

  it('R-LIC-1: a benefit that is issued during an import is stored, too', async () => {
    await issue('K-1');
    await race(
      'BENEFITS',
      (target) => importRows(target, 'tokens', [row('K-3')], civilDateOf('2027-08-27')),
      () => issue('K-2'),
    );
    expect(await ids()).toEqual(['K-1', 'K-2', 'K-3']);
  });
});

describe('a record of what was done', () => {
  it('is kept for a done command if a copy of it is refused', async () => {
    const given = {
      command: 'record-profile-review',
      ...P1,
      reviewedOn: civilDateOf('2027-08-25'),
      by: 'Park',
    } as const;
    const copy = (runId: string, target = store) => command(given, '2027-08-26', target, 'C-1', runId);
    const becomesPossible = async () => {
      await setContacts([KIM, { ...KIM, name: 'Park', email: 'park@contoso.example' }]);
      await copy('second');
    };
    const first = await race('COMMAND#C-1', (target) => copy('first', target), becomesPossible);
    expect(first.outcome).toBe('refused');
    expect(await copy('third')).toMatchObject({ outcome: 'done', repeated: true });
  });

  it('is that of the first of two runs of a day', async () => {
    const run = (runId: string) => runOf('kpi-refresh', '2027-01-15', null, runId);
    await race(
      '2027-01-15#',
      (target) => recordCompletedRun(target, run('late')),
      () => recordCompletedRun(store, run('first')),
    );
    const [proof] = await store.completedRuns.getAll([run('any')]);
    expect(proof?.value.runId).toBe('first');
  });
});
