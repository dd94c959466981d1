/** A person in the records of reports and files (R-OPS-4). */
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { pseudonymOf } from '../../../shared/domain/notices/pseudonym.ts';
import { eraseBytes, eraserFor } from '../../../shared/workflows/erasure/erase-record.ts';
import type { ErasureTarget } from '../../../shared/workflows/erasure/erasure-state.ts';
import { recordsOf, UnsearchableObject } from '../../../shared/workflows/erasure/records.ts';

const ADA: ErasureTarget = {
  person: { address: 'ada@contoso.example', employeeId: null, names: new Set(['Ada Fern']) },
  partnerIds: ['P-1', 'P-9'],
};
const BO: ErasureTarget = {
  person: { address: null, employeeId: 'E-7', names: new Set(['Bo Holm']) },
  partnerIds: ['P-1'],
};
const { name, address } = pseudonymOf(ADA.person);
const bo = pseudonymOf(BO.person).name;

/** An object of these bytes, without the person. */
async function erased(key: string, content: string | Buffer, target = ADA, chunk = 7): Promise<Buffer> {
  const bytes = Buffer.from(content as string);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.subarray(index * chunk, (index + 1) * chunk),
  );
  const erase = eraserFor(key, target);
  const records: Buffer[] = [];
  for await (const record of recordsOf(Readable.from(chunks), key.endsWith('.csv')))
    records.push(eraseBytes(record, erase));
  return Buffer.concat(records);
}
const text = async (...given: Parameters<typeof erased>): Promise<string> => (await erased(...given)).toString();

describe('R-OPS-4: the lines of a report', () => {
  const line = (value: object) => `${JSON.stringify(value)}\n`;

  it('have the pseudonym in place of the address and of the name beside it', async () => {
    const email = { kind: 'renewal', to: 'Ada@contoso.example', role: 'global-admin', noticeId: 'n-1' };
    const contacts = [{ role: 'mpn-admin', name: 'Ada Fern', email: 'ada@contoso.example' }];
    const given = [
      { partnerId: 'P-1', what: 'notice-sent', email },
      { partnerId: 'P-9', inputs: { contacts, by: 'Ada Fern' }, reason: 'set by Ada Fern' },
      { partnerId: 'P-1', what: 'expired', kpi: '60' },
    ];
    expect(await text('runs/a/part-0.jsonl', given.map(line).join(''))).toBe(
      [
        { partnerId: 'P-1', what: 'notice-sent', email: { ...email, to: address } },
        {
          partnerId: 'P-9',
          inputs: { contacts: [{ ...contacts[0], name, email: address }], by: name },
          reason: `set by ${name}`,
        },
        { partnerId: 'P-1', what: 'expired', kpi: '60' },
      ]
        .map(line)
        .join(''),
    );
  });

  it('stay as they are if they are about another partner', async () => {
    const other = line({ partnerId: 'P-2', email: { to: 'ada@contoso.example' }, reason: 'Ada Fern' });
    expect(await text('runs/a/part-0.jsonl', other)).toBe(other);
  });

  it('lose the address and a rejected name, if they are of rejected rows, which name no partner', async () => {
    const rejected = [
      { file: 'contacts.csv', line: 3, field: 'email', got: 'ada@contoso.example ', text: 'got "ada@contoso.example"' },
      {
        file: 'contacts.csv',
        line: 4,
        field: 'name',
        got: 'Ada Fern',
        text: 'contacts.csv line 4, name: got "Ada Fern"',
      },
      { file: 'partners.csv', line: 5, field: 'country', got: 'Ada Fern', text: 'x' },
    ];
    const lines = (await text('reports/contacts.csv/e-1-1.jsonl', rejected.map(line).join(''))).trim().split('\n');
    expect(lines.map((each) => JSON.parse(each))).toEqual([
      { ...rejected[0], got: `${address} `, text: `got "${address}"` },
      { ...rejected[1], got: name, text: `contacts.csv line 4, name: got "${name}"` },
      rejected[2],
    ]);
  });

  it('lose the address, if they are no JSON', async () => {
    expect(await text('runs/a/part-0.jsonl', '{"to":"ada@contoso.example"')).toBe(`{"to":"${address}"`);
    expect(await text('runs/a/discrepancy.html', '<p>ADA@contoso.example,</p>\r\n')).toBe(`<p>${address},</p>\r\n`);
  });
});

