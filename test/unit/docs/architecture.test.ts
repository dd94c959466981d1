import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
const named = [
  ...new Set([...text.matchAll(/`((?:shared|functions|infra|test)\/[\w./-]+)`/g)].map(([, path = '']) => path)),
];

const roomsOf = (house: string): string[] =>
  readdirSync(join(ROOT, house), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

describe('docs/architecture.md', () => {
  it('names files and folders that exist', () => {
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each(['shared/domain', 'shared/workflows', 'infra/local'])(
    'lists every room of %s in the order that the architecture test holds',
    (house) => {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${house}\` |`)) ?? '';
      const listed = (row.split('|')[2] ?? '').split(',').map((room) => room.trim());
      expect(listed.toSorted()).toEqual(roomsOf(house));
      const held = readFileSync(join(ROOT, 'test/architecture.test.ts'), 'utf8');
      const places = listed.map((room) => held.indexOf(`'${room}'`, held.indexOf(`'${house}',`)));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
    },
  );
});
