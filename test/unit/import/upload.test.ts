import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../shared/errors.ts';
import { parseUpload } from '../../../shared/workflows/import/upload.ts';

const refusalOf = (input: unknown): string => {
  try {
    parseUpload(input, 'imports');
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('an input of import', () => {
  it.each([
    ['partners.csv', 'partners'],
    ['2027/january/memberships.csv', 'memberships'],
    ['한국 + more/invoices.csv', 'invoices'],
  ])('names %s as a file of %s', (key, kind) => {
    expect(parseUpload({ bucket: 'imports', key }, 'imports')).toEqual({ bucket: 'imports', key, kind });
  });

  it.each(['Partners.csv', 'partners.csv/', 'partners.csv.gz', 'old-partners.csv', 'commands.jsonl'])(
    'is refused with %s, which is no import file',
    (key) => {
      expect(refusalOf({ bucket: 'imports', key })).toBe(
        `key: got "${key}"; allowed: a file in any folder with one of the names partners.csv, contacts.csv, memberships.csv, invoices.csv, listings.csv, employees.csv, achievements.csv, performance.csv, tokens.csv`,
      );
    },
  );

  it('is refused with every invalid field', () => {
    expect(refusalOf({ bucket: 7, dryRun: true })).toMatch(
      /^bucket: got 7; .*key: got nothing; .*dryRun: got an unknown/,
    );
  });

  it.each(['../partners.csv', 'a/../partners.csv', './partners.csv', 'reports/../../partners.csv'])(
    'is refused with the key %s, which no address can name',
    (key) => expect(refusalOf({ bucket: 'imports', key })).toMatch(/no part of it "\." or "\.\."$/),
  );

  it.each([[null], ['partners.csv'], [[]]])('is refused as %j', (input) => {
    expect(refusalOf(input)).toMatch(/allowed: an object with the fields bucket, key$/);
  });

  it('is refused with another bucket than that of uploads', () => {
    expect(refusalOf({ bucket: 'others', key: 'partners.csv' })).toBe('bucket: got "others"; allowed: imports');
  });

  it('is refused with a key too long for the name of its report', () => {
    expect(refusalOf({ bucket: 'imports', key: `${'가'.repeat(263)}/partners.csv` })).toMatch(
      /allowed: the key of an object, 1 to 800 bytes, no part of it "\." or "\.\."$/,
    );
  });
});