describe('R-OPS-4: the rows of a file', () => {
  it('have the pseudonym in the cells, and everything else as it was written', async () => {
    const file = [
      '\ufeffpartner_id,role,name,email,locale',
      'P-1,mpn-admin,"Fern, Ada",ADA@contoso.example,en',
      'P-1, global-admin ,Ada Fern," ada@contoso.example ",',
      'P-1,account-admin,"Bo ""B"" Holm",bo@contoso.example,en',
      'P-2,mpn-admin,Ada Fern,ada@contoso.example,en',
      '',
    ].join('\r\n');
    expect(await text('2027/contacts.csv', file)).toBe(
      [
        '\ufeffpartner_id,role,name,email,locale',
        `P-1,mpn-admin,"${name}",${address},en`,
        `P-1, global-admin ,${name},"${address}",`,
        'P-1,account-admin,"Bo ""B"" Holm",bo@contoso.example,en',
        'P-2,mpn-admin,Ada Fern,ada@contoso.example,en',
        '',
      ].join('\r\n'),
    );
  });

  it.each<[string, string, string]>([
    [
      'other separators',
      'partner_id;name;email\nP-1;Ada;ada@contoso.example\n',
      `partner_id;name;email\nP-1;${name};${address}\n`,
    ],
    [
      'carriage returns',
      'name,email\rAda,ada@contoso.example\rBo,b@c.example',
      `name,email\r${name},${address}\rBo,b@c.example`,
    ],
    ['line ends within quotes', 'name,email\n"A\nda",ada@contoso.example\n', `name,email\n"${name}",${address}\n`],
    [
      'a quote that is never closed',
      'name,email\nBo,"b\nAda,ada@contoso.example\n',
      `name,email\nBo,"b\n${name},${address}\n`,
    ],
    [
      'a cell too many',
      'name,email\nAda,ada@contoso.example,ada@contoso.example\n',
      `name,email\n${name},${address},${address}\n`,
    ],
    ['no header', 'Ada <ada@contoso.example>,x\n', `Ada <${address}>,x\n`],
    ['an address that is longer', 'name,email\nX,ada@contoso.example.net\n', 'name,email\nX,ada@contoso.example.net\n'],
  ])('have the pseudonym in files with %s', async (_, given, expected) => {
    expect(await text('contacts.csv', given)).toBe(expected);
  });

  it('lose the name beside the id, if they are of an employee', async () => {
    const file = 'partner_id,employee_id,name,left_on\nP-1,E-7,Bo Holm,\nP-1,E-70,Bo Holm,\nP-2,E-7,Bo Holm,\n';
    expect(await text('employees.csv', file, BO)).toBe(
      `partner_id,employee_id,name,left_on\nP-1,E-7,${bo},\nP-1,E-70,Bo Holm,\nP-2,E-7,Bo Holm,\n`,
    );
  });

  it('keep bytes that are not UTF-8', async () => {
    const korean = Buffer.concat([
      Buffer.from('name,email\n'),
      Buffer.from([0xb1, 0xe8, 0xc0, 0xb1]),
      Buffer.from(',x@y.example\n'),
    ]);
    const named = Buffer.concat([korean, Buffer.from([0xb1, 0xe8]), Buffer.from(',ada@contoso.example\n')]);
    expect(await erased('contacts.csv', named)).toEqual(Buffer.concat([korean, Buffer.from(`${name},${address}\n`)]));
  });
});

describe('R-OPS-4: a record that cannot be searched', () => {
  it.each<[string, Buffer]>([
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00])],
    ['UTF-16', Buffer.from('name,email\n', 'utf16le')],
  ])('is told: %s', async (_, content) => {
    await expect(erased('contacts.csv', content)).rejects.toThrow(UnsearchableObject);
  });

  it('is told: a record that is too long', async () => {
    const read = async (limit: number) => {
      for await (const _ of recordsOf(Readable.from([Buffer.from('x'.repeat(50))]), false, limit));
    };
    await expect(read(50)).resolves.toBeUndefined();
    await expect(read(49)).rejects.toThrow(new UnsearchableObject('it has a record of more than 49 bytes'));
  });
});
