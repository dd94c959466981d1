import { describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import type { Store } from '../../../../shared/store/store.ts';
import type { Run } from '../../../../shared/sweep/run.ts';
import { assembleBatch } from '../../../../shared/workflows/sweeps/assemble-batch.ts';
import { directorySweep } from '../../../../shared/workflows/sweeps/directory-sweep.ts';
import { largeObjects } from '../../../large-objects.ts';
import { importRows } from '../../import/import-rows.ts';
import {
  bounce,
  command,
  depsOf,
  KIM,
  mailTo,
  P1,
  page,
  race,
  runOf,
  setContacts,
  startRacedProgram,
  store,
} from './raced-program.ts';

startRacedProgram();

const directory = (phase: Run['phase'], day: string, target = store) =>
  page(directorySweep(depsOf(target)), runOf('directory-submission', day, phase));

const CONTENT = {
  country: 'KR',
  url: 'https://learn.contoso.example/ms',
  aboutPartnerOnly: true,
  noCompetitors: true,
  ownedByPartner: true,
};

const setListing = (displayName: string, day: string, target = store, partnerId = 'P-1', changes = {}) =>
  command({ command: 'set-listing', partnerId, displayName, ...CONTENT, ...changes }, day, target);
const INCOMPLETE = { noCompetitors: false };
const listing = async (partnerId = 'P-1') => (await store.listings.get({ partnerId }))?.value;

describe('R-DIR: the content that a partner sets for its listing', () => {
  it('is kept if the listing is submitted at the same time', async () => {
    await setListing('Contoso', '2027-08-10');
    await race(
      'LISTING',
      (target) => directory('submit', '2027-08-16', target),
      () => setListing('New', '2027-08-16'),
    );
    expect((await listing())?.content.displayName).toBe('New');
  });

  it('is kept if two runs submit the listing, and both record the line of the batch', async () => {
    await setListing('Contoso', '2027-08-10');
    const another = async () => {
      await setListing('New', '2027-08-16');
      await directory('submit', '2027-08-16');
    };
    await race('ENTRY#', (target) => directory('submit', '2027-08-16', target), another);
    const [entry] = await store.batchEntries.getAll([{ ...P1, month: '2027-08' as never }]);
    expect([entry?.value.displayName, (await listing())?.submitted?.displayName]).toEqual(['New', 'New']);
  });

  it.each([
    [1, 'claim'],
    [2, 'outcome'],
  ])('is kept if a reminder is recorded at the same time: write %i, its %s', async (nth) => {
    await setListing('Contoso', '2027-08-08', store, 'P-1', INCOMPLETE);
    const changed = () => setListing('New', '2027-08-09', store, 'P-1', INCOMPLETE);
    await race('LISTING', (target) => directory('remind', '2027-08-09', target), changed, nth);
    const { content, notices: told } = (await listing()) ?? {};
    expect(content?.displayName).toBe('New');
    expect(told?.['incomplete-2027-08']?.notices.map(({ state }) => state.status)).toEqual(['sent', 'sent']);
  });

  it.each([
    [1, 'bounce'],
    [2, 'claim of the alert'],
    [3, 'outcome of the alert'],
  ])('is kept if a bounce of the last admin is recorded at the same time: write %i, the %s', async (nth) => {
    await setContacts([KIM]);
    await setListing('Contoso', '2027-08-08', store, 'P-1', INCOMPLETE);
    await directory('remind', '2027-08-09');
    const toKim = mailTo(KIM.email);
    const changed = () => setListing('New', '2027-09-03', store, 'P-1', INCOMPLETE);
    await race('LISTING', (target) => bounce(toKim, target), changed, nth);
    const { content, notices: told } = (await listing()) ?? {};
    expect(content?.displayName).toBe('New');
    expect(told?.['incomplete-2027-08']?.notices[0]?.state.status).toBe('undeliverable');
    expect(told?.['unreachable-2027-09']?.notices[0]?.state.status).toBe('sent');
  });

  it('is kept if a file with other domains is imported at the same time', async () => {
    await setListing('Contoso', '2027-08-10');
    await directory('submit', '2027-08-16');
    const row = 'P-1,Contoso,KR,contoso.example;learn.contoso.example,,1';
    const loaded = (target: Store) => importRows(target, 'partners', [row], civilDateOf('2027-08-20'));
    await race('LISTING', loaded, () => setListing('New', '2027-08-20'));
    expect((await listing())?.content.displayName).toBe('New');
  });
});

describe("R-DIR-4: the directory's record of a listing", () => {
  const submitted = { displayName: 'Contoso', month: '2027-08' };

  it('is kept if the content is set while the listing is submitted', async () => {
    await setListing('Contoso', '2027-08-10');
    await race(
      'LISTING',
      (target) => setListing('New', '2027-08-16', target),
      () => directory('submit', '2027-08-16'),
    );
    expect(await listing()).toMatchObject({ content: { displayName: 'New' }, submitted });
  });

  it('is kept if the content is set for the first time twice at once', async () => {
    const other = async () => {
      await setListing('Contoso', '2027-08-16');
      await directory('submit', '2027-08-16');
    };
    await race('LISTING', (target) => setListing('New', '2027-08-16', target), other);
    expect(await listing()).toMatchObject({ content: { displayName: 'New' }, submitted });
  });

  it('R-DIR-2: gives a URL to one of two partners that ask for it at once', async () => {
    await race(
      'URL',
      (target) => setListing('One', '2027-08-10', target),
      () => setListing('Two', '2027-08-10', store, 'P-2'),
    );
    expect([(await listing('P-1'))?.holdsUrl, (await listing('P-2'))?.holdsUrl]).toEqual([false, true]);
  });

  it('is one batch a month: the first of two assembled batches is kept', async () => {
    const { reports } = depsOf(store);
    const assembled = (runId: string, target: Store) =>
      assembleBatch(target, largeObjects(reports), runOf('directory-submission', '2027-08-16', 'submit', runId));
    await race(
      'BATCH',
      (target) => assembled('late', target),
      () => assembled('first', store),
    );
    const batch = await store.batches.get({ month: '2027-08' as never });
    expect(batch?.value.runId).toBe('first');
  });
});
