/**
 * `erase-person` in reports and files: what is searched, rewritten and left, and that it goes on where it stopped
 * (R-OPS-4).
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pseudonymOf } from '../../../shared/domain/notices/pseudonym.ts';
import { openLargeObjects } from '../../../shared/lambda/large-objects.ts';
import { listObjects } from '../../../shared/lambda/object-list.ts';
import { openObject } from '../../../shared/lambda/object-source.ts';
import { REWRITTEN } from '../../../shared/workflows/erasure/erase-object.ts';
import { type EraseObjectsDeps, eraseObjects } from '../../../shared/workflows/erasure/erase-objects.ts';
import { beginErasure, type ErasureState } from '../../../shared/workflows/erasure/erasure-state.ts';
import { startTestBucket, type TestBucket } from '../support/test-bucket.ts';
import { Tripwire } from '../support/tripwire.ts';

const ADDRESS = 'ada@contoso.example';
const TARGET = { person: { address: ADDRESS, employeeId: null, names: new Set(['Ada']) }, partnerIds: ['P-1'] };
const { address: pseudonym } = pseudonymOf(TARGET.person);
const PART_BYTES = 5 * 1024 * 1024;
const HOUR = 3_600_000;

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await startTestBucket('objects');
});
afterAll(() => bucket.stop());
beforeEach(async () => {
  await put('runs/a/1.jsonl', line(ADDRESS));
  await put('runs/a b+c/2.jsonl', line('bo@contoso.example'));
  await put('runs/b/3.jsonl', line(ADDRESS));
  await put('directory/x.csv', ADDRESS);
  await put('uploads/contacts.csv', `partner_id,name,email\nP-1,Ada,${ADDRESS}\n`);
});

const put = (key: string, content: string) => bucket.objects.put(key, Buffer.from(content));
const line = (to: string): string => `${JSON.stringify({ partnerId: 'P-1', email: { to } })}\n`;
const stored = async (key: string): Promise<string> => String(await bucket.objects.get(key));
const traces = async (): Promise<string[]> => {
  const keys = [...(await bucket.objects.keys('runs/')), ...(await bucket.objects.keys('uploads/'))];
  const texts = await Promise.all(keys.map(stored));
  return keys.filter((_, index) => texts[index]?.includes(ADDRESS));
};

const NEVER = new Tripwire(-1, 'before', async () => {});
function depsOf(wire = NEVER, given: Partial<EraseObjectsDeps> = {}): EraseObjectsDeps {
  const { name, environment } = bucket;
  const place = (prefix: string) => ({
    list: (after: string | null) => wire.around(() => listObjects(name, prefix, after, environment)),
    open: (key: string) => wire.around(() => openObject(name, key, environment)),
    putLarge: (...written: Parameters<ReturnType<typeof openLargeObjects>['putLarge']>) =>
      wire.around(() => openLargeObjects(name, environment, PART_BYTES).putLarge(...written)),
  });
  const clock = { now: () => 0, today: () => Date.now(), milliseconds: 1 };
  return { places: [place('runs/'), place('uploads/')], ...clock, ...given };
}

/** As the state machine does it. */
async function toTheEnd(begun: ErasureState, deps = depsOf()): Promise<{ erasure: ErasureState; calls: number }> {
  let state = begun;
  for (let calls = 1; ; calls += 1) {
    const { done, erasure } = await eraseObjects(JSON.parse(JSON.stringify(state)), deps);
    if (done) return { erasure, calls };
    state = erasure;
  }
}
const begun = (dryRun = false): ErasureState => beginErasure(TARGET, dryRun);

