import { describe, expect, it } from 'vitest';
import { instantReadings } from '../../../infra/local/preparation/cells/instants.ts';
import { CLEAN, lines, prepared, removeFolders } from './support/prepared.ts';

removeFolders();

describe('R-CAL-1: the day of an instant', () => {
  it.each([
    ['2027-02-28T15:00:00Z', 'Asia/Seoul', '2027-02-28', '2027-03-01'],
    ['2027-02-28T15:00:00.000Z', 'UTC', '2027-02-28', '2027-02-28'],
    ['2027-03-01T00:00:00Z', 'Asia/Seoul', '2027-03-01', '2027-03-01'],
    ['2027-03-01T00:00:00Z', 'America/Los_Angeles', '2027-03-01', '2027-02-28'],
    ['2028-03-01 00:30:00+09:00', 'UTC', '2028-03-01', '2028-02-29'],
    ['2028-03-01 00:30:00,5 +0900', 'UTC', '2028-03-01', '2028-02-29'],
    ['2026-12-31 23:30 -01', 'UTC', '2026-12-31', '2027-01-01'],
    ['2027-03-01 23:30:00 UTC', 'Europe/Berlin', '2027-03-01', '2027-03-02'],
  ])('%s in %s is written as %s, and was on %s', (text, zone, written, inZone) => {
    expect([...instantReadings(text, zone).values()]).toEqual([written, inZone]);
  });

  it.each(['2027-03-01', '2027-03-01 23:30:00', '2027-02-30T00:00:00Z', '13.03.2027', ''])('%s is none', (text) => {
    expect([...instantReadings(text, 'Asia/Seoul').values()]).toEqual([text, text]);
  });
});

describe('a column of instants', () => {
  const folder = (zone: string, ...days: string[]) => ({
    ...CLEAN,
    'program.json': JSON.stringify({ timeZone: zone, programYears: [] }),
    'memberships.csv': lines(
      'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle',
      ...days.map((day, index) => `P-1,M${index},competency,C${index},gold,,${day},`),
    ),
  });
  const LATE = '2026-02-28T15:00:00Z';

  it('is asked about where the zones have different days', async () => {
    const { findings } = await prepared(folder('Asia/Seoul', '2026-02-01T00:00:00Z', LATE));
    expect(findings.questions).toMatchObject([
      {
        column: 'purchased_on',
        asks: 'which day of Asia/Seoul is meant? Row 3 has "2026-02-28T15:00:00Z" (as-written: 2026-02-28, or in-program-zone: 2026-03-01)',
        choices: ['as-written', 'in-program-zone'],
        options: [],
        place: ['instants', 'purchased_on'],
      },
    ]);
  });

  it.each([
    ['as-written', '2026-02-28', 'the time of day is left out'],
    ['in-program-zone', '2026-03-01', 'an instant is its day in the time zone of program.json'],
  ] as const)('is read as the map answers: %s', async (instants, day, why) => {
    const entries = { 'memberships.csv': { instants: { purchased_on: instants } } };
    const { findings, files } = await prepared(folder('Asia/Seoul', LATE), { entries });
    expect(findings.questions).toEqual([]);
    expect(String(files.get('memberships.csv'))).toContain(`C0,gold,,${day},`);
    expect(findings.changes).toContainEqual(expect.objectContaining({ from: LATE, to: day, why }));
  });

  it.each(['UTC', 'Nowhere/Else'])('is no question where both days are the same: %s', async (zone) => {
    const { findings, files } = await prepared(folder(zone, LATE));
    expect(findings.questions).toEqual([]);
    expect(String(files.get('memberships.csv'))).toContain('C0,gold,,2026-02-28,');
  });
});
