import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../../infra/local/emulator/errors.ts';
import { parseTargetInput } from '../../../infra/local/emulator/events/input-transformer.ts';
import { parsePattern } from '../../../infra/local/emulator/events/pattern.ts';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';

const EVENT = {
  source: 'aws.s3',
  detail: { bucket: { name: 'uploads' }, object: { key: 'in/a "quoted".csv', size: 3 }, tags: ['a', 'b'] },
};

describe('a pattern', () => {
  it.each<[Json, boolean]>([
    [{ source: ['aws.s3'] }, true],
    [{ source: ['aws.ses', 'aws.s3'] }, true],
    [{ source: ['aws.ses'] }, false],
    [{ source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }, false],
    [{ detail: { object: { size: [3] } } }, true],
    [{ detail: { object: { size: ['3'] } } }, false],
    [{ detail: { tags: ['b'] } }, true],
    [{ detail: { object: { key: [{ prefix: 'in/' }] } } }, true],
    [{ detail: { object: { key: [{ suffix: '.jsonl' }] } } }, false],
    [{ detail: { object: { key: [{ 'anything-but': { prefix: 'in/' } }] } } }, false],
    [{ detail: { object: { key: [{ 'anything-but': { prefix: 'reports/' } }] } } }, true],
    [{ detail: { object: { key: [{ 'anything-but': ['a', 'b'] }] } } }, true],
    [{ detail: { object: { version: [{ exists: false }] } } }, true],
    [{ detail: { object: { key: [{ exists: false }] } } }, false],
    [{ detail: { nothing: { key: ['a'] } } }, false],
  ])('%j matches: %s', (pattern, expected) => {
    expect(parsePattern(pattern, 'tried')(EVENT)).toBe(expected);
  });

  it.each<Json>([
    { detail: { size: [{ numeric: ['>', 1] }] } },
    { detail: { key: [{ wildcard: 'a*' }] } },
    { $or: [{ source: ['a'] }] },
    { detail: { key: [{ 'anything-but': { wildcard: 'a*' } }] } },
  ])('%j is refused', (pattern) => {
    expect(() => parsePattern(pattern, 'tried')).toThrow(UnsupportedError);
  });
});

describe("a target's input", () => {
  const InputPathsMap = { key: '$.detail.object.key', size: '$.detail.object.size', absent: '$.detail.absent' };
  it.each<[JsonObject, Json]>([
    [{}, EVENT],
    [{ Input: '{"a":1}' }, { a: 1 }],
    [{ InputPath: '$.detail.bucket' }, { name: 'uploads' }],
    [
      {
        InputTransformer: {
          InputPathsMap,
          InputTemplate: '{"key":<key>,"size":<size>,"fixed":"x"}',
        },
      },
      { key: 'in/a "quoted".csv', size: 3, fixed: 'x' },
    ],
    [{ InputTransformer: { InputPathsMap, InputTemplate: '{"absent":<absent>}' } }, { absent: '' }],
  ])('%j', (target, expected) => {
    expect(parseTargetInput(target, 'tried')(EVENT)).toEqual(expected);
  });

  it.each(['{"key":"in <key>"}', '{"key":<other>}'])('%s is refused', (InputTemplate) => {
    expect(() => parseTargetInput({ InputTransformer: { InputPathsMap, InputTemplate } }, 'tried')).toThrow(
      UnsupportedError,
    );
  });
});
