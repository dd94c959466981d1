import { describe, expect, it } from 'vitest';
import { describeQuestions, skeletonOf } from '../../../infra/local/preparation/describe.ts';
import { CLEAN, lines, partnersOf, prepared, removeFolders } from './support/prepared.ts';

removeFolders();

describe('a question', () => {
  const HEADER = 'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count';
  const OPEN = {
    'partners.csv': lines(HEADER, 'P-1,One,Korea,,03/04/2026,"1,000"', 'P-2,Two,TW,,05/06/2026,'),
    'contacts.csv': lines('Partner ID,Rolle,Chef?,E-Mail,Sprache', 'P-1,Chief,Ann,ann@one.example,Chinese', 'P-2,,,,'),
    'memberships.csv': CLEAN['memberships.csv'],
    'memberships-old.csv': CLEAN['memberships.csv'],
  };

  it('comes together with all others, with its choices and a map with a place for each answer', async () => {
    const { findings } = await prepared(OPEN);
    const asked = findings.questions.map(({ file, column, choices }) => [file, column, choices.slice(0, 2)]);
    expect(asked).toEqual([
      ['memberships-old.csv', null, ['memberships (it does)', 'null (it is left out)']],
      ['memberships.csv', null, ['memberships (it does)', 'null (it is left out)']],
      ['contacts.csv', 'name', ['Chef?', 'null (there is none)']],
      ['contacts.csv', 'role', ['global-admin', 'mpn-admin']],
      ['contacts.csv', 'locale', ['zh-CN', 'zh-TW']],
      ['partners.csv', 'country', ['KR', 'KP']],
      ['partners.csv', 'profile_reviewed_on', ['day-month-year', 'month-day-year']],
      ['partners.csv', 'mct_count', ['decimal-point', 'decimal-comma']],
    ]);
    expect(skeletonOf(findings.questions)).toMatchObject({
      'partners.csv': {
        dates: { profile_reviewed_on: expect.anything() },
        values: { country: { Korea: expect.anything() } },
      },
    });
    expect(describeQuestions(findings.questions).join('\n')).toContain(
      '--dates day-month-year or --dates month-day-year',
    );
  });

  it('is closed by its answer: one map is enough', async () => {
    const entries = {
      'memberships-old.csv': { is: null },
      'memberships.csv': { is: 'memberships' },
      'contacts.csv': {
        columns: { name: 'Chef?' },
        values: { role: { Chief: 'mpn-admin' }, locale: { Chinese: 'zh-TW' } },
      },
      'partners.csv': {
        values: { country: { Korea: 'KR' } },
        dates: { profile_reviewed_on: 'day-month-year' as const },
        numbers: { mct_count: 'decimal-point' as const },
      },
    };
    const { findings, files } = await prepared(OPEN, { entries });
    expect(findings.questions).toEqual([]);
    expect(String(files.get('partners.csv'))).toContain('P-1,One,KR,,2026-04-03,1000');
    expect(String(files.get('contacts.csv'))).toContain('P-1,mpn-admin,Ann,ann@one.example,zh-TW');
  });

  it('a map may leave out rows with a value, and say that a column is not there', async () => {
    const { findings, text } = await partnersOf(
      lines('partner_id,name,country,Category', 'P-1,One,KR,1', 'P-2,Two,Mars,2'),
      {
        entries: { 'partners.csv': { columns: { mct_count: null }, values: { country: { Mars: null } } } },
      },
    );
    expect(findings.questions).toEqual([]);
    expect(text.trimEnd().split('\n').slice(1)).toEqual(['P-1,One,KR,,,']);
    expect(findings.changes).toContainEqual(
      expect.objectContaining({ row: 3, why: 'the map leaves out rows with this value' }),
    );
  });

  it('is asked for a column that is missing: its value may be the same in all rows', async () => {
    const csv = lines('partner_id,name', 'P-1,One', 'P-2,Two');
    const { findings } = await partnersOf(csv);
    expect(findings.questions.map(({ column, place }) => [column, place])).toEqual([
      ['country', ['always', 'country']],
    ]);
    const answered = await partnersOf(csv, { entries: { 'partners.csv': { always: { country: 'KR' } } } });
    expect(answered.findings.questions).toEqual([]);
    expect(answered.text.trimEnd().split('\n').slice(1)).toEqual(['P-1,One,KR,,,', 'P-2,Two,KR,,,']);
    expect(answered.findings.changes).toContainEqual(
      expect.objectContaining({ to: 'KR', why: 'the map gives all rows this value' }),
    );
  });

  it('is closed by the place of a column where several have the same name', async () => {
    const csv = lines('partner_id,Name,Name,country', 'P-1,One,First,KR', 'P-2,Two,Second,TW');
    const { findings } = await partnersOf(csv);
    expect(findings.questions.map(({ choices }) => choices)).toEqual([['column 2', 'column 3']]);
    const answered = await partnersOf(csv, { entries: { 'partners.csv': { columns: { name: 'column 3' } } } });
    expect(answered.findings.questions).toEqual([]);
    expect(answered.text).toContain('P-1,First,KR');
  });

  it('a map that speaks of a file that is not there is refused', async () => {
    await expect(prepared(CLEAN, { entries: { 'partner.csv': {} } })).rejects.toThrow(
      '--map: "partner.csv": got no such source; allowed: one of contacts.csv, memberships.csv, partners.csv',
    );
  });
});
