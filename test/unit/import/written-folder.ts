import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';
import { readFolder } from '../../../shared/import/folder.ts';

const FILES = {
  'program.json': '{ "programYears": [] }',
  'partners.csv':
    'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count\nP-1,One,KR,one.example,,1\nP-2,Two,TW,two.example,,\n',
  'contacts.csv': 'partner_id,role,name,email,locale\nP-1,mpn-admin,Ann,ann@one.example,en\n',
  'memberships.csv':
    'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle\n' +
    'P-1,M1,action-pack,,,,2024-02-29,\nP-2,M1,action-pack,,,,2024-02-29,\n',
  'invoices.csv':
    'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value,currency\n' +
    'P-1,INV-1,1,invoice,2026-05-28,MOC,14,3.06,294.23,TWD\n',
  'listings.csv':
    'partner_id,display_name,country,url,about_partner_only,no_competitors,owned_by_partner\nP-1,One,KR,https://one.example,true,true,true\n',
  'tokens.csv':
    'partner_id,membership_id,token_id,kind,product,seats,activations,edition,issued_on,activated_on,tenant,assigned_to,assigned_on\n' +
    'P-1,M1,T-1,,Azure,5,,,2026-01-02,,,,\n',
  'commands.jsonl': '{"on":"2027-01-17","command":"explain","partnerId":"P-1"}\n',
};

export type Name = keyof typeof FILES;
export const importedOn = civilDateOf('2027-01-01');
export let dir: string;

export const append = async (name: Name, ...lines: string[]) =>
  writeFile(join(dir, name), `${await readFile(join(dir, name), 'utf8')}${lines.map((line) => `${line}\n`).join('')}`);

export const problemsOf = async (options?: { configFile: string }) => {
  const read = await readFolder(dir, { importedOn, ...options });
  return 'problems' in read ? read.problems.map(formatProblem) : [];
};

/** A folder with every file, before each test. */
export function writeFolder(): void {
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'folder-'));
    for (const [name, text] of Object.entries(FILES)) await writeFile(join(dir, name), text);
  });
  afterEach(() => rm(dir, { recursive: true }));
}
