import { showCheck } from '../account/check.ts';
import { openStage } from '../account/open-stage.ts';
import { stageOption } from '../account/stage-option.ts';
import { stagesIn } from '../config.ts';
import { type OptionTypes, optionError, readOptions } from '../local/cli/options.ts';
import { readProgramFile } from '../read-program-file.ts';
import { deployedStage } from './deployed-stage.ts';
import { runSmokeTest } from './run-smoke-test.ts';

export const HELP = `npm run smoke -- --stage NAME [--patience SECONDS]

Looks whether a stage that is deployed works: imports two partners of its own, runs every workflow dry, sends four mails to
SES's mailbox simulator (success, bounce, complaint), waits until ledger and contacts know what became of them, and removes
everything. Nothing of the program's own data is read or changed. A test that was killed is cleaned up by the next one.

  --stage NAME         the stage: ${stagesIn().join(', ')}, or any other file of infra/stages
  --patience SECONDS   how long events of S3 and SES are waited for; 420 if it is left out: S3's need five minutes after
                       the first deployment

It takes the credentials that the AWS SDKs find; they need to read the stacks, to start executions, to write and remove
objects and items. One at a time. AWS_ENDPOINT_URL leads to an emulator. Exit code 1: something does not work.
`;

const COMMAND = {
  command: 'smoke',
  options: { stage: { type: 'string' }, patience: { type: 'string' } } satisfies OptionTypes,
};

/** @throws UserError for what the user got wrong, and for an account without the stage */
export async function smokeCommand(args: string[]): Promise<void> {
  const values = readOptions(COMMAND, args);
  if (values.help === true) return void process.stdout.write(HELP);
  const patience = Number(values.patience ?? 420);
  if (!(patience > 0 && patience <= 3_600))
    throw optionError('smoke', `--patience: got ${values.patience}; allowed: seconds, a number above 0 and up to 3600`);
  const settings = stageOption('smoke', values);
  const { clients, deployed } = await openStage('smoke', settings);
  try {
    const config = readProgramFile(settings.programConfigFile);
    const isFine = await runSmokeTest(deployedStage(clients, deployed, config, patience * 1_000), showCheck);
    if (!isFine) process.exitCode = 1;
  } finally {
    clients.destroy();
  }
}
