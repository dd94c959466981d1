/** What the last runs found, for docs/mutation.md: `npm run test:mutation:left`. */
import { existsSync, readFileSync } from 'node:fs';
import { printReport } from './mutants.ts';

for (const name of ['domain', 'ledger']) {
  const path = `.cache/mutation/${name}.json`;
  if (existsSync(path)) printReport(name, JSON.parse(readFileSync(path, 'utf8')));
}
