import type { ProgramConfig } from '../../shared/domain/config/program-config.ts';
import type { Kind } from '../../shared/import/files.ts';
import type { Store } from '../../shared/store/store.ts';
import type { Ended } from '../account/executions.ts';
import type { WorkflowName } from '../constructs/workflow-context.ts';

/** What the smoke test needs of a deployed stage. */
export type Stage = {
  /** The instant, ISO. */
  readonly now: () => string;
  readonly config: Pick<ProgramConfig, 'timeZone' | 'noticeStages'>;
  readonly store: Pick<Store, 'partners' | 'memberships'>;
  /** Uploads a file. @returns the execution that it started, ended; null: it started none */
  readonly importFile: (kind: Kind, key: string, text: string) => Promise<Ended | null>;
  /** Runs an execution to its end. `name` is unique among those of the state machine. */
  readonly execute: (workflow: WorkflowName, input: object, name: string) => Promise<Ended>;
  /**
   * Waits until executions of these workflows that an earlier smoke test began have ended. `prefix`: of their names.
   */
  readonly othersEnded: (workflows: readonly WorkflowName[], prefix: string) => Promise<void>;
  /** Lets time pass until there is something to see; null: there was nothing for too long. */
  readonly until: <Seen>(look: () => Promise<Seen | undefined>) => Promise<Seen | undefined>;
  /** Removes what a partition of the table holds. @returns how many items */
  readonly removeItems: (partition: string) => Promise<number>;
  readonly objects: Readonly<Record<'imports' | 'reports', StageObjects>>;
};

/** A bucket. */
export type StageObjects = {
  readonly put: (key: string, text: string) => Promise<void>;
  readonly keys: (prefix: string) => Promise<string[]>;
  readonly text: (key: string) => Promise<string>;
  /** Removes all versions of all objects below a prefix. */
  readonly remove: (prefix: string) => Promise<void>;
};
