import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The results on which a simulation and the model of the rules must agree, without their wording. */
export type Results = {
  readonly emails: readonly string[];
  readonly memberships: readonly string[];
  readonly kpi: readonly string[];
  /** Month, action, partner. */
  readonly directory: readonly string[];
};

type Line = Record<string, unknown>;

const KINDS = [
  'renewal',
  'expired',
  'renewed',
  'reinstated',
  'upgraded',
  'consolidated',
  'benefits-ended',
  'payment-reversed',
  'delivery-lost',
];

/** Each list is a set, in the order of its text. */
export function resultsOf(found: {
  emails: readonly Line[];
  memberships: readonly Line[];
  kpi: readonly Line[];
  directory: Readonly<Record<string, readonly (readonly [string, string])[]>>;
}): Results {
  const emails = found.emails.filter(({ kind }) => KINDS.includes(String(kind)));
  return {
    emails: sorted(emails.map((mail) => fields({ ...mail, to: String(mail.to).toLowerCase() }, EMAIL))),
    memberships: sorted(found.memberships.map((line) => fields({ ...line, level: line.level ?? '' }, MEMBERSHIP))),
    kpi: sorted(found.kpi.map((line) => fields({ ...line, kpi: Number(line.kpi) }, KPI))),
    directory: sorted(
      Object.entries(found.directory).flatMap(([month, lines]) => [
        month,
        ...lines.map((line) => `${month} ${line.join(' ')}`),
      ]),
    ),
  };
}

const EMAIL = ['asOf', 'kind', 'stage', 'partnerId', 'membershipId', 'to'];
const MEMBERSHIP = ['partnerId', 'membershipId', 'offer', 'level', 'status', 'cycle', 'anniversary'];
const KPI = ['asOf', 'partnerId', 'membershipId', 'kpi', 'eligibility'];

const fields = (line: Line, names: readonly string[]): string => JSON.stringify(names.map((name) => line[name]));
const sorted = (lines: readonly string[]): string[] => [...new Set(lines)].sort();

/** What a simulation wrote. */
export function writtenResults(folder: string): Results {
  const directory = Object.fromEntries(
    readdirSync(join(folder, 'directory')).map((name) => [name.slice(0, 7), batch(join(folder, 'directory', name))]),
  );
  return resultsOf({
    emails: jsonLines(join(folder, 'emails.jsonl')),
    memberships: jsonLines(join(folder, 'memberships.jsonl')),
    kpi: jsonLines(join(folder, 'kpi.jsonl')),
    directory,
  });
}

function batch(file: string): [string, string][] {
  const rows: { action: string; partner_id: string }[] = parse(readFileSync(file), { columns: true });
  return rows.map(({ action, partner_id }) => [action, partner_id]);
}

/** The lines of a file of JSON. */
export const jsonLines = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** The entries that only one side has; empty if both are equal. */
export function differences(actual: Results, expected: Results) {
  return (Object.keys(expected) as (keyof Results)[]).flatMap((name) => {
    const [had, wanted] = [new Set(actual[name]), new Set(expected[name])];
    return [
      ...actual[name].filter((line) => !wanted.has(line)).map((line) => `too much in ${name}: ${line}`),
      ...expected[name].filter((line) => !had.has(line)).map((line) => `missing in ${name}: ${line}`),
    ];
  });
}
