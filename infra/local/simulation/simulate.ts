import { join } from 'node:path';
import { addDays } from '../../../shared/domain/core/calendar.ts';
import { Emulator } from '../emulator/emulator.ts';
import { MAIL_FOLDER } from '../emulator/services.ts';
import { writeState } from '../present-state/write-state.ts';
import { KEPT_MAILS_FOLDER } from '../viewer/results/result-files.ts';
import { AssumedDay } from './assumptions/assumed-day.ts';
import { Checkpoints } from './days/checkpoints.ts';
import { runDays } from './days/run-days.ts';
import { Tally } from './days/tally.ts';
import { ToldEvents } from './days/told-events.ts';
import { dynamoDbClient } from './dynamodb-client.ts';
import { identityOf } from './input/input-identity.ts';
import { openProgramStore } from './open-program-store.ts';
import type { RunningSimulation, SimulationOptions } from './options.ts';
import { keepMails } from './results/keep-mails.ts';
import { writeReport, writeResults } from './results/write-results.ts';
import { synthesizeProgram } from './synthesize-program.ts';
import { Workspace } from './workspace.ts';

/**
 * Runs the program's workflows day by day and writes the results into `outDir`, all of them or nothing. An interrupted
 * simulation can be resumed, unless it has a `workDir`.
 *
 * @throws UserError if `outDir` cannot hold results; any other error is one of the emulator: failed executions are
 *   results
 */
export async function simulate(options: SimulationOptions): Promise<Tally> {
  const { outDir, resume } = options;
  const input = await identityOf(options);
  const workspace = await (resume ? Workspace.resume(outDir, input) : Workspace.begin(outDir, input));
  const tally = new Tally();
  if (!(await workspace.isComplete)) {
    await runProgram(options, workspace, tally);
    if (options.keepsMails)
      await keepMails(join(workspace.work, MAIL_FOLDER), join(workspace.results, KEPT_MAILS_FOLDER));
    await writeReport(workspace.results, options);
    await workspace.complete(tally.counts);
  }
  const { dynamoDbEndpoint, sesEndpoint } = options.endpoints;
  tally.restore(await workspace.publish(dynamoDbEndpoint !== undefined || sesEndpoint !== undefined));
  return tally;
}

async function runProgram(options: SimulationOptions, workspace: Workspace, tally: Tally): Promise<void> {
  const { configFile, workDir, endpoints, isWire, onProgress } = options;
  onProgress({ what: 'synthesizing the CDK app' });
  const { dynamoDbEndpoint, sesEndpoint } = endpoints;
  const inProcess = !isWire && dynamoDbEndpoint === undefined && sesEndpoint === undefined;
  const assemblyDir = await synthesizeProgram(configFile, { inProcess });
  onProgress({ what: 'starting the stand-ins for AWS' });
  const checkpoints = await Checkpoints.open(workspace.checkpointFile);
  const { last } = checkpoints;
  const told = new ToldEvents();
  const emulator = await Emulator.start({
    assemblyDir,
    workDir: workDir ?? workspace.work,
    durable: workDir === undefined,
    continues: last?.told,
    inProcess,
    ...endpoints,
    tableClient: dynamoDbClient,
    // A Delivery event changes nothing after a Send event: without them there are half as many events.
    mailEvents: () => ['Send'],
    onEventPut: (event) => told.accept(event),
  });
  try {
    const reportsBucket = emulator.nameOf('AWS::S3::Bucket', 'Reports');
    const assumedDay = new AssumedDay(workspace.assumedFile);
    const running = {
      ...options,
      emulator,
      tally,
      checkpoints,
      assumedDay,
      told,
      folder: workspace.results,
      reportsBucket,
    };
    await writeResults(running, await runDays(running));
    if (options.exportDir !== null) await exportState(running, options.exportDir);
  } finally {
    await emulator.stop();
  }
}

/** The state after the last day, as `npm run export` writes that of a deployed program. */
async function exportState({ emulator, input, configFile, period }: RunningSimulation, dir: string): Promise<void> {
  const { config } = input;
  const { store, close } = openProgramStore(emulator, config);
  try {
    const continuesOn = () => addDays(period.to, 1);
    const pace = { itemsPerSecond: Number.POSITIVE_INFINITY, onProgress: () => {} };
    await writeState(dir, { table: store.table, config, configFile, continuesOn, ...pace });
  } finally {
    close();
  }
}
