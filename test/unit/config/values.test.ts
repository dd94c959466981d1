/** Values as people write them, at the edges of what is allowed. */
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../shared/domain/config/issues.ts';
import { parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { date, decimal, isHostName, line, lines, listOf, wholeNumber } from '../../../shared/domain/config/values.ts';
import { civilDateOf, daysBetween, parseCivilDate } from '../../../shared/domain/core/calendar.ts';

type Schema = { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } };
const takes = (schema: Schema, value: unknown): boolean => schema.safeParse(value).success;
const messages = (schema: Schema, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message);

describe('a text value', () => {
  it.each([
    ['line', line],
    ['lines', lines],
  ])('has, as a %s, at most the allowed number of characters, and more than spaces', (_, schema) => {
    expect(takes(schema(1, 3), 'abc')).toBe(true);
    expect(takes(schema(1, 3), 'abcd')).toBe(false);
    expect(takes(schema(1, 3), '')).toBe(false);
    expect(takes(schema(1, 3), '  ')).toBe(false);
    expect(takes(schema(0, 3), '')).toBe(true);
    expect(takes(schema(0, 3), '  ')).toBe(true);
    expect(takes(schema(0, 3), 'abcd')).toBe(false);
    expect(takes(schema(1, 3), 'a\u0000')).toBe(false);
    expect(takes(schema(1, 3), '\ud800')).toBe(false);
  });

  it('has line breaks only where lines are allowed', () => {
    for (const text of ['a\nb', 'a\tb', 'a\rb'])
      expect([takes(line(1, 9), text), takes(lines(1, 9), text)]).toEqual([false, true]);
  });

  it('is refused with what is allowed if it is no text', () => {
    const allowed = ['text of 1 to 3 characters without control or invisible characters'];
    expect([messages(line(1, 3), 7), messages(line(1, 3), '')]).toEqual([allowed, allowed]);
    expect(messages(lines(0, 3), 'abcd')).toEqual([
      'text of 0 to 3 characters, with no control characters but line breaks and tabs',
    ]);
  });
});