describe('R-OPS-4: a person in reports and files', () => {
  it('is replaced, and everything else stays', async () => {
    const { erasure } = await toTheEnd(begun());
    expect(erasure).toMatchObject({ searched: 4, rewritten: 3, unsearched: [] });
    expect(await traces()).toEqual([]);
    expect(await stored('runs/b/3.jsonl')).toBe(line(pseudonym));
    expect(await stored('runs/a b+c/2.jsonl')).toBe(line('bo@contoso.example'));
    expect(await stored('uploads/contacts.csv')).toContain(`,${pseudonym}\n`);
    expect(await bucket.objects.metadata('uploads/contacts.csv')).toEqual({ [REWRITTEN]: 'erase-person' });
    expect(await bucket.objects.metadata('runs/a b+c/2.jsonl')).toEqual({});
    expect((await toTheEnd(begun())).erasure).toMatchObject({ searched: 4, rewritten: 0 });
  });

  it('is only counted in a dry run', async () => {
    expect((await toTheEnd(begun(true))).erasure).toMatchObject({ searched: 4, rewritten: 3 });
    expect(await traces()).toHaveLength(3);
  });

  it('is erased in as many calls as the time of one takes', async () => {
    let instant = 0;
    const { erasure, calls } = await toTheEnd(begun(), depsOf(NEVER, { now: () => instant++ }));
    expect(calls).toBeGreaterThan(2);
    expect(erasure).toMatchObject({ searched: 4, rewritten: 3 });
  });

  it('is erased by the rest, wherever it was killed and given again', async () => {
    for (const when of ['before', 'after'] as const)
      for (let at = 1; ; at += 1) {
        await put('runs/a/1.jsonl', line(ADDRESS));
        await put('uploads/contacts.csv', `partner_id,name,email\nP-1,Ada,${ADDRESS}\n`);
        const wire = new Tripwire(at, when, async () => {
          throw new Error('killed');
        });
        const isKilled = await toTheEnd(begun(), depsOf(wire)).then(
          () => false,
          () => true,
        );
        if (!isKilled) break;
        expect((await toTheEnd(begun())).erasure.unsearched).toEqual([]);
        expect(await traces()).toEqual([]);
        expect(await stored('uploads/contacts.csv')).toBe(
          `partner_id,name,email\nP-1,${pseudonymOf(TARGET.person).name},${pseudonym}\n`,
        );
      }
  });

  it('keeps what somebody else writes right before the object is rewritten', async () => {
    let races = 0;
    const deps = depsOf();
    const [runs, uploads] = deps.places;
    const putLarge: NonNullable<typeof runs>['putLarge'] = async (key, ...rest) => {
      races += 1;
      if (races === 1) await put(key, `${line('new@contoso.example')}${line(ADDRESS)}`);
      await runs?.putLarge(key, ...rest);
    };
    await toTheEnd(begun(), { ...deps, places: [{ ...runs!, putLarge }, uploads!] });
    expect(races).toBeGreaterThan(2);
    const raced = await Promise.all(['runs/a/1.jsonl', 'runs/b/3.jsonl'].map(stored));
    expect(raced.join('')).toContain(line('new@contoso.example'));
    expect(await traces()).toEqual([]);
  });

  it('is no error of an object that is gone meanwhile', async () => {
    const deps = depsOf();
    const places = deps.places.map((place) => ({ ...place, open: async () => null }));
    expect((await toTheEnd(begun(), { ...deps, places })).erasure).toMatchObject({ searched: 4, rewritten: 0 });
  });

  it('is searched after the table, in what was written meanwhile, and the answer has the sum', async () => {
    const output = { outcome: 'done', inputs: { ticket: '1', objects: 2 } };
    const after = { ...begun(), pass: 'after-table' as const, rewritten: 2, output };
    const old = { ...after, since: new Date(Date.now() + HOUR).toISOString() };
    expect((await toTheEnd(old)).erasure).toMatchObject({ searched: 0, output });
    const recent = { ...after, since: new Date(Date.now() - HOUR).toISOString() };
    expect((await toTheEnd(recent)).erasure.output).toEqual({
      outcome: 'done',
      inputs: { ticket: '1', objects: 5, unsearched: [] },
    });
  });

  it('is not written without the end of the object, where that is missing', async () => {
    const deps = depsOf();
    const places = deps.places.map((place) => ({
      ...place,
      open: async (key: string) => {
        const object = await place.open(key);
        return object && { ...object, bytes: (object.bytes ?? 0) + 1 };
      },
    }));
    await expect(toTheEnd(begun(), { ...deps, places })).rejects.toThrow(/ended after \d+ of \d+ bytes/);
    expect(await stored('uploads/contacts.csv')).toContain(ADDRESS);
  });

  it('names what it cannot search', async () => {
    await bucket.objects.put('uploads/book.csv', Buffer.from([0x50, 0x4b, 0x00, 0x00]));
    expect((await toTheEnd(begun())).erasure.unsearched).toEqual(['uploads/book.csv']);
    await bucket.objects.put('uploads/book.csv', Buffer.from(''));
  });

  it('is erased from an object of several parts', async () => {
    const rows = `P-2,Bo,${'b'.repeat(1000)}\n`.repeat(2_700);
    await put('uploads/large.csv', `partner_id,name,email\n${rows}P-1,Ada,${ADDRESS}\n${rows}`);
    await toTheEnd(begun());
    const text = await stored('uploads/large.csv');
    expect(text.length).toBeGreaterThan(PART_BYTES);
    expect(text).toContain(`P-1,${pseudonymOf(TARGET.person).name},${pseudonym}\n`);
    expect(text.split('\n')).toHaveLength(5_403);
    await put('uploads/large.csv', '');
  });
});
