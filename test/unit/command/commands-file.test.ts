import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readCommands } from '../../../shared/import/commands/read-commands.ts';
import { collect, streamOf } from '../import/streams.ts';

const EXPLAIN = '{"on":"2027-01-17","command":"explain","partnerId":"P-1"}';
const read = async (content: string | Uint8Array, size?: number) =>
  (await collect(readCommands(streamOf(content, size)))).map((entry) =>
    'problem' in entry ? formatProblem(entry.problem) : `${entry.line} ok`,
  );

describe('commands.jsonl', () => {
  it('is read as commands, each with the day on which it is given', async () => {
    const text =
      '{"on":"2027-01-17","command":"record-profile-review","partnerId":"P-1","reviewedOn":"2027-01-16","by":"global-admin"}';
    expect(await collect(readCommands(streamOf(text)))).toEqual([
      {
        line: 1,
        dated: {
          on: '2027-01-17',
          command: { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-01-16', by: 'global-admin' },
        },
      },
    ]);
  });

  it('is read without empty lines, and with a byte order mark and CRLF', async () => {
    expect(await read(`\ufeff${EXPLAIN}\r\n\r\n${EXPLAIN}`)).toEqual(['1 ok', '3 ok']);
  });

  it.each([
    ['no day', '{"command":"explain","partnerId":"P-1"}', /line 1, on: got nothing; allowed: a date/],
    ['an impossible day', EXPLAIN.replace('2027-01-17', '2027-02-29'), /line 1, on: got "2027-02-29"; allowed: a date/],
    [
      'a day that is a number',
      EXPLAIN.replace('"2027-01-17"', '20270117'),
      /line 1, on: got 20270117; allowed: a date/,
    ],
    [
      'an unknown field',
      EXPLAIN.replace('{', '{"foo":1,'),
      /line 1, foo: got an unknown field \(1\); allowed: the fields command/,
    ],
    [
      'a name given twice',
      EXPLAIN.replace('}', ',"partnerId":"P-2"}'),
      /line 1, partnerId: got the field more than once/,
    ],
    [
      'a name given twice, once in escapes',
      EXPLAIN.replace('}', ',"\\u006fn":"2027-01-18"}'),
      /line 1, on: got the field more than once/,
    ],
    ['broken JSON', EXPLAIN.slice(0, -1), /line 1: got "\{"on".+ \(.+\); allowed: JSON$/],
    ['a list', `[${EXPLAIN}]`, /line 1: got \[\{.+; allowed: an object with the field command$/],
    ['nothing in particular', 'null', /line 1: got null; allowed: an object with the field command$/],
    ['endless nesting', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, /line 1: got more than 16 levels of nesting/],
    ['a prototype', EXPLAIN.replace('{', '{"__proto__":{"x":1},'), /line 1, __proto__: got an unknown field/],
    ['an endless line', `{"on":"${'x'.repeat(70_000)}"}`, /line 1: got a line of more than 65536 bytes/],
  ])('%s is one problem', async (_, line, problem) => {
    expect(await read(`${line}\n`)).toEqual([expect.stringMatching(problem)]);
  });

  it('is read on after an invalid line, but not after bytes that are not UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`{}\n${EXPLAIN}\n`),
      Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      Buffer.from(EXPLAIN),
    ]);
    expect(await read(bytes)).toEqual([
      expect.stringMatching(/line 1, on: got nothing/),
      expect.stringMatching(/line 1, command: got nothing/),
      '2 ok',
      expect.stringMatching(/line 3: got bytes that are not UTF-8/),
    ]);
  });

  it('is read to its end as commands and problems of one line each, whatever it holds', async () => {
    const line = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc
        .record({
          on: fc.anything(),
          command: fc.constantFrom('explain', 'set-contacts', 'x'),
          partnerId: fc.jsonValue(),
          contacts: fc.jsonValue(),
        })
        .map((json) => JSON.stringify(json, (_, value) => (typeof value === 'bigint' ? String(value) : value))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 99 }), async (lines, size) => {
        for (const said of await read(lines.join('\n'), size))
          expect(said).toMatch(/^\d+ ok$|^commands\.jsonl line \d+(, .+)?: got .+; allowed: .+$/);
      }),
    );
  });
});
