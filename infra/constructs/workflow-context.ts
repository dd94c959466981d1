import { join } from 'node:path';
import type { Workflow } from '../../shared/domain/core/workflow.ts';
import { checkedProgramFile } from '../checked-program-file.ts';
import { programName, type StageSettings } from '../config.ts';

/** The properties that all workflows of a stack share. */
export type WorkflowContext = {
  readonly settings: StageSettings;
  /** Folder that holds a folder of handlers per workflow. */
  readonly functionsFolder: string;
};

/** The scheduled workflows. */
export type SweepName = Workflow;

/** The state machines, named as in the console. */
export type WorkflowName = SweepName | 'import' | 'partner-command' | 'merge-partners' | 'reindex';

/** The properties that all functions share; `handler` is `<workflow>/<handler>`. */
export function handlerProps({ settings, functionsFolder }: WorkflowContext, handler: string) {
  return {
    entry: join(functionsFolder, `${handler}.ts`),
    programConfigFile: checkedProgramFile(settings.programConfigFile),
    ...(settings.moduleAliases && { moduleAliases: settings.moduleAliases }),
    service: programName(settings),
    logsKeptDays: settings.logsKeptDays,
    ...(settings.canaryPercent !== undefined && {
      canary: { percent: settings.canaryPercent, minutes: settings.canaryMinutes },
    }),
  };
}
