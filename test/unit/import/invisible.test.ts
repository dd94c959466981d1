import { describe, expect, it } from 'vitest';
import { line, lines } from '../../../shared/domain/config/values.ts';
import { hasInvisible, plainLine } from '../../../shared/domain/core/invisible.ts';
import { email } from '../../../shared/import/fields.ts';

const takes = (schema: { safeParse: (text: string) => { success: boolean } }, text: string): boolean =>
  schema.safeParse(text).success;

const INVISIBLE = ['\u202e', '\u2066', '\u200b', '\u200e', '\ufeff', '\u00ad', '\u{e0041}'];
const NEEDED = ['\u0645\u06cc\u200c\u062e', '\u0915\u094d\u200d\u0937', '\u{1f469}\u200d\u{1f467}', '\u0600123'];

describe('an invisible character', () => {
  it.each(INVISIBLE)('is refused in an id or a name that identifies: %j', (mark) => {
    expect(takes(line(1, 64), `INV${mark}1`)).toBe(false);
  });

  it.each(INVISIBLE)('is accepted in a name, and left out where the name is shown: %j', (mark) => {
    expect(takes(lines(1, 500), `Con${mark}toso`)).toBe(true);
    expect(plainLine(`Con${mark}toso`)).toBe('Contoso');
  });

  it.each(NEEDED)('is not one that a script or an emoji needs: %s', (text) => {
    expect(hasInvisible(text)).toBe(false);
    expect(takes(line(1, 64), text)).toBe(true);
    expect(plainLine(text)).toBe(text);
  });
});

it.each(['\u2028', '\u2029', '\u0085', '\v'])('%j counts as a line break', (mark) => {
  expect(takes(line(1, 64), `a${mark}b`)).toBe(false);
  expect(plainLine(`a${mark}b`)).toBe('a b');
});

it.each(['=?utf-8?q?evil=40e.example?=@contoso.example', 'a=?b@contoso.example'])(
  '%s is refused as an address: some mail programs would decode it into another',
  (address) => {
    expect(takes(email, address)).toBe(false);
    expect(takes(email, address.replaceAll('?', ''))).toBe(true);
  },
);
