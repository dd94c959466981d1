import { App } from 'aws-cdk-lib';
import { readStageSettings } from './config.ts';
import { addProgram } from './program.ts';
import { refusePlaceholders } from './refuse-placeholders.ts';
import { requireApprovedChange } from './require-approved-change.ts';
import { SettingsError } from './settings-error.ts';

const app = new App();
try {
  const settings = readStageSettings({
    stage: app.node.tryGetContext('stage'),
    programConfigFile: app.node.tryGetContext('programConfigFile'),
    moduleAliases: app.node.tryGetContext('moduleAliases'),
    tableName: app.node.tryGetContext('tableName'),
    events: app.node.tryGetContext('events'),
  });
  if (app.node.tryGetContext('placeholders') !== 'accepted') refusePlaceholders(settings);
  requireApprovedChange(settings);
  addProgram(app, settings);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(2);
}
