import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { CorruptItem } from '../../../shared/errors.ts';
import { keys } from '../../../shared/store/keys.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { config, partner } from '../rules/support.ts';

const { partners } = openStore(new Table(new DynamoDBClient({}), 'none'), config());
const stored = { ...keys.partner('P-1'), version: 3, shape: 1, value: partner() };

describe('a stored item', () => {
  it('is read with its version', () => {
    expect(partners.parse(stored)).toEqual({ version: 3, value: partner() });
  });

  it('is refused as corrupt if its key attributes name another item', () => {
    const ids = { pk: 'PARTNER#P-1', sk: 'PARTNER' };
    const message =
      'stored partner PARTNER#P-1 PARTNER does not match its schema: its ids are those of PARTNER#P-2 PARTNER';
    expect(() => partners.parse({ ...stored, value: partner({ partnerId: 'P-2' }) })).toThrow(
      new CorruptItem(message, { ids }),
    );
  });

  it.each([[{}], [{ toString: 1 }], [null], [7]])('is refused as corrupt with a key that is no text: %j', (pk) => {
    expect(() => partners.parse({ ...stored, pk })).toThrow(CorruptItem);
  });

  it('is named in a message cut to a limit, without line breaks', () => {
    const role = `\u202e${'x'.repeat(100_000)}`;
    const value = { ...partner(), contacts: Array.from({ length: 500 }, () => ({ role })) };
    const message = (() => {
      try {
        return String(partners.parse({ ...stored, sk: '\u0007', value }));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(message.length).toBeLessThan(6_000);
    expect(message).toMatch(/^stored partner PARTNER#P-1 \\u\{7\} does not match/);
  });
});
