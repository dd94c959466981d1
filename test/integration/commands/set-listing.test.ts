import { expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { setListing } from '../../../shared/workflows/commands/partner-commands.ts';
import { MEMORY_TABLE, MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';
import { commandConfig as config, storeCommandProgram } from '../support/command-script.ts';

it('R-DIR-2: a password in the address of a landing page is in no decision and no history', async () => {
  const memory = new MemoryDynamoDb();
  const store = openStore(
    new Table(
      memory.client(async (_, perform) => perform()),
      MEMORY_TABLE,
    ),
    config,
  );
  await storeCommandProgram(store);
  const listing = { displayName: 'Contoso', country: 'KR', url: 'https://bo:hunter2@learn.contoso.example/' };
  const attested = { aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true };
  const call = { asOf: civilDateOf('2027-02-02'), runId: 'r', now: '2027-02-02T00:00:00Z', commandId: 'c' };
  const post = {
    send: () => Promise.reject(new Error('no mail')),
    partnerCenterUrl: 'https://p.example',
    timeZone: 'UTC',
  };
  const deps = { store, config, post, operators: 'o@vendor.example' };
  const answer = await setListing({ command: 'set-listing', partnerId: 'P-1', ...listing, ...attested }, call, deps);
  expect(answer).toMatchObject({ inputs: { url: 'https://…@learn.contoso.example/' } });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
  const stored = await store.listings.get({ partnerId: 'P-1' });
  expect(stored?.value.content.url).toBe(listing.url);
  expect(JSON.stringify(stored?.value.history)).not.toContain('hunter2');
});
