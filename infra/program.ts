import { join } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { keepsData, programName, type StageSettings } from './config.ts';
import { BackupCopiesStack } from './stacks/backup-copies.ts';
import { DataStack } from './stacks/data.ts';
import { MailStack } from './stacks/mail.ts';
import { OperationsStack } from './stacks/operations.ts';
import { WorkflowsStack } from './stacks/workflows.ts';
import { tagStack } from './tags.ts';

const FUNCTIONS_FOLDER = join(import.meta.dirname, '../functions');

/**
 * Adds the stacks of a stage: data apart from what can be replaced at any time. A finding of cdk-nag fails the
 * synthesis.
 */
export function addProgram(app: App, settings: StageSettings, functionsFolder = FUNCTIONS_FOLDER) {
  const name = programName(settings);
  const { account, region } = settings;
  const common = { settings, env: { ...(account && { account }), ...(region && { region }) } };
  const data = new DataStack(app, `${name}-data`, common);
  const { backupCopyRegion } = settings;
  if (backupCopyRegion !== undefined && keepsData(settings)) {
    const there = { ...common, env: { ...common.env, region: backupCopyRegion } };
    const copies = new BackupCopiesStack(app, `${name}-backup-copies`, there);
    tagStack(copies, settings);
    data.addStackDependency(copies);
  }
  const mail = new MailStack(app, `${name}-mail`, common);
  const { table, imports, reports } = data;
  const workflows = new WorkflowsStack(app, `${name}-workflows`, {
    ...common,
    functionsFolder,
    table,
    imports,
    reports,
    mail: mail.sender,
  });
  workflows.addStackDependency(data);
  const { machines, standaloneFunctions, deadLetters, mailEvents, programEvents, busCommands } = workflows;
  const operations = new OperationsStack(app, `${name}-operations`, {
    ...common,
    machines,
    standaloneFunctions,
    deadLetters,
    mailEvents,
    programEvents,
    busCommands,
    table,
  });
  for (const stack of [data, mail, workflows, operations]) tagStack(stack, settings);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { data, mail, workflows, operations };
}
