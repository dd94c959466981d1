/** What a command is executed with, and its result. */

import type {
  Explain,
  ExplainKpiDiscrepancy,
  ListBenefits,
  MergePartners,
  OperatorCommand,
} from '../../domain/commands/command.ts';
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { CivilDate } from '../../domain/core/calendar.ts';
import type { Refusal } from '../../domain/core/decision.ts';
import type { DecisionLine } from '../../sweep/report.ts';
import type { MailingDeps } from '../deliveries/mailing-deps.ts';

/** Commands that change something at once; the explaining ones only read, and `merge-partners` starts a workflow. */
export type ChangingCommand = Exclude<OperatorCommand, ListBenefits | Explain | ExplainKpiDiscrepancy | MergePartners>;

export type CommandDeps = MailingDeps & { config: ProgramConfig };

/**
 * `now`: instant, which claims carry; `startedAt`: instant at which the execution began, if before `now`. `commandId`:
 * the same for the same request, however often it is sent. `objects`: of an erasure, how many objects were rewritten
 * before the table, and the keys of those that could not be searched; without it objects are left alone.
 */
export type CommandCall = {
  asOf: CivilDate;
  runId: string;
  now: string;
  startedAt?: string;
  commandId: string;
  objects?: { rewritten: number; unsearched: readonly string[] };
};

export type CommandResult = {
  outcome: 'done' | 'refused';
  membershipId: string | null;
  cycle: number | null;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
  /** Further decisions and mails. */
  lines: DecisionLine[];
};

export function done(rule: string, reason: string, fields: Partial<CommandResult> = {}): CommandResult {
  return { outcome: 'done', membershipId: null, cycle: null, rule, reason, inputs: {}, lines: [], ...fields };
}

/** A refusal is a result: it changes nothing and is recorded (docs/reference.md, operator commands). */
export function refused(
  refusal: Refusal,
  membershipId: string | null = null,
  cycle: number | null = null,
): CommandResult {
  return { outcome: 'refused', membershipId, cycle, ...refusal, lines: [] };
}

export function unknownMembership(partnerId: string, membershipId: string) {
  const reason = `${membershipId} is not a membership of ${partnerId}`;
  return { rule: 'R-REN-1', reason, inputs: { partnerId, membershipId } };
}
