import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSweepInput } from '../../../functions/sweep/sweep-input.ts';
import { parseCivilDate } from '../../../shared/domain/core/calendar.ts';
import { WORKFLOWS } from '../../../shared/domain/core/workflow.ts';
import { InvalidInput } from '../../../shared/errors.ts';
import { hostileJson, mutated } from '../inputs/mutation.ts';
import { hostileText } from '../inputs/text.ts';
import { partnerId, words } from '../inputs/values.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable, thrownBy } from '../support/refusal.ts';

const fuzz = fuzzing('sweep-input');
const STARTED = '2026-11-16T08:00:00Z';
const ZONE = 'Asia/Seoul';

const asOf = fc.constantFrom('2026-11-16', '1900-01-01', '2026-11-16T23:30:00+09:00', '<aws.scheduler.scheduled-time>');
const goodInput = fc.record(
  { asOf, dryRun: fc.boolean(), partnerIds: fc.array(partnerId, { minLength: 1, maxLength: 3 }), reason: words },
  { requiredKeys: [] },
);

/** The inputs of the four workflows are read by the same rules. */
function expectSound(input: unknown): void {
  for (const workflow of WORKFLOWS) {
    const refusal = thrownBy(() => {
      const parsed = parseSweepInput(workflow, input, STARTED, ZONE);
      expect(parseCivilDate(parsed.asOf)).toBe(parsed.asOf);
      expect(parsed.dryRun || parsed.asOf <= '2026-11-16').toBe(true);
      expect(parseSweepInput(workflow, { ...parsed }, STARTED, ZONE)).toEqual(parsed);
    });
    if (refusal === undefined) continue;
    if (!(refusal instanceof InvalidInput)) throw refusal;
    expectPrintable(refusal.message);
    expect(refusal.message).toMatch(/got .+; allowed: ./);
  }
}

describe('the input of a scheduled workflow', () => {
  it('is accepted if it is valid', () =>
    fuzz.each(goodInput, 500, (input) => {
      expect(thrownBy(() => parseSweepInput('kpi-refresh', input, STARTED, ZONE))).toBeUndefined();
    }));

  it('is accepted or refused if one or two fields are hostile', () =>
    fuzz.each(mutated(goodInput), 5_500, expectSound));

  it('is refused if it is any other JSON', () => fuzz.each(hostileJson, 1_000, expectSound));

  it('is accepted or refused if asOf is an unusual or invalid date', () => {
    const year = fc.oneof(fc.constantFrom('0000', '1899', '2999', '3000', '9999', '-271821', '+275760'), fc.nat(9999));
    const day = fc.oneof(
      hostileText,
      fc
        .tuple(year, fc.nat(13), fc.nat(32))
        .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-')),
      fc.tuple(year, fc.nat(25), fc.nat(61)).map(([y, h, m]) => `${y}-12-31T${h}:${m}:60.${'9'.repeat(h)}Z`),
      fc
        .tuple(year, fc.nat(99))
        .map(([y, h]) => `${String(y).padStart(4, '0')}-01-01T00:00:00+${String(h).padStart(2, '0')}:00`),
    );
    return fuzz.each(fc.record({ asOf: day, dryRun: fc.boolean() }), 3_000, expectSound);
  });
});
