/** `correct-invoice-line` (R-KPI-10, R-KPI-12, R-KPI-13). */
import type { CorrectInvoiceLine } from '../../../domain/commands/command.ts';
import type { Refusal } from '../../../domain/core/decision.ts';
import { stampOf } from '../../../domain/core/stamp.ts';
import type { ChangedRenewal } from '../../../domain/eligibility/changed-renewals.ts';
import {
  INVOICE_FACTS,
  type InvoiceFacts,
  type InvoiceLine,
  isSameLine,
  wrongSigns,
} from '../../../domain/kpi/invoice-line.ts';
import { lateChangeReason } from '../../../domain/kpi/late-lines.ts';
import { columnOf } from '../../../import/files.ts';
import type { Stored } from '../../../store/collection.ts';
import type { StoredInvoiceLine } from '../../../store/schemas/kpi.ts';
import type { Store } from '../../../store/store.ts';
import { retryOnConflict } from '../../../store/write-conflicts.ts';
import type { DecisionLine } from '../../../sweep/report.ts';
import { countLateLines, type Republished } from '../../changes/count-late-lines.ts';
import { makeKpiRecountDue } from '../../due/make-kpi-due.ts';
import { writeAndMakeDue } from '../../due/write-and-make-due.ts';
import { readLineage } from '../../reads/merged/lineage.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from '../command-call.ts';

/**
 * In a published month it counts at once, and the answer says which renewals it changes; elsewhere the month's refresh
 * counts it.
 */
export async function correctInvoiceLine(
  command: CorrectInvoiceLine,
  call: CommandCall,
  deps: CommandDeps,
): Promise<CommandResult> {
  const { invoiceNumber, line, cameFrom, reason } = command;
  const inputs = {
    invoiceNumber,
    line,
    ...(cameFrom !== undefined && { cameFrom }),
    ...(reason !== undefined && { reason }),
  };
  const written = await writeLine(command, call, deps);
  if ('rule' in written) return refused({ ...written, inputs });
  const published = await countCorrectedLine(command, call, deps);
  const renewals = (published?.renewals ?? []).map(renewalInputs);
  const { before, after } = written;
  const lines = published === null ? [] : [republishedLine(command, published)];
  const changes = after === null ? {} : { before, after };
  const result = { inputs: { ...inputs, ...changes, renewals }, lines };
  if (after === null) return done('R-KPI-10', `the line says so already${describeEffect(published, '')}`, result);
  return done('R-KPI-10', `corrected${describeEffect(published, '; the next KPI refresh counts it')}`, result);
}

/** `after`: null if the line says so already. */
type Written = { before: Partial<InvoiceFacts>; after: Partial<InvoiceFacts> | null };

async function writeLine(
  command: CorrectInvoiceLine,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<Written | Omit<Refusal, 'inputs'>> {
  const { partnerId, invoiceNumber, line } = command;
  const changes = changesOf(command);
  if (Object.keys(changes).length === 0)
    return { rule: 'R-KPI-10', reason: `nothing to correct is given; ${INVOICE_FACTS.join(', ')} can be` };
  return retryOnConflict(async () => {
    const stored = await findLine(command, store);
    if (stored === null)
      return { rule: 'R-KPI-10', reason: `line ${line} of invoice ${invoiceNumber} is not recorded for ${partnerId}` };
    const corrected = { ...stored.value, ...changes };
    const wrong = signRefusal(corrected);
    if (wrong !== null) return wrong;
    const makeDue = () => makeKpiRecountDue(store, partnerId, asOf);
    if (isSameLine(corrected, stored.value)) {
      // An earlier attempt may have been stopped right after the write.
      await makeDue();
      return { before: {}, after: null };
    }
    await writeAndMakeDue(makeDue, () => store.invoiceLines.replace(stored, corrected));
    const before = Object.fromEntries(Object.keys(changes).map((field) => [field, stored.value[field as Field]]));
    return { before, after: changes };
  });
}

/**
 * The line that came from a merged partner, or from one that was merged into that; where both had the same one, that
 * one (R-MRG-5). A line that the merged partner never had is not found under its name.
 */
async function findLine(
  { partnerId, invoiceNumber, line, cameFrom }: CorrectInvoiceLine,
  store: Store,
): Promise<Stored<StoredInvoiceLine> | null> {
  const name = { partnerId, invoiceNumber, line };
  const from = cameFrom === undefined ? [] : await readLineage(store, cameFrom);
  const names = from.map((each) => ({ ...name, cameFrom: { partnerId: each, differs: true } }));
  const [found] = await store.invoiceLines.getAll([...names, name]);
  if (found === undefined) return null;
  const origin = found.value.cameFrom?.partnerId;
  if (cameFrom === undefined || (origin !== undefined && from.includes(origin))) return found;
  // What it had is kept where it was.
  const own = await store.invoiceLines.getAll(from.map((each) => ({ ...name, partnerId: each })));
  return own.length > 0 ? found : null;
}

type Field = (typeof INVOICE_FACTS)[number];

function changesOf(command: CorrectInvoiceLine): Partial<InvoiceFacts> {
  return Object.fromEntries(
    INVOICE_FACTS.filter((field) => command[field] !== undefined).map((field) => [field, command[field]]),
  );
}

/** What the line would say in the end must agree with its type, whichever of them is corrected. */
function signRefusal(corrected: InvoiceLine): Omit<Refusal, 'inputs'> | null {
  const wrong = wrongSigns(corrected).map(
    ({ field, got, allowed }) => `${columnOf(field)}: got ${got}; allowed: ${allowed}`,
  );
  return wrong.length === 0 ? null : { rule: 'R-KPI-13', reason: wrong.join('; ') };
}

function countCorrectedLine(
  { partnerId, invoiceNumber, line }: CorrectInvoiceLine,
  call: CommandCall,
  { store, config }: CommandDeps,
): Promise<Republished | null> {
  const isCorrected = (other: InvoiceLine): boolean => other.invoiceNumber === invoiceNumber && other.line === line;
  const changed = (lines: StoredInvoiceLine[]) => lines.filter(isCorrected);
  const { asOf, runId } = call;
  const { at: now } = stampOf(call);
  return countLateLines(store, config, { partnerId, asOf, runId, now, how: 'corrected', changed });
}

const renewalInputs = ({ membershipId, anniversary, before, after }: ChangedRenewal) => ({
  membershipId,
  anniversary,
  before,
  after,
});

function describeEffect(published: Republished | null, otherwise: string): string {
  if (published === null) return otherwise;
  const { renewals } = published;
  const list = renewals.map(
    ({ membershipId, before, after }) => `${membershipId} from ${before.state} to ${after.state}`,
  );
  return `; it counts at once (R-KPI-12), ${list.length === 0 ? 'and changes no renewal' : `and changes the renewals ${list.join(', ')}`}`;
}

function republishedLine({ partnerId }: CorrectInvoiceLine, { change }: Republished): DecisionLine {
  const about = { partnerId, membershipId: null, cycle: null, stage: null };
  const { months } = change;
  const lines = change.lines.map(({ name }) => name);
  return {
    what: 'kpi-republished',
    ...about,
    rule: 'R-KPI-12',
    reason: lateChangeReason(change),
    inputs: { months, lines },
  };
}
