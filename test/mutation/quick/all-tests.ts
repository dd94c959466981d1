/** All tests of the rules as one file: each is loaded once, and the mutants are tried after they have passed. */
import { afterEach, beforeEach, describe, inject, test } from 'vitest';
import type { Test } from './run-test.ts';
import { recordInto, turnOn } from './switches.ts';
import { tryMutants } from './try-mutants.ts';

const { files, mutants, results, active } = inject('quick');
const byTest = new Map<Test, Set<string>>();
const atLoad = new Set<string>();

turnOn(active);
recordInto(atLoad);
beforeEach(({ task }) => {
  const met = new Set<string>();
  byTest.set(task, met);
  recordInto(met);
});
afterEach(() => recordInto(null));

for (const file of files)
  describe(file, async () => {
    await import(file);
  });

if (active === null) test('mutants', ({ task }) => tryMutants(mutants, { byTest: without(task), atLoad }, results), 0);

function without(self: Readonly<Test>): Map<Test, Set<string>> {
  return new Map([...byTest].filter(([{ id }]) => id !== self.id));
}
