import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { id as idSchema, line as lineSchema } from '../../../shared/domain/config/values.ts';
import { addDays, type CivilMonth, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';
import { parseRow } from '../../../shared/import/csv/read-rows.ts';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import { objectUrl } from '../../../shared/lambda/object-store.ts';
import { DUE_INDEX, dueAttributes, keys, partnerPartition } from '../../../shared/store/keys.ts';
import type { Key } from '../../../shared/store/table.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { rejectionReportPrefix } from '../../../shared/workflows/import/rejection-report.ts';
import { parseUpload } from '../../../shared/workflows/import/upload.ts';
import { date } from '../../unit/rules/support.ts';
import { goodRow } from '../inputs/csv.ts';
import { hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { thrownBy } from '../support/refusal.ts';

const fuzz = fuzzing('keys');

/** Ids that lie close to each other and to the keys' own words, besides anything. */
const PARTS = [
  'P-1',
  'P-2',
  'M1',
  '#',
  '/',
  '..',
  '.',
  '-',
  '_',
  '%23',
  '%',
  'PARTNER',
  'MEMBERSHIP',
  '0001',
  ' ',
  '\0',
  '1',
];
const id = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
  },
  hostileText,
);

type Ids = {
  partnerId: string;
  membershipId: string;
  invoiceNumber: string;
  line: string;
  requestId: string;
  cycle: number;
};
const ids: fc.Arbitrary<Ids> = fc.record({
  partnerId: id,
  membershipId: id,
  invoiceNumber: id,
  line: fc.nat(12).map(String),
  requestId: id,
  cycle: fc.integer({ min: 1, max: 200 }),
});

const isId = (text: string): boolean => idSchema.safeParse(text).success;
const isInvoiceNumber = (text: string): boolean => lineSchema(1, 64).safeParse(text).success;

/** Every key that such ids lead to, by what it names. Ids that no edge takes lead to none. */
function keysOf({ partnerId, membershipId, invoiceNumber, line, requestId, cycle }: Ids): Map<string, Key> {
  const named = new Map<string, Key>();
  if (!isId(partnerId)) return named;
  named.set(JSON.stringify(['partner', partnerId]), keys.partner(partnerId));
  named.set(JSON.stringify(['kpi', partnerId]), keys.kpiLedger(partnerId));
  named.set(JSON.stringify(['listing', partnerId]), keys.listing(partnerId));
  if (isId(membershipId)) {
    named.set(JSON.stringify(['membership', partnerId, membershipId]), keys.membership({ partnerId, membershipId }));
    named.set(
      JSON.stringify(['cycle', partnerId, membershipId, cycle]),
      keys.cycle({ partnerId, membershipId, cycle }),
    );
  }
  if (isInvoiceNumber(invoiceNumber))
    named.set(
      JSON.stringify(['invoice', partnerId, invoiceNumber, line]),
      keys.invoiceLine({ partnerId, invoiceNumber, line }),
    );
  const commanded = parseCommand({
    command: 'record-profile-review',
    partnerId,
    requestId,
    reviewedOn: '2027-01-01',
    by: 'x',
  });
  if ('command' in commanded)
    named.set(
      JSON.stringify(['command', partnerId, requestId]),
      keys.command({ partnerId, commandId: commandIdOf(commanded.command, civilDateOf('2027-01-01')) }),
    );
  return named;
}

const PREFIXES = { membership: 'MEMBERSHIP#', cycle: 'CYCLE#', invoice: 'INVOICE#', command: 'COMMAND#' } as const;
/** DynamoDB's own limits, in bytes. */
const LONGEST = { pk: 2048, sk: 1024 };

describe('keys of the table', () => {
  it('differ if they name different things', () =>
    fuzz.each(fc.tuple(ids, ids), 9_000, ([a, b]) => {
      const named = [...keysOf(a), ...keysOf({ ...b, partnerId: a.partnerId }), ...keysOf(b)];
      const distinct = new Map(named);
      const written = new Set([...distinct.values()].map(({ pk, sk }) => `${pk}\n${sk}`));
      expect(written.size).toBe(distinct.size);
    }));

  it("lie in their own partner's partition, under the prefix of their own kind", () =>
    fuzz.each(ids, 4_000, (drawn) => {
      for (const [name, { pk, sk }] of keysOf(drawn)) {
        const [kind, partnerId] = JSON.parse(name) as [string, string];
        expect(pk).toBe(partnerPartition(partnerId));
        expect(pk.split('#')).toHaveLength(2);
        expect(Buffer.byteLength(pk)).toBeLessThan(LONGEST.pk);
        expect(Buffer.byteLength(sk)).toBeLessThan(LONGEST.sk);
        for (const [other, prefix] of Object.entries(PREFIXES)) expect(sk.startsWith(prefix)).toBe(other === kind);
      }
    }));

  it('separate the day from the partner in an index', () =>
    fuzz.each(fc.tuple(id, id, fc.nat(400)), 2_000, ([partnerId, membershipId, days]) => {
      if (!isId(partnerId) || !isId(membershipId)) return;
      const on = addDays(date('2027-01-01'), days);
      const entry: Record<string, string> = dueAttributes(
        DUE_INDEX,
        'renewal-notices',
        on,
        { partnerId, id: membershipId },
        64,
      );
      expect(entry[DUE_INDEX.sort]?.split('#')).toEqual([on, partnerId, membershipId]);
    }));

  it('hold the month and the partner of a batch', () =>
    fuzz.each(fc.tuple(id, id), 1_000, ([a, b]) => {
      const month = '2027-01' as CivilMonth;
      if (!isId(a) || !isId(b) || a === b) return;
      expect(keys.batchEntry({ month, partnerId: a })).not.toEqual(keys.batchEntry({ month, partnerId: b }));
    }));

  it.each(KINDS)('hold only ids that %s.csv accepts', (kind: Kind) =>
    fuzz.each(fc.tuple(goodRow(kind), id), 400, ([row, partnerId]) => {
      const parsed = parseRow(kind, { ...row, partnerId }, { file: null, line: null });
      expect('row' in parsed).toBe(isId(partnerId));
    }),
  );
});

describe('keys of objects', () => {
  it('lead to the uploaded object, and its rejection report lies below reports/', () => {
    const folder = fc.array(fc.oneof(id, fc.constantFrom('', '.', '..', '%2e%2e', 'reports')), { maxLength: 4 });
    return fuzz.each(folder, 2_000, (parts) => {
      const key = [...parts, 'partners.csv'].join('/');
      const refusal = thrownBy(() => parseUpload({ bucket: 'imports', key }, 'imports'));
      if (refusal !== undefined) return;
      for (const each of [key, `${rejectionReportPrefix(key, 'run-1')}1.jsonl`]) {
        const { pathname } = new URL(objectUrl('imports', each, { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' }));
        expect(decodeURIComponent(pathname)).toBe(`/imports/${each}`);
      }
    });
  });
});
