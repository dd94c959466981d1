import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { StageSettings } from '../../config.ts';
import type { ResourceRef } from '../access.ts';
import type { WorkflowName } from '../workflow-context.ts';

/** The resources that the alarms and the dashboard watch. */
export type WatchedResources = {
  readonly settings: StageSettings;
  readonly machines: Readonly<Record<WorkflowName, IStateMachine>>;
  /** Functions that no state machine calls. */
  readonly standaloneFunctions: Readonly<Record<string, IFunction>>;
  readonly table: ResourceRef;
  readonly deadLetters: IQueue;
  /** SES's events about mails, and those of them that could not be taken. */
  readonly mailEvents: { readonly queue: IQueue; readonly deadLetters: IQueue };
  /** What tells of changes, and those of them that could not be told. Null: the stage tells no events. */
  readonly programEvents: { readonly publish: { readonly called: IFunction }; readonly deadLetters: IQueue } | null;
  /** Commands that came by the bus and could not be taken. Null: the stage takes none. */
  readonly busCommands: { readonly deadLetters: IQueue } | null;
};
