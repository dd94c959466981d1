/** What is counted of the decisions: terminal, report and comparison count the same. */

/**
 * A renewal in time, one after expiry, an expiry (also one that a payment took back later), a command that a rule
 * refused, a merge of one partner into another.
 */
export type Counted = 'renewed' | 'reinstated' | 'expired' | 'refused' | 'merged';

/** The workflows that carry out commands: a merge has one of its own. */
const COMMANDS: readonly string[] = ['partner-command', 'merge-partners'];

type Decided = { readonly workflow: string; readonly what: string; readonly inputs?: object | null | undefined };

/** As what a decision counts; null: as none of these, or it is one of a dry run, which only says what would be. */
export function countedAs({ workflow, what, inputs }: Decided): Counted | null {
  if (isDryRun({ inputs })) return null;
  if (what === 'renewed' || what === 'reinstated' || what === 'expired') return what;
  if (what === 'merge-partners-done') return 'merged';
  return isRefusal({ workflow, what }) ? 'refused' : null;
}

/** Whether an execution of this workflow carries out a command. */
export const isOfCommand = (workflow: string): boolean => COMMANDS.includes(workflow);

/** Whether a rule did not allow a command, e.g. `record-payment-refused`. */
export const isRefusal = ({ what, workflow }: Pick<Decided, 'what' | 'workflow'>): boolean =>
  isOfCommand(workflow) && /(^|-)refused$/.test(what);

export const isDryRun = ({ inputs }: Pick<Decided, 'inputs'>): boolean =>
  inputs !== null && inputs !== undefined && 'dryRun' in inputs && inputs.dryRun === true;
