import { describe, expect, it } from 'vitest';
import { keys } from '../../../shared/store/keys.ts';
import { Table } from '../../../shared/store/table.ts';
import type { ProgramEvent } from '../../../shared/workflows/events/catalogue/program-event.ts';
import { publishChanges } from '../../../shared/workflows/events/publish-changes.ts';
import { MEMORY_TABLE } from '../../program-years/run/memory-dynamodb.ts';
import { twoPartners } from '../corrections/two-partners.ts';

const AT = '2027-03-02T08:00:00Z';

async function begin() {
  const { memory, store } = await twoPartners([
    'P-1,M-1,action-pack,,,,2026-05-01,',
    'P-2,M-2,action-pack,,,,2026-05-01,',
  ]);
  const table = new Table(
    memory.client(async (_, perform) => perform()),
    MEMORY_TABLE,
  );
  const told: ProgramEvent[] = [];
  const unreadable: string[] = [];
  const memberships = [
    keys.membership({ partnerId: 'P-1', membershipId: 'M-1' }),
    keys.membership({ partnerId: 'P-2', membershipId: 'M-2' }),
  ];
  const changes = async () => {
    const items = await table.getAll(memberships);
    return items.map((item) => ({ before: null, after: item as typeof item & (typeof memberships)[0], at: AT }));
  };
  const publish = async () => {
    await publishChanges(await changes(), {
      store,
      publish: async (events) => void told.push(...events),
      onUnreadable: ({ after }, error) => unreadable.push(`${after.pk} ${after.sk}: ${error.name}`),
    });
  };
  return { table, told, unreadable, publish };
}

describe('a change that the stream tells', () => {
  it('has a number, and the same one when it is told again', async () => {
    const { told, publish } = await begin();
    await publish();
    await publish();
    const [first, second] = [told.slice(0, 2), told.slice(2)];
    expect(first.map(({ type, about, number }) => [type, about, number])).toEqual([
      ['membership.enrolled', 'partner/P-1', 1],
      ['membership.enrolled', 'partner/P-2', 1],
    ]);
    expect(second).toEqual(first);
  });

  it('is told as unreadable if the item cannot be read, with a number, and stops no other partner', async () => {
    const { table, told, unreadable, publish } = await begin();
    const item = await table.get(keys.membership({ partnerId: 'P-1', membershipId: 'M-1' }));
    await table.put(
      { ...item, value: { spoilt: true }, version: 7, pk: 'PARTNER#P-1', sk: 'MEMBERSHIP#M-1' },
      { version: 1 },
    );
    await publish();
    expect(
      told.map(({ type, about, number, data }) => [type, about, number, type === 'change.unreadable' && data]),
    ).toEqual([
      ['change.unreadable', 'partner/P-1', 1, { item: 'MEMBERSHIP#M-1', version: 7 }],
      ['membership.enrolled', 'partner/P-2', 1, false],
    ]);
    expect(unreadable).toEqual(['PARTNER#P-1 MEMBERSHIP#M-1: CorruptItem']);
  });

  it('is not told of a partner whose numbers cannot be read, and is told of all others', async () => {
    const { table, told, unreadable, publish } = await begin();
    await table.put({ ...keys.eventLog('partner/P-1'), version: 1, shape: 1, value: 'spoilt' }, { absent: true });
    await publish();
    expect(told.map(({ about }) => about)).toEqual(['partner/P-2']);
    expect(unreadable).toEqual(['PARTNER#P-1 MEMBERSHIP#M-1: CorruptItem']);
  });
});
