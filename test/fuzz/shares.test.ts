import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { SHARES } from './support/shares.ts';

const DEMANDED = 100_000;

it('every fuzz test file has a share of the inputs, and the shares add up to 100,000', () => {
  const files = globSync('{edges,stored,output}/*.test.ts', { cwd: import.meta.dirname }).map((file) =>
    basename(file, '.test.ts'),
  );
  expect(files.filter((file) => file !== 'shares').sort()).toEqual(Object.keys(SHARES).sort());
  expect(Object.values(SHARES).reduce((sum, share) => sum + share, 0)).toBeGreaterThanOrEqual(DEMANDED);
});
