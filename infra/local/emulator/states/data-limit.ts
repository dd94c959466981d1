import { jsonBytes } from '../json.ts';
import { terminalFailure } from './state-failure.ts';

/** What a state may take or give, in bytes of JSON: AWS's limit. */
export const STATE_DATA_LIMIT_BYTES = 256 * 1024;

/** @throws StateFailure `States.DataLimitExceeded` if `value` is larger than the limit */
export function requireWithinLimit(value: unknown, what: string): void {
  const bytes = jsonBytes(value);
  if (bytes > STATE_DATA_LIMIT_BYTES)
    throw terminalFailure(
      'States.DataLimitExceeded',
      `${what} is ${bytes} bytes of JSON, more than the ${STATE_DATA_LIMIT_BYTES} that a state may hold`,
    );
}
