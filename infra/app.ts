import { App } from 'aws-cdk-lib';
import { stageSettings } from './config.ts';
import { addProgram } from './program.ts';
import { SettingsError } from './settings-error.ts';

const app = new App();
try {
  const settings = stageSettings({
    stage: app.node.tryGetContext('stage'),
    programConfigFile: app.node.tryGetContext('programConfigFile'),
  });
  addProgram(app, settings);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(2);
}
