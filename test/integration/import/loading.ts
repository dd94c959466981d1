/** Loading text as a file is loaded, into a table of one's own. */
import { Readable } from 'node:stream';
import { type CivilDate, civilDateOf } from '../../../shared/domain/calendar.ts';
import { type ProgramConfig, parseProgramConfig } from '../../../shared/domain/config.ts';
import { sayProblem } from '../../../shared/domain/problem.ts';
import type { Kind } from '../../../shared/import/files.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { BEGINNING, loadPart } from '../../../shared/workflows/load/load-part.ts';
import type { TestTables } from '../support/test-tables.ts';

export const LOADED_ON = civilDateOf('2027-01-01');
export const NO_LIMITS = { rows: 1_000_000, milliseconds: 60_000 };

const HEADERS = {
  partners: 'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count',
  contacts: 'partner_id,role,name,email,locale',
  memberships: 'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle',
  invoices:
    'partner_id,invoice_number,line,document_type,invoice_date,omlp_type,purchase_units,kpi_value,revenue_value,currency',
  listings: 'partner_id,display_name,country,url,about_partner_only,no_competitors,owned_by_partner',
  tokens:
    'partner_id,membership_id,token_id,kind,product,seats,activations,edition,issued_on,activated_on,tenant,assigned_to,assigned_on',
};

/** A file with its header. */
export const csv = (kind: Kind, ...rows: string[]): string => `${[HEADERS[kind], ...rows].join('\n')}\n`;

export function sampleConfig(): ProgramConfig {
  const result = parseProgramConfig({ programYears: [] });
  if ('problems' in result) throw new Error(result.problems.map(sayProblem).join('; '));
  return result.config;
}

export const emptyStore = async (tables: TestTables): Promise<Store> =>
  openStore(await tables.create(), sampleConfig());

/** What became of a file's rows: `1 loaded, 0 unchanged`, then a line for every problem. */
export async function load(store: Store, kind: Kind, rows: string[], asOf: CivilDate = LOADED_ON): Promise<string[]> {
  const stream = Readable.from([Buffer.from(csv(kind, ...rows))]);
  const call = { store, asOf, runId: 'import-1', startedAt: `${asOf}T01:00:00Z`, now: () => 0, limits: NO_LIMITS };
  const { progress, problems, broken } = await loadPart(kind, stream, BEGINNING, call);
  const counts = `${progress.loaded} loaded, ${progress.unchanged} unchanged`;
  return [counts, ...[...problems, ...(broken ? [broken] : [])].map(sayProblem)];
}
