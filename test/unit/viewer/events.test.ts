import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventItem } from '../../../infra/local/viewer/archive/events.ts';
import type { SliceOf } from '../../../infra/local/viewer/archive/slice.ts';
import { type ServedViewer, serveViewer } from '../../../infra/local/viewer/server/serve-viewer.ts';
import { email, event, jsonLines, outputFolder } from './fixture.ts';

const EVENTS = [
  event(1, { type: 'partner.created', membershipId: null, cycle: null, commandId: null, rule: 'R-ROLE-1' }),
  event(1, { partnerId: 'P-2' }),
  event(1, { partnerId: null, type: 'run.completed', membershipId: null }),
  event(2, { type: 'notice.sent', noticeId: email(1).noticeId, rule: 'R-NOT-1' }),
  event(3, { membershipId: 'M2' }),
];

let page: ServedViewer;

async function serve(files: Parameters<typeof outputFolder>[0]): Promise<string> {
  const outDir = await outputFolder({ emails: [email(0), email(1)], ...files });
  page = await serveViewer({ outDir, mailDir: outDir, port: 0 });
  return outDir;
}
afterEach(() => page.close());

const ask = (query: string, partnerId = 'P-1') => fetch(`${page.url}api/partners/${partnerId}/events?${query}`);
const told = async (query = '', partnerId = 'P-1') =>
  (await (await ask(query, partnerId)).json()) as SliceOf<EventItem>;
const numbersOf = ({ items }: SliceOf<EventItem>) => items.map((item) => item.event.number);

describe("a partner's events", () => {
  it('are shown as they were on the bus, the latest first, without those of others', async () => {
    await serve({ events: EVENTS });
    expect((await told()).items.map((item) => item.event)).toEqual([EVENTS[4], EVENTS[3], EVENTS[0]]);
    expect((await told('', 'P-2')).items.map((item) => item.event)).toEqual([EVENTS[1]]);
  });

  it('lead to the mail that they are about', async () => {
    await serve({ events: EVENTS });
    expect((await told()).items.map(({ mail }) => mail)).toEqual([null, 1, null]);
  });

  it('come a part at a time', async () => {
    await serve({ events: EVENTS });
    const part = await told('offset=1&limit=1');
    expect(part).toMatchObject({ total: 3, offset: 1 });
    expect(numbersOf(part)).toEqual([2]);
  });

  it.each([
    ['M1', [2]],
    ['M2', [3]],
    ['M3', []],
  ])('are found by the membership %s', async (membership, numbers) => {
    await serve({ events: EVENTS });
    expect(numbersOf(await told(`membership=${membership}`))).toEqual(numbers);
  });

  it('are none in the results of an older simulation, which have no events.jsonl', async () => {
    await serve({});
    expect(await told()).toEqual({ total: 0, offset: 0, items: [] });
  });

  it('grow while days are simulated', async () => {
    const outDir = await serve({ events: EVENTS });
    expect((await told()).total).toBe(3);
    await appendFile(join(outDir, 'events.jsonl'), jsonLines([event(4)]));
    expect(numbersOf(await told())).toEqual([4, 3, 2, 1]);
  });

  it('are refused for a range that cannot be, with the reason', async () => {
    await serve({ events: EVENTS });
    const answer = await ask('limit=0');
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: string }).error).toContain('limit');
  });
});
