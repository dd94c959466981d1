import { join } from 'node:path';
import { UserError } from '../../../infra/local/simulation/input/user-error.ts';

/** A worked case of `test/simulate/cases`. */
export type WorkedCase = {
  readonly name: string;
  readonly inputDir: string;
  readonly expectedDir: string;
  readonly from: string;
  readonly to: string;
  /** Periods without schedules, `FROM..TO`. */
  readonly outages: readonly string[];
};

const CASES = join(import.meta.dirname, '../../simulate/cases');
const PERIOD = { from: '2027-01-01', to: '2028-02-25' };
const OUTAGES: Readonly<Record<string, readonly string[]>> = {
  outage: ['2027-03-03..2027-03-19', '2027-06-01..2027-07-20'],
  year: [],
};

/** @throws UserError for a name that there is not */
export function workedCase(name: string): WorkedCase {
  const outages = OUTAGES[name];
  if (!outages) throw new UserError(`e2e: --case: got ${name}; allowed: ${Object.keys(OUTAGES).join(', ')}`);
  const folder = join(CASES, name);
  return { name, inputDir: join(folder, 'input'), expectedDir: join(folder, 'expected'), ...PERIOD, outages };
}
