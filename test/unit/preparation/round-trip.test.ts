import { describe, expect, it } from 'vitest';
import { generateSampleProgram } from '../../../infra/local/sample/generate.ts';
import { readFolder } from '../../../shared/import/folder.ts';
import { DAY, folderWith, prepared, removeFolders } from './support/prepared.ts';
import { asTextFile, asWorkbook, DATES, type Habits } from './support/spreadsheets.ts';

removeFolders();

const { files } = generateSampleProgram({ seed: 15, partners: 120, from: DAY });
const OWN = ['program.json', 'commands.jsonl'];
const csvFiles = Object.entries(files).filter(([name]) => !OWN.includes(name));
const copied = Object.fromEntries(OWN.map((name) => [name, files[name] ?? '']));

const HABITS: Record<string, Habits> = {
  'a German spreadsheet': {
    separator: ';',
    encoding: 'utf-8',
    date: DATES.german,
    decimal: 'comma',
    yes: 'ja',
    no: 'nein',
    frames: true,
  },
  'an American CRM': {
    separator: ',',
    encoding: 'utf-16le',
    date: DATES.american,
    decimal: 'point',
    yes: 'Yes',
    no: 'No',
    frames: true,
  },
  'a database': {
    separator: '\t',
    encoding: 'utf-16be',
    date: DATES.instant,
    decimal: 'point',
    yes: '1',
    no: '0',
    frames: false,
  },
  'a Chinese ERP': {
    separator: '|',
    encoding: 'utf-8',
    date: DATES.chinese,
    decimal: 'point',
    yes: '是',
    no: '否',
    frames: false,
  },
  'an old export': {
    separator: ';',
    encoding: 'windows-1252',
    date: DATES.short,
    decimal: 'comma',
    yes: 'oui',
    no: 'non',
    frames: false,
  },
};

/** What the strict readers make of a folder, or why they refuse it. */
async function readStrictly(content: Readonly<Record<string, string | Buffer>>): Promise<unknown> {
  const read = await readFolder(folderWith(content), { importedOn: DAY });
  return 'data' in read ? read.data : read.problems;
}

const original = readStrictly(files);

const isLatin = (text: string): boolean => [...text].every((character) => character.charCodeAt(0) < 256);

describe('the sample as another program would have written it becomes what it was', () => {
  it.each(Object.entries(HABITS))('%s', async (_, habits) => {
    const written = csvFiles.map(([name, csv]) => {
      const own =
        habits.encoding === 'windows-1252' && !isLatin(csv) ? { ...habits, encoding: 'utf-8' as const } : habits;
      return [name, asTextFile(csv, own)] as const;
    });
    const { findings, files: made } = await prepared(
      { ...Object.fromEntries(written), ...copied },
      // Figures such as 3.080, and a file with few dates, leave it open.
      {
        numbers: `decimal-${habits.decimal}`,
        dates: habits.date === DATES.german ? 'day-month-year' : 'month-day-year',
      },
    );
    expect(findings.questions).toEqual([]);
    expect(findings.problems).toEqual([]);
    expect(await readStrictly(Object.fromEntries(made))).toEqual(await original);
  });

  it('a workbook with a sheet for each file', async () => {
    const sheets = Object.fromEntries(csvFiles.map(([name, csv]) => [name.replace('.csv', ''), csv]));
    const habits = HABITS['an American CRM'] as Habits;
    const { findings, files: made } = await prepared({ 'Program.xlsx': asWorkbook(sheets, habits), ...copied });
    expect(findings.questions).toEqual([]);
    expect(findings.problems).toEqual([]);
    expect(await readStrictly(Object.fromEntries(made))).toEqual(await original);
  });

  it('the sample itself is left as it is, but for rows that are there twice', async () => {
    const { findings, files: made } = await prepared(files);
    expect(findings.questions).toEqual([]);
    expect(findings.problems).toEqual([]);
    const others = findings.changes.filter(({ why }) => !why.startsWith('a row that is there already'));
    expect(others).toEqual([]);
    expect(await readStrictly(Object.fromEntries(made))).toEqual(await original);
  });
});
