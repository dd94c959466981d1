import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CountingProxy, countingDynamoDb } from '../support/counting-proxy.ts';
import { actionPacks } from '../support/partners.ts';
import { Program } from '../support/program.ts';

let dynamoDb: CountingProxy;
let program: Program;

beforeAll(async () => {
  dynamoDb = await countingDynamoDb();
  program = await Program.start({ dynamoDbEndpoint: dynamoDb.endpoint });
});
afterAll(async () => {
  await program?.stop();
  await dynamoDb?.stop();
});

/** The calls of a run with 40 due items, of which those of some partners cannot be read. */
async function callsOf(spoilt: readonly string[]): Promise<number> {
  await program.clear();
  // Their events would be counted, too: a mail less, and five calls less.
  program.mail.loseEvents();
  await program.importRows(actionPacks(...Array.from({ length: 40 }, (_, index) => `P-${index + 1}`)), '2027-01-01');
  for (const id of spoilt) await program.items.spoil(id, 'MEMBERSHIP#M-1', {});
  dynamoDb.forget();
  await program.run('renewal-notices', '2027-01-30');
  expect(program.mail.takeTold()).toHaveLength(40 - spoilt.length);
  return Object.values(dynamoDb.calls()).reduce((sum, count) => sum + count, 0);
}

it('the other items of a page cost a few reads more if one cannot be read', async () => {
  const well = await callsOf([]);
  const poisoned = await callsOf(['P-7']);
  // Not done: two writes of its own. Instead: halves of its page (at most ten more reads), its record (a read and a
  // write).
  expect(poisoned - well).toBeGreaterThan(0);
  expect(poisoned - well).toBeLessThanOrEqual(10);
});
