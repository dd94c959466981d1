import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowName } from '../../../infra/constructs/workflow-context.ts';
import { fileNameOf, KINDS, type Kind } from '../../../shared/import/files.ts';
import { jsonLines } from '../../simulate/results.ts';
import type { WorkedCase } from './case.ts';
import type { EmbeddedRun } from './embedded.ts';

/** An execution to be started. */
export type PlannedRun = {
  readonly workflow: WorkflowName;
  readonly name: string;
  /** Instant by which it starts. */
  readonly startedAt: string;
  readonly input: unknown;
};

/** Below it no upload starts an import by itself: the day of this one is not today. */
export const UPLOADS = 'reports/worked-case/';

/** The imports of the first day, one file after the other. */
export function plannedImports({ from, inputDir }: WorkedCase, bucket: string): PlannedRun[] {
  return kindsIn(inputDir).map((kind) => ({
    workflow: 'import' as const,
    name: `import-${from}-${kind}`,
    startedAt: `${from}T00:00:00Z`,
    input: { bucket, key: `${UPLOADS}${fileNameOf(kind)}` },
  }));
}

/** What is uploaded: key and content. */
export function uploadsOf({ inputDir }: WorkedCase): [string, Buffer][] {
  return kindsIn(inputDir).map((kind) => [
    `${UPLOADS}${fileNameOf(kind)}`,
    readFileSync(join(inputDir, fileNameOf(kind))),
  ]);
}

/** Files that may be missing, and are, are not uploaded. */
const kindsIn = (inputDir: string): Kind[] => KINDS.filter((kind) => existsSync(join(inputDir, fileNameOf(kind))));

/**
 * The executions of the embedded run again, in their order, with the same names and inputs. Sweeps that found nothing
 * due are left out (they change nothing, and each costs a third of a second), but for those of the directory, which
 * make a batch anyway.
 */
export function plannedRuns(workedCase: WorkedCase, runs: readonly EmbeddedRun[]): PlannedRun[] {
  const commands = Map.groupBy(jsonLines(join(workedCase.inputDir, 'commands.jsonl')), ({ on }) => String(on));
  return runs.filter(isWorth).map(({ workflow, scheduledFor, asOf, output }) => {
    const name = String(output.runId);
    if (scheduledFor !== null)
      return {
        workflow: workflow as WorkflowName,
        name,
        startedAt: scheduledFor,
        input: scheduled(name, scheduledFor),
      };
    const { on: _, ...input } = commands.get(asOf)?.[numberOf(name) - 1] ?? {};
    return { workflow: 'partner-command', name, startedAt: `${asOf}T00:00:00Z`, input };
  });
}

const isWorth = ({ workflow, output }: EmbeddedRun): boolean =>
  workflow !== 'import' && (workflow === 'directory-submission' || output.examined !== 0);

const PHASE = /^directory-submission-([a-z]+)-/;

/** What EventBridge Scheduler hands over: the schedule's input, the instant filled in. */
function scheduled(name: string, asOf: string) {
  const phase = PHASE.exec(name)?.[1];
  return { asOf, reason: 'schedule', ...(phase && { phase }) };
}

/** `partner-command-2027-01-17-0001`: the first of its day. */
const numberOf = (name: string): number => Number(name.slice(-4));
