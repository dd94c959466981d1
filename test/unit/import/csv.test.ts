import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../../shared/import/csv/read-rows.ts';
import { KINDS } from '../../../shared/import/files.ts';
import { collect, report, streamOf } from './streams.ts';

const HEADER = 'partner_id,role,name,email,locale';
const row = (id: string, name = 'Ann') => `${id},mpn-admin,${name},ann@contoso.example,en`;
const ALLOWED = `the columns partner_id, role, name, email, locale, each once, with commas between them`;

describe('a file as people write it', () => {
  it.each([
    ['line feeds', `${HEADER}\n${row('P-1')}\n${row('P-2')}\n`],
    ['carriage returns and line feeds', `${HEADER}\r\n${row('P-1')}\r\n${row('P-2')}\r\n`],
    ['a byte order mark', `\ufeff${HEADER}\n${row('P-1')}\n${row('P-2')}\n`],
    ['carriage returns alone (R-IMP-7)', `${HEADER}\r${row('P-1')}\r${row('P-2')}\r`],
    ['rows without any value at the end (R-IMP-7)', `${HEADER}\n${row('P-1')}\n${row('P-2')}\n,,,,\n ,,,,\n,\n`],
    ['columns without any value (R-IMP-7)', `${HEADER},,\n${row('P-1')},,\n${row('P-2')}, ,\n`],
    ['empty cells beyond the header (R-IMP-7)', `${HEADER}\n${row('P-1')},,\n${row('P-2')},\n`],
    [
      'no empty cells at the end of its rows (R-IMP-7)',
      `${HEADER}\n${row('P-1')}\nP-2,mpn-admin,,ann@contoso.example\n`,
    ],
    ['no line end at the end', `${HEADER}\n${row('P-1')}\n${row('P-2')}`],
    [
      'quotes around everything',
      `${HEADER.replaceAll(/\w+/g, '"$&"')}\n${row('P-1')}\n"P-2","mpn-admin","","a@b.example",""\n`,
    ],
  ])('is read with %s', async (_, text) => expect(await report('contacts', text)).toEqual(['2 ok', '3 ok']));

  it('is read with the columns in any order', async () => {
    const text = 'email,locale,name,partner_id,role\nann@contoso.example,ko-KR,Ann,P-1,mpn-admin\n';
    const [first] = await collect(readRows('contacts', streamOf(text)));
    expect(first).toEqual({
      line: 2,
      row: { partnerId: 'P-1', role: 'mpn-admin', name: 'Ann', email: 'ann@contoso.example', locale: 'ko-KR' },
    });
  });

  it('R-IMP-7: has line numbers that count carriage returns, quoted ones and rows without any value too', async () => {
    const text = `${HEADER}\r${row('P-1', '"Ann\rof\r\nContoso"')}\r,,,,\r\r${row('P 3')}\r`;
    for (const size of [1, 2, 3, 64])
      expect(await report('contacts', text, size)).toEqual([
        '2 ok',
        expect.stringContaining('contacts.csv line 7, partner_id'),
      ]);
  });

  it('R-IMP-7: has a column without a name refused only where it has a value', async () => {
    const text = `partner_id,,role,name,email,locale\nP-1,,mpn-admin,Ann,a@b.example,en\nP-2,x,mpn-admin,Ann,a@b.example,en\n`;
    expect(await report('contacts', text)).toEqual([
      '2 ok',
      'contacts.csv line 3, column 2: got "x"; allowed: nothing, as the column has no name in the header',
    ]);
  });

  it('R-IMP-7: has nothing in the cells that a row leaves out at its end', async () => {
    const text = `email,partner_id,role,name,locale\r\nann@contoso.example,P-1,mpn-admin\r\nann@contoso.example,P-2\r\n`;
    const [first, second] = await collect(readRows('contacts', streamOf(text)));
    expect(first).toEqual({
      line: 2,
      row: { partnerId: 'P-1', role: 'mpn-admin', name: '', email: 'ann@contoso.example', locale: '' },
    });
    expect(second).toMatchObject({ line: 3, problem: { field: 'role', got: 'nothing' } });
  });

  it.each([1, 3, 1000])(
    'R-IMP-7: has its end in question where it stops within a row, read %i bytes at a time',
    async (size) => {
      const cut = (end: string) =>
        report('contacts', `${HEADER}\n${row('P-1')}\nP-2,mpn-admin,Ann,ann@contoso.ex${end}`, size);
      const allowed = '5 fields, one for each column of the header; the file may have been cut off';
      expect(await cut('')).toEqual([
        '2 ok',
        `contacts.csv line 3: got a row of 4 fields that no line end closes; allowed: ${allowed}`,
      ]);
      for (const end of ['\n', '\r\n', '\r', ',']) expect(await cut(end)).toEqual(['2 ok', '3 ok']);
    },
  );

  it('is read as no rows if it has nothing but a header', async () => {
    expect(await report('contacts', `${HEADER}\n`)).toEqual([]);
    expect(await report('contacts', HEADER)).toEqual([]);
  });

  it('has line numbers that count quoted line breaks and empty lines', async () => {
    const text = `${HEADER}\r\n${row('P-1', '"Ann\r\nof\nContoso"')}\r\n\r\n${row('P-2')}\r\n${row('P 3')}\r\n`;
    expect(await report('contacts', text)).toEqual([
      '2 ok',
      '6 ok',
      expect.stringContaining('contacts.csv line 7, partner_id'),
    ]);
  });

  it('is read the same however it is cut into chunks', async () => {
    const text = `\ufeff${HEADER}\r\n${row('P-1', '"안""나\r\n"')}\r\n${row('P-2', '李')}\r\n${row('P-3')}`;
    const whole = await collect(readRows('contacts', streamOf(text)));
    expect(whole).toHaveLength(3);
    for (const size of [1, 2, 3, 5, 7, 64]) {
      expect(await collect(readRows('contacts', streamOf(text, size)))).toEqual(whole);
    }
  });
});

