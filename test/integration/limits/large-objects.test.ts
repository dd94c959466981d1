/** An object of any size is written with a part of it in memory, and is there whole or not at all. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLargeObjects } from '../../../shared/lambda/large-objects.ts';
import { startTestBucket, type TestBucket } from '../support/test-bucket.ts';

const PART = 5 * 1024 * 1024;
const LINE = `${'한'.repeat(33)}\n`;

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await startTestBucket('reports');
});
afterAll(() => bucket.stop());

async function* lines(count: number, failsAt = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
  for (let index = 0; index < count; index += 1000) {
    if (index >= failsAt) throw new Error('the table is away');
    yield LINE.repeat(Math.min(1000, count - index));
  }
}

const put = (key: string, chunks: AsyncIterable<string>) =>
  openLargeObjects('reports', bucket.environment, PART).putLarge(key, chunks);
const textOf = async (key: string) => (await bucket.objects.get(key))?.toString();

describe('a large object', () => {
  it.each([
    ['nothing', 0],
    ['less than a part', 10],
    ['one part exactly', 1],
    ['three parts', 120_000],
  ])('is written whole: %s', async (name, count) => {
    const chunks =
      name === 'one part exactly'
        ? (async function* () {
            yield 'x'.repeat(PART);
          })()
        : lines(count);
    await put(`${name}.csv`, chunks);
    const expected = name === 'one part exactly' ? 'x'.repeat(PART) : LINE.repeat(count);
    expect((await textOf(`${name}.csv`)) === expected).toBe(true);
  });

  it('replaces what was there only when all of it has come', async () => {
    await put('again.csv', lines(10));
    await expect(put('again.csv', lines(120_000, 110_000))).rejects.toThrow('the table is away');
    expect(await textOf('again.csv')).toBe(LINE.repeat(10));
    await put('again.csv', lines(120_000));
    expect((await textOf('again.csv'))?.length).toBe(LINE.length * 120_000);
  });

  it('fails if S3 cannot put the parts together, though it has answered with success', async () => {
    const server = createServer((request, response) => {
      request.resume();
      const isBegun = request.url?.includes('?uploads');
      response.setHeader('etag', '"e"');
      response.end(isBegun ? '<UploadId>u</UploadId>' : '<Error><Code>InternalError</Code></Error>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const objects = openLargeObjects('reports', { ...bucket.environment, AWS_ENDPOINT_URL_S3: endpoint }, PART);
    await expect(objects.putLarge('a.csv', lines(120_000))).rejects.toThrow('<Code>InternalError</Code>');
    server.close();
  });
});
