import { expect, it } from 'vitest';
import { simulateOptions } from '../../../infra/local/cli/simulate-options.ts';

it('simulate names an unknown option in one line without control characters', () => {
  expect(() => simulateOptions([`--\u001b[2J\u202e${'x'.repeat(1_000)}`])).toThrow(
    /^simulate: unknown option --\\u\{1b\}\[2J\\u\{202e\}x{1,80}…; there are --data, /,
  );
});
