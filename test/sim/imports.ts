import { stringify } from 'csv-stringify/sync';
import { KINDS, type Kind } from '../../shared/import/files.ts';
import { BEGINNING, loadPart } from '../../shared/workflows/load/load-part.ts';
import type { ModelInput } from '../simulation/model.ts';
import type { Executions } from './executions.ts';

/** Those that the model knows. */
type Modelled = Kind & keyof ModelInput;

const COLUMNS: Record<Modelled, readonly string[]> = {
  partners: ['partner_id', 'name', 'country', 'verified_domains', 'profile_reviewed_on', 'mct_count'],
  contacts: ['partner_id', 'role', 'name', 'email', 'locale'],
  memberships: [
    'partner_id',
    'membership_id',
    'offer',
    'competency',
    'level',
    'learning_option',
    'purchased_on',
    'paid_through_cycle',
  ],
  invoices: [
    'partner_id',
    'invoice_number',
    'line',
    'document_type',
    'invoice_date',
    'omlp_type',
    'purchase_units',
    'kpi_value',
    'revenue_value',
    'currency',
  ],
  listings: [
    'partner_id',
    'display_name',
    'country',
    'url',
    'about_partner_only',
    'no_competitors',
    'owned_by_partner',
  ],
};

/** Loads the files, one after the other. */
export async function importAll(executions: Executions, input: ModelInput): Promise<void> {
  for (const kind of KINDS) if (isModelled(kind)) await load(executions, kind, input);
}

/** Files that say what they said before: to load them again changes nothing, whatever else goes on. */
export const importsAgain = (executions: Executions, input: ModelInput) =>
  (['memberships', 'invoices'] as const).map((kind) => () => load(executions, kind, input));

const isModelled = (kind: Kind): kind is Modelled => Object.hasOwn(COLUMNS, kind);

async function load(executions: Executions, kind: Modelled, input: ModelInput): Promise<void> {
  const text = stringify([COLUMNS[kind], ...input[kind].map((row) => COLUMNS[kind].map((name) => row[name] ?? ''))]);
  await executions.run(async ({ store }, { asOf, runId }) => {
    const limits = { rows: 1_000, milliseconds: 60_000 };
    const call = { store, asOf, runId, startedAt: `${asOf}T00:00:00Z`, now: () => 0, limits };
    const part = await loadPart(kind, bytesOf(text), BEGINNING, call);
    if (part.problems.length > 0 || part.broken !== null) throw new Error(JSON.stringify(part));
  });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