describe('numbers and lists', () => {
  it('are accepted from one limit to the other, and refused beyond with both', () => {
    expect([1, 2, 3, 4].map((value) => takes(wholeNumber(2, 3), value))).toEqual([false, true, true, false]);
    for (const value of [1, 4, 2.5, '2'])
      expect(messages(wholeNumber(2, 3), value)).toEqual(['a whole number from 2 to 3']);
    expect([[], [2], [2, 2], [2, 2, 2]].map((value) => takes(listOf(wholeNumber(2, 3), 1, 2), value))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    for (const value of [[], [2, 2, 2], 'x'])
      expect(messages(listOf(wholeNumber(2, 3), 1, 2), value)).toEqual(['a list of 1 to 2']);
  });

  it.each([
    ['007.50', '7.5'],
    ['0', '0'],
    ['000', '0'],
    ['10', '10'],
    ['0.50', '0.5'],
    ['1.000', '1'],
    ['123456789012345.0123456789', '123456789012345.0123456789'],
  ])('the decimal %s is %s', (text, canonical) => expect(decimal.parse(text)).toBe(canonical));

  it.each(['', '1234567890123456', '1.01234567890', '-1', '1,5', '.5', '5.', ' 5', '5x'])(
    '%j is no decimal',
    (text) => {
      expect(takes(decimal, text)).toBe(false);
    },
  );
});

describe('R-CAL-1: a date value', () => {
  it.each([
    ['1899-12-31', false],
    ['1900-01-01', true],
    ['2999-12-31', true],
    ['3000-01-01', false],
    ['2027-02-29', false],
  ])('%s is valid: %s', (text, is) => expect(takes(date, text)).toBe(is));

  it('is written YYYY-MM-DD, with nothing before or after', () => {
    for (const text of ['+002027-01-01', 'x2027-01-01', '2027-01-01x', '2027-1-1', '20270101'])
      expect(parseCivilDate(text)).toBeNull();
    expect(() => civilDateOf('27/01/2027')).toThrow('"27/01/2027" is not a calendar date of the form YYYY-MM-DD');
    expect(daysBetween(civilDateOf('2026-01-01'), civilDateOf('2027-03-01'))).toBe(424);
  });
});

describe('a host name', () => {
  it.each([
    ['a.b', true],
    ['learn.contoso.example', true],
    ['learn-1.contoso.example', true],
    ['contoso', false],
    ['1.2.3.4', false],
    ['contoso.12', false],
    ['contoso.1', false],
    ['contoso.1a', true],
    ['-a.example', false],
    ['a-.example', false],
    ['a.-example', false],
    ['a.example-', false],
    ['a..example', false],
    ['a_b.example', false],
    [`${'a'.repeat(63)}.example`, true],
    [`${'a'.repeat(64)}.example`, false],
    [`a.${'b'.repeat(64)}`, false],
    [`${'abcdefg.'.repeat(31)}abcde`, true],
    [`${'abcdefg.'.repeat(31)}abcdef`, false],
  ])('%s is valid: %s', (text, is) => expect(isHostName(text)).toBe(is));
});

describe('a problem of a schema', () => {
  const place = { file: 'program.json', line: null };
  const issue = (path: PropertyKey[], changes: object = {}) => ({ code: 'custom', path, message: 'm', ...changes });
  const got = (path: PropertyKey[], input: unknown) => problemsOf([issue(path)], input, place)[0];

  it('names the field and the value', () => {
    expect(got(['a', 0, 'b'], { a: [{ b: 7 }] })).toEqual({ ...place, field: 'a[0].b', got: '7', allowed: 'm' });
    expect(got([], 'x')).toEqual({ ...place, field: null, got: '"x"', allowed: 'm' });
    expect(got([0], ['x'])?.field).toBe('[0]');
    expect(got([0, 'b'], [{ b: 7 }])).toMatchObject({ field: '[0].b', got: '7' });
    expect(got(['a.b', 'c.d'], {})?.field).toBe('a.b.c.d');
  });

  it.each([[null], ['text'], [7], [undefined], [{ a: null }], [{ a: 'text' }]])('names no field inside %j', (input) => {
    expect(got(['a', 'length'], input)?.got).toBe('nothing');
  });

  it('never shows inherited properties of an object', () => {
    expect(got(['a', 'toString'], { a: {} })?.got).toBe('nothing');
    expect(got(['length'], 'text')?.got).toBe('nothing');
  });

  it('names each unknown field', () => {
    expect(problemsOf([issue(['a'], { keys: ['x', 'y'] })], { a: { x: 1 } }, place)).toEqual([
      { ...place, field: 'a.x', got: 'an unknown field (1)', allowed: 'm' },
      { ...place, field: 'a.y', got: 'an unknown field (nothing)', allowed: 'm' },
    ]);
  });

  it('is left out after the first fifty', () => {
    expect(
      problemsOf(
        Array.from({ length: 60 }, () => issue([])),
        null,
        place,
      ),
    ).toHaveLength(50);
  });
});

describe('a configuration', () => {
  const year = (from: string, to: string) => ({ from, to, requirements: [] });
  const fieldsOf = (json: object) => {
    const parsed = parseProgramConfig({ programYears: [], ...json });
    return 'problems' in parsed ? parsed.problems.map(({ field, allowed }) => `${field}: ${allowed}`) : [];
  };
  const extension = (changes: object = {}) => ({
    id: 'E1',
    anniversaryFrom: '2027-01-01',
    anniversaryTo: '2027-01-01',
    offers: ['competency'],
    ...changes,
  });

  it('accepts an extension and a program year of a single day', () => {
    expect(fieldsOf({ extensions: [extension()], programYears: [year('2027-01-01', '2027-01-01')] })).toEqual([]);
    const parsed = parseProgramConfig({ programYears: [], extensions: [extension()] });
    expect('config' in parsed && parsed.config.extensions[0]?.exceptCompetencies).toEqual([]);
  });

  it('accepts several extensions, each with its own id', () => {
    expect(fieldsOf({ extensions: [extension(), extension({ id: 'E2' })] })).toEqual([]);
    expect(fieldsOf({ extensions: [extension({ id: 'E2' }), extension(), extension()] })).toEqual([
      'extensions[2].id: an id of its own (extensions[1] has it)',
    ]);
  });

  it('names the longest program year that a later one overlaps', () => {
    const overlap = (index: number, to: string, by: number) =>
      `programYears[${index}].from: program years that do not overlap: a day after ${to}, the end of programYears[${by}]`;
    const long = year('2026-01-01', '2027-12-31');
    const inside = year('2026-02-01', '2026-03-31');
    const later = year('2027-12-31', '2028-12-31');
    expect(fieldsOf({ programYears: [long, inside, later] })).toEqual([
      overlap(1, '2027-12-31', 0),
      overlap(2, '2027-12-31', 0),
    ]);
    expect(fieldsOf({ programYears: [later, long] })).toEqual([overlap(0, '2027-12-31', 1)]);
    expect(
      fieldsOf({ programYears: [long, year('2028-01-01', '2028-12-31'), year('2029-01-01', '2029-12-31')] }),
    ).toEqual([]);
    expect(fieldsOf({ programYears: [year('2025-01-01', '2025-12-31'), long, later] })).toEqual([
      overlap(2, '2027-12-31', 1),
    ]);
  });

  it('is refused with the allowed values of a Learning option', () => {
    const requirements = [{ competency: 'DevOps', level: 'gold', learningOption: 'yes' }];
    expect(fieldsOf({ programYears: [{ ...year('2027-01-01', '2027-12-31'), requirements }] })).toEqual([
      'programYears[0].requirements[0].learningOption: true or false',
    ]);
  });

  it.each([
    ['Asia/Seoul', true],
    ['UTC', true],
    ['+09:00', false],
    ['Mars/Olympus', false],
    ['1UTC', false],
  ])('accepts the time zone %s: %s', (timeZone, is) => expect(fieldsOf({ timeZone }).length === 0).toBe(is));
});
