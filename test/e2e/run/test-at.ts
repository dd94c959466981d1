import { join } from 'node:path';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { readProgramFile } from '../../../infra/read-program-file.ts';
import { clientsFor } from '../aws/clients.ts';
import type { Target } from '../aws/target.ts';
import { tryExamples } from '../examples/examples.ts';
import type { E2eOptions } from '../options.ts';
import { rehearseRestore } from '../restore/restore.ts';
import { commandsToday } from '../today/commands.ts';
import { exportState } from '../today/export.ts';
import { importToday } from '../today/import.ts';
import { mailEvents } from '../today/mail-events.ts';
import { fireSchedules, pauseSchedules } from '../today/schedules.ts';
import { smokeTest } from '../today/smoke.ts';
import { sweepToday } from '../today/sweeps.ts';
import { earlierVersion, rollBack } from '../upgrade/earlier-release.ts';
import { compareCase } from '../worked-case/compare.ts';
import { runEmbedded } from '../worked-case/embedded.ts';
import { runCase } from '../worked-case/run.ts';
import type { Checks } from './checks.ts';
import type { Context } from './context.ts';
import { deployAll } from './deploy.ts';
import { redeploy } from './redeploy.ts';
import { destroyAll } from './remove.ts';
import { Steps } from './steps.ts';

/** The whole test at an endpoint; whatever happens, the stacks are destroyed in the end. */
export async function testAt(target: Target, { workedCase, parts }: E2eOptions, checks: Checks): Promise<void> {
  const context: Context = { clients: clientsFor(target), checks };
  const steps = new Steps(checks);
  // On the other core meanwhile; what goes wrong with it comes up where it is waited for.
  const embedded = parts === 'all' ? runEmbedded(workedCase) : null;
  embedded?.catch(() => {});
  try {
    const config = join(workedCase.inputDir, 'program.json');
    const deployed = await steps.require('deploy', () => deployAll(context, config));
    if (embedded !== null)
      await steps.run('worked-case', async () => {
        const expected = await embedded;
        await runCase(context, deployed, workedCase, expected);
        await compareCase(context, deployed, workedCase, expected);
      });
    await testAsOperator(context, deployed, steps, config);
  } catch {
    // Counted and told already: there is nothing to go on with.
  } finally {
    await steps.run('destroy', () => destroyAll(context));
    context.clients.destroy();
  }
}

/** What operators and AWS do on the real day, with data of their own beside that of the worked case. */
async function testAsOperator(context: Context, deployed: Deployed, steps: Steps, configFile: string): Promise<void> {
  const schedules = await steps.require('pause', () => pauseSchedules(context));
  await steps.require('import', () => importToday(context, deployed));
  await steps.run('sweeps', () => sweepToday(context, deployed));
  await steps.run('commands', () => commandsToday(context, deployed));
  await steps.run('examples', () => tryExamples(context, deployed));
  await steps.run('schedules', () => fireSchedules(context, deployed, schedules));
  const config = readProgramFile(configFile);
  await steps.run('mail-events', () => mailEvents(context, deployed, config));
  await steps.run('smoke', () => smokeTest(context, deployed, config));
  await steps.run('export', () => exportState(context, deployed, configFile));
  await steps.run('redeploy', () => redeploy(context, deployed, configFile));
  await steps.run('restore', () => rehearseRestore(context, deployed, configFile, config));
  await steps.run('roll-back', () => rollBack(context, deployed, earlierVersion()));
}