describe('a header', () => {
  it.each([
    ['an unknown column', `${HEADER},phone`, [`"phone": got an unknown column; allowed: ${ALLOWED}`]],
    ['a missing column', 'partner_id,role,name,email', [`locale: got no such column; allowed: ${ALLOWED}`]],
    ['a column twice', `${HEADER},role`, [`role: got the column more than once; allowed: ${ALLOWED}`]],
    [
      'a misspelt column',
      HEADER.replace('email', 'e-mail'),
      [`"e-mail": got an unknown column; allowed: ${ALLOWED}`, `email: got no such column; allowed: ${ALLOWED}`],
    ],
  ])('is refused by name with %s, and no row is taken', async (_, header, problems) => {
    const text = `${header}\n${row('P-1')}\n`;
    expect(await report('contacts', text)).toEqual(problems.map((problem) => `contacts.csv line 1, ${problem}`));
  });

  it.each([
    ['";"', ';'],
    ['tabs', '\t'],
    ['"|"', '|'],
  ])('R-IMP-7: is one problem that names its separator if that is %s, quoted or not', async (name, separator) => {
    const problem = `contacts.csv line 1: got columns separated by ${name}; allowed: columns separated by commas (in a spreadsheet: save as "CSV UTF-8 (comma delimited)")`;
    const text = `${HEADER}\n${row('P-1')}`;
    expect(await report('contacts', text.replaceAll(',', separator))).toEqual([problem]);
    expect(await report('contacts', text.replaceAll(/[^,\n]+/g, '"$&"').replaceAll(',', separator))).toEqual([problem]);
  });

  it('is refused together with what is wrong in the rows, by the columns that are known', async () => {
    const text = `partner_id,roll,name,email,locale\nP-1,owner,Ann,ann@contoso.example,en\nP 2,owner,Ann,ann,en\n`;
    const said = await report('contacts', text);
    expect(said.map((problem) => problem.split(':')[0])).toEqual([
      'contacts.csv line 1, "roll"',
      'contacts.csv line 1, role',
      'contacts.csv line 3, partner_id',
      'contacts.csv line 3, email',
    ]);
  });

  it('R-IMP-7: says that a column, or a value, has a no-break space', async () => {
    const space = 'with a no-break space (write an ordinary one, or none)';
    expect(await report('contacts', `${HEADER.replace('role', 'role\u00a0')}\n`)).toEqual([
      `contacts.csv line 1, "role\u00a0": got an unknown column, ${space}; allowed: ${ALLOWED}`,
      `contacts.csv line 1, role: got no such column; allowed: ${ALLOWED}`,
    ]);
    expect(await report('contacts', `${HEADER}\n${row('P-1\u00a0')}\n`)).toEqual([
      `contacts.csv line 2, partner_id: got "P-1\u00a0", ${space}; allowed: an id of 1 to 64 letters, digits, ".", "_" and "-", beginning with a letter or digit`,
    ]);
  });

  it.each(['', '\ufeff', '\n\r\n'])('is required: %j', async (text) => {
    const allowed = 'a header row with the columns partner_id, role, name, email, locale, then the rows';
    expect(await report('contacts', text)).toEqual([`contacts.csv: got an empty file; allowed: ${allowed}`]);
  });
});

