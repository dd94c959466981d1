/** `record-performance` (R-COMP-1). */
import type { RecordPerformance } from '../../domain/commands/command.ts';
import { withFigure } from '../../domain/people/skills.ts';
import { makeMembershipsDue } from '../due/make-memberships-due.ts';
import { changeSkills } from '../due/make-skills-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';

/** The latest figure at or before a day counts on it; of two of the same day, the one recorded last. */
export async function recordPerformance(
  { partnerId, competency, metric, value, measuredOn }: RecordPerformance,
  { asOf }: CommandCall,
  { store }: CommandDeps,
): Promise<CommandResult> {
  const figure = { competency, metric, value, measuredOn: measuredOn ?? asOf };
  if (figure.measuredOn > asOf) {
    const reason = `${figure.measuredOn} lies after ${asOf}, the day it is recorded`;
    return refused({ rule: 'R-COMP-1', reason, inputs: figure });
  }
  await writeAndMakeDue(
    () => makeMembershipsDue(store, partnerId, asOf),
    () => changeSkills(store, partnerId, (ledger) => ({ ...ledger, figures: withFigure(ledger.figures, figure) })),
  );
  return done('R-COMP-1', `${metric} of ${competency} was ${value} on ${figure.measuredOn}`, { inputs: figure });
}
