import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';

const COMMAND = { command: 'explain-kpi-discrepancy', partnerId: 'P-1' };
const ROW = {
  month: 1,
  year: 2020,
  omlpType: 'MOC',
  purchaseUnits: 10,
  invoiceNumber: 'INV-1',
  kpiValue: '2.5',
  revenueValue: '100.1',
};
const HEADER = 'month,year,omlp_type,purchase_units,invoice_number,kpi_value,revenue_value';
const CELLS = '1,2020,MOC,10,INV-1,2.50,100.10';

const parsed = (given: Record<string, unknown>) => parseCommand({ ...COMMAND, ...given });
const problemsOf = (given: Record<string, unknown>): string[] => {
  const result = parsed(given);
  return 'problems' in result ? result.problems.map(formatProblem) : [];
};

describe('the rows of explain-kpi-discrepancy', () => {
  it.each<[string, Record<string, unknown>]>([
    ['as JSON', { rows: [ROW] }],
    [
      'with digits as text, decimals as numbers',
      { rows: [{ ...ROW, month: '01', year: '2020', purchaseUnits: '10', kpiValue: 2.5, revenueValue: 100.1 }] },
    ],
    ['as CSV', { csv: `${HEADER}\n${CELLS}\n` }],
    [
      'as CSV with CRLF, a byte order mark, an empty line and quotes',
      { csv: `\ufeff${HEADER}\r\n\r\n1,2020,"MOC",10,"INV-1",2.50,100.10` },
    ],
    [
      'as CSV in another order of columns',
      {
        csv: `invoice_number,year,month,revenue_value,kpi_value,purchase_units,omlp_type\nINV-1,2020,1,100.10,2.5,10,MOC`,
      },
    ],
    ['as CSV with an empty currency', { csv: `${HEADER},currency\n${CELLS},\n` }],
  ])('%s', (_, given) => expect(parsed(given)).toEqual({ command: { ...COMMAND, rows: [ROW] } }));

  it('are accepted with the currency, the membership and the language of the report', () => {
    const command = { ...COMMAND, membershipId: 'M1', locale: 'zh-TW', rows: [{ ...ROW, currency: 'EUR' }] };
    expect(parseCommand(command)).toEqual({ command });
    expect(parsed({ csv: `currency,${HEADER}\nEUR,${CELLS}` })).toEqual({
      command: { ...COMMAND, rows: [{ ...ROW, currency: 'EUR' }] },
    });
  });

  it('are accepted if there are none, or 1000', () => {
    expect(parsed({ rows: [] })).toHaveProperty('command.rows', []);
    expect(parsed({ csv: HEADER })).toHaveProperty('command.rows', []);
    expect(parsed({ csv: [HEADER, ...Array(1000).fill(CELLS)].join('\n') })).toHaveProperty(
      'command.rows.length',
      1000,
    );
    expect(parsed({ rows: Array(1000).fill(ROW) })).toHaveProperty('command.rows.length', 1000);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['neither rows nor csv', {}, ['rows: got neither rows nor csv; allowed: one of them']],
    ['both', { rows: [], csv: HEADER }, ['csv: got both rows and csv; allowed: one of them']],
    [
      '1001 rows',
      { rows: Array(1001).fill(ROW) },
      [expect.stringMatching(/^rows: got .+; allowed: a list of 0 to 1000$/)],
    ],
    [
      '1001 rows of CSV',
      { csv: [HEADER, ...Array(1001).fill(CELLS)].join('\n') },
      ['csv: got 1001 rows; allowed: at most 1000'],
    ],
    [
      'no text',
      { csv: 7 },
      [expect.stringMatching(/^csv: got 7; allowed: text of a CSV file with the columns month, year, /)],
    ],
    ['an empty text', { csv: '' }, [expect.stringMatching(/^csv: got nothing; allowed: text of a CSV file/)]],
    [
      'an unknown column',
      { csv: `${HEADER},note\n${CELLS},x` },
      [expect.stringMatching(/^csv header, "note": got an unknown column; allowed: /)],
    ],
    [
      'a missing column',
      { csv: 'month,year\n1,2020' },
      Array(5).fill(expect.stringMatching(/^csv header, [a-z_]+: got no such column; /)),
    ],
    [
      'a broken quote',
      { csv: `${HEADER}\n${CELLS}\n1,"2020` },
      [expect.stringMatching(/^csv row 2: got a quote that is never closed; /)],
    ],
    [
      'a row that is too long',
      { csv: `${HEADER}\n${CELLS}\n${CELLS},1\n` },
      [
        'csv row 2: got a row of 8 fields; allowed: 7 fields, one for each column of the header; a value with a comma in it stands in quotes',
      ],
    ],
    [
      'a bad cell',
      { csv: `${HEADER}\n${CELLS}\n13,2020,MOC,10,INV-1,2.5,100\n` },
      ['csv row 2, month: got "13"; allowed: a whole number from 1 to 12'],
    ],
    [
      'an unknown field',
      { rows: [{ ...ROW, line: 1 }] },
      [expect.stringMatching(/^rows\[0\]\.line: got an unknown field \(1\); allowed: the fields month, /)],
    ],
    [
      'a huge number',
      { rows: [ROW, { ...ROW, kpiValue: 1e21 }] },
      [expect.stringMatching(/^rows\[1\]\.kpiValue: got .+; allowed: a decimal number/)],
    ],
    [
      'a number of which JSON may have lost digits',
      { rows: [{ ...ROW, revenueValue: 123456789012345.67 }] },
      [expect.stringMatching(/^rows\[0\]\.revenueValue: got .+; allowed: a decimal number as text/)],
    ],
    ['two signs', { rows: [{ ...ROW, kpiValue: '--1' }] }, [expect.stringMatching(/^rows\[0\]\.kpiValue: got /)]],
    [
      'a locale that no mail has',
      { rows: [], locale: 'fr' },
      ['locale: got "fr"; allowed: one of en, ko-KR, zh-CN, zh-TW'],
    ],
  ])('are refused: %s', (_, given, problems) => expect(problemsOf(given)).toEqual(problems));

  it('R-KPI-13: may be those of a credit note, as numbers or text', () => {
    const credit = { ...ROW, purchaseUnits: -10, kpiValue: -2.5, revenueValue: '-100' };
    expect(problemsOf({ rows: [credit] })).toEqual([]);
    expect(problemsOf({ csv: `${HEADER}\n1,2020,MOC,-10,CN-1,-2.5,-100\n` })).toEqual([]);
  });

  it("have problems that name the command's place in its file", () => {
    const result = parseCommand(
      { ...COMMAND, csv: `${HEADER}\nx,2020,MOC,10,INV-1,2.5,100` },
      { file: 'commands.jsonl', line: 4 },
    );
    expect('problems' in result && result.problems.map(formatProblem)).toEqual([
      'commands.jsonl line 4, csv row 1, month: got "x"; allowed: a whole number from 1 to 12',
    ]);
  });

  it('are an unknown field in another command', () => {
    expect(parseCommand({ command: 'explain', partnerId: 'P-1', csv: HEADER })).toHaveProperty('problems.length', 1);
  });
});
