import fc from 'fast-check';
import { expect, it } from 'vitest';
import { demoOptions } from '../../../infra/local/cli/demo-options.ts';
import { simulateOptions } from '../../../infra/local/cli/simulate-options.ts';
import { UserError } from '../../../infra/local/simulation/input/user-error.ts';
import { parseCivilDate } from '../../../shared/domain/core/calendar.ts';
import { hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { expectPrintable, thrownBy } from '../support/refusal.ts';

const fuzz = fuzzing('command-line');
const GOOD = ['--data', 'in', '--from', '2027-01-01', '--to', '2027-12-31', '--out', 'out'];

const option = fc.constantFrom(
  '--data',
  '--from',
  '--to',
  '--out',
  '--config',
  '--outage',
  '--port',
  '--serve',
  '--help',
  '-h',
  '--',
);
const value = fc.oneof(
  fc.constantFrom('2027-02-28', '2027-02-30', '2027-03-01..2027-03-09', '8080', '65536', '-1', '--__proto__=1', '-'),
  hostileText,
);
const word = fc.oneof(
  option,
  value,
  fc.tuple(option, value).map(([name, text]) => `${name}=${text}`),
);
const words = fc
  .tuple(fc.boolean(), fc.array(word, { maxLength: 4 }), fc.nat(8))
  .map(([isGood, extra, at]) => (isGood ? GOOD.toSpliced(at, at % 2, ...extra) : extra));

/** One line that a terminal can show. */
function expectUserError(error: unknown): void {
  if (error === undefined) return;
  if (!(error instanceof UserError)) throw error;
  expectPrintable(error.message, 1_000);
  expect(error.message).not.toContain('\n');
}

it('the command line of simulate is accepted, or refused in one line', () =>
  fuzz.each(words, 4_000, (args) => {
    const refusal = thrownBy(() => {
      const options = simulateOptions(args);
      if (options === 'help') return;
      expect(parseCivilDate(options.period.from)).toBe(options.period.from);
      expect(options.period.from <= options.period.to).toBe(true);
    });
    expectUserError(refusal);
  }));

it('the command line of demo is accepted, or refused in one line', () =>
  fuzz.each(words, 2_000, (args) => {
    const refusal = thrownBy(() => {
      const options = demoOptions(args, 'out/demo');
      if (options !== 'help') expect(options.port).toBeLessThan(65_536);
    });
    expectUserError(refusal);
  }));
