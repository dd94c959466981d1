/** The option `--stage` of the tools that work on a deployed stage. */
import { readStageSettings, type StageSettings } from '../config.ts';
import { requiredOption, type Values } from '../local/cli/options.ts';
import { UserError } from '../local/simulation/input/user-error.ts';
import { SettingsError } from '../settings-error.ts';

/** The settings of the stage that is named. @throws UserError if there is none of the name, or its file is wrong */
export function stageOption(command: string, values: Values): StageSettings {
  const stage = requiredOption(command, values, 'stage');
  try {
    return readStageSettings({ stage });
  } catch (error) {
    throw error instanceof SettingsError ? new UserError(`${command}: --stage: ${error.message}`) : error;
  }
}
