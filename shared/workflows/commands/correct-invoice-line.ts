/** `correct-invoice-line` (R-KPI-10). */
import type { CorrectInvoiceLine } from '../../domain/commands/command.ts';
import { INVOICE_FACTS, type InvoiceFacts, isSameLine } from '../../domain/kpi/invoice-line.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeKpiRecountDue } from '../due/make-kpi-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

/** The next kpi-refresh sums the partner's lines again. */
export async function correctInvoiceLine(
  command: CorrectInvoiceLine,
  call: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const { partnerId, invoiceNumber, line, reason } = command;
  const inputs = { invoiceNumber, line, ...(reason !== undefined && { reason }) };
  const changes = changesOf(command);
  if (Object.keys(changes).length === 0)
    return refused({
      rule: 'R-KPI-10',
      reason: `nothing to correct is given; ${INVOICE_FACTS.join(', ')} can be`,
      inputs,
    });
  return retryOnConflict(async () => {
    const stored = await store.invoiceLines.get({ partnerId, invoiceNumber, line });
    if (stored === null) {
      const unknown = `line ${line} of invoice ${invoiceNumber} is not recorded for ${partnerId}`;
      return refused({ rule: 'R-KPI-10', reason: unknown, inputs });
    }
    const corrected = { ...stored.value, ...changes };
    const makeDue = () => makeKpiRecountDue(store, partnerId, call.asOf);
    if (isSameLine(corrected, stored.value)) {
      // An earlier attempt may have been stopped right after the write.
      await makeDue();
      return done('R-KPI-10', 'the line says so already', { inputs });
    }
    await writeAndMakeDue(makeDue, () => store.invoiceLines.replace(stored, corrected));
    const before = Object.fromEntries(Object.keys(changes).map((field) => [field, stored.value[field as Field]]));
    return done('R-KPI-10', 'corrected; the next KPI refresh counts it', {
      inputs: { ...inputs, before, after: changes },
    });
  });
}

type Field = (typeof INVOICE_FACTS)[number];

function changesOf(command: CorrectInvoiceLine): Partial<InvoiceFacts> {
  return Object.fromEntries(
    INVOICE_FACTS.filter((field) => command[field] !== undefined).map((field) => [field, command[field]]),
  );
}