describe('a broken structure', () => {
  const QUOTES = 'fields in which every opening quote is closed and a quote within the text is doubled ("")';

  it.each([
    ['never closed', row('P-2', '"Ann'), 'a quote that is never closed'],
    ['closed within the text', row('P-2', '"Ann" B'), 'text after a closing quote'],
    ['within a field', row('P-2', 'Ann "B"'), 'a quote within a field that does not begin with one'],
  ])('is reported for a quote %s with line and column; the rows before are kept', async (_, broken, got) => {
    const text = `${HEADER}\n${row('P-1')}\n${broken}\n${row('P-3')}\n`;
    expect(await report('contacts', text)).toEqual([
      '2 ok',
      `contacts.csv line 3, name: got ${got}; allowed: ${QUOTES}`,
    ]);
  });

  it('is reported at the line of a quote that swallows the rest of a large file', async () => {
    const text = `${HEADER}\n${row('P-1')}\n${row('P-2', '"Ann')}\n${`${row('P-3')}\n`.repeat(5000)}`;
    const allowed = `at most 65536 bytes a row, and ${QUOTES}`;
    expect(await report('contacts', text)).toEqual([
      '2 ok',
      `contacts.csv line 3, name: got a row of more than 65536 bytes; allowed: ${allowed}`,
    ]);
  });

  it('is not reported for a row with too many fields, which is a problem of its own', async () => {
    const text = `${HEADER}\n${row('P-2')},more\n${row('P-3')}\n`;
    expect(await report('contacts', text)).toEqual([
      'contacts.csv line 2: got a row of 6 fields; allowed: 5 fields, one for each column of the header; a value with a comma in it stands in quotes',
      '3 ok',
    ]);
  });

  it('is reported for another encoding with line and place; the rows before are kept', async () => {
    const bytes = Buffer.concat([Buffer.from(`${HEADER}\n${row('P-1')}\n`), Buffer.from(row('P-2', 'Zoë'), 'latin1')]);
    const problem =
      'contacts.csv line 3: got bytes that are not UTF-8, at character 17: "P-2,mpn-admin,Zo\\u{fffd},ann@contoso.exampl"; allowed: text in UTF-8 (in a spreadsheet: save as "CSV UTF-8")';
    expect(await report('contacts', bytes)).toEqual(['2 ok', problem]);
    expect(await report('contacts', bytes, 7)).toEqual(['2 ok', problem]);
  });

  it.each([
    ['little-endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['big-endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['little-endian, without a byte order mark', (text: string) => Buffer.from(text, 'utf16le')],
  ])('R-IMP-7: is reported for UTF-16 by name: %s', async (_, encode) => {
    const problem =
      'contacts.csv line 1: got a file in UTF-16; allowed: text in UTF-8 (in a spreadsheet: save as "CSV UTF-8")';
    for (const size of [1, 7, 65_536])
      expect(await report('contacts', encode(`${HEADER}\n${row('P-1')}\n`), size)).toEqual([problem]);
  });

  it('is reported for a line of 50 MB without reading on', async () => {
    let chunks = 0;
    const endless = async function* () {
      yield Buffer.from(`${HEADER}\n${row('P-1')}\n`);
      for (const chunk = Buffer.alloc(65_536, 'x'); chunks < 800; chunks += 1) yield chunk;
    };
    const read = await collect(readRows('contacts', endless()));
    expect(read).toHaveLength(2);
    expect(read[1]).toEqual({
      line: 3,
      broken: true,
      problem: {
        file: 'contacts.csv',
        line: 3,
        field: null,
        got: 'a line of more than 65536 bytes',
        allowed: 'at most 65536 bytes a line',
      },
    });
    expect(chunks).toBeLessThan(3);
  });

  it('is reported for a line of 50 MB that comes in one piece', async () => {
    const text = `${HEADER}\n${row('P-1', 'x'.repeat(50_000_000))}\n${row('P-2')}\n`;
    expect(await report('contacts', text, text.length)).toEqual([
      'contacts.csv line 2: got a line of more than 65536 bytes; allowed: at most 65536 bytes a line',
    ]);
  });

  it('is not reported for an error that the stream throws', async () => {
    const broken = async function* () {
      yield Buffer.from(HEADER);
      throw new Error('connection lost');
    };
    await expect(collect(readRows('contacts', broken()))).rejects.toThrow('connection lost');
  });
});

describe('a file with any content', () => {
  const kind = fc.constantFrom(...KINDS);
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(HEADER, 'partner_id', ',', ',', '\n', '\r\n', '\r', '"', '""', ';', '\ufeff', row('P-1'), '\0'),
      fc.string({ unit: 'binary' }),
    ),
  );
  const content = fc.oneof(
    fc.uint8Array(),
    pieces.map((some) => some.join('')),
    pieces.map((some) => `${HEADER}\n${some.join('')}`),
  );

  it('is read to its end as rows and problems of one line each', async () => {
    await fc.assert(
      fc.asyncProperty(kind, content, fc.integer({ min: 1, max: 40 }), async (drawnKind, bytes, size) => {
        for (const said of await report(drawnKind, bytes, size))
          expect(said).toMatch(/^\d+ ok$|^\w+\.csv( line \d+)?(, .+)?: got .+; allowed: .+$/);
      }),
    );
  });

  it('is read back as it was if it is quoted as in RFC 4180', async () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[^\P{Cc}\t\r\n]/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(name), fc.integer({ min: 1, max: 40 }), async (names, size) => {
        const lines = names.map((text) => row('P-1', `"${text.replaceAll('"', '""')}"`));
        const read = await collect(readRows('contacts', streamOf([HEADER, ...lines].join('\r\n'), size)));
        expect(read.map((entry) => ('row' in entry ? entry.row.name : entry))).toEqual(names);
      }),
    );
  });
});
