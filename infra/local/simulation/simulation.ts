import { join } from 'node:path';
import { LocalCloud, type LocalCloudOptions, synthesize } from '../emulator/index.ts';
import { Checkpoints } from './days/checkpoints.ts';
import { runDays } from './days/run-days.ts';
import { Tally } from './days/tally.ts';
import type { SimulationInput } from './input/check-input.ts';
import type { Days } from './input/civil-days.ts';
import { identityOf } from './input/input-identity.ts';
import { writeReport, writeResults } from './results/write-results.ts';
import { Workspace } from './workspace.ts';

const ASSEMBLIES = join(import.meta.dirname, '../../../.cache/assemblies');

export interface SimulationOptions {
  /** The folder with the import files, every row of them good. */
  readonly dataDir: string;
  readonly input: SimulationInput;
  /** The file that the configuration was read from. */
  readonly configFile: string;
  readonly period: Days;
  /** Days on which no schedule fires. */
  readonly outages: readonly Days[];
  readonly outDir: string;
  /** An empty folder for mails, stored objects and logs. Default: one that is gone in the end. */
  readonly workDir?: string;
  /** Go on with a simulation of the same input that was interrupted, if there is one. */
  readonly resume: boolean;
  readonly endpoints: Pick<LocalCloudOptions, 'dynamoDbEndpoint' | 'sesEndpoint'>;
  /** Told what is being done, again and again. */
  readonly onProgress: (doing: Doing) => void;
}

/** What is being done: a day of the simulation, or something before or after all days. */
export type Doing = { readonly what: string } | { readonly day: string; readonly tally: Tally };

/**
 * Runs the program on its workflows day by day and writes what came of it into `outDir`, all of it or nothing. What is
 * interrupted can be resumed, unless it was told to work in a folder of its own.
 *
 * @throws UserError if `outDir` cannot hold results; anything else is a fault of the stand-in: failed executions are results
 */
export async function simulate(options: SimulationOptions): Promise<Tally> {
  const { outDir, resume } = options;
  const input = await identityOf(options);
  const workspace = await (resume ? Workspace.resume(outDir, input) : Workspace.begin(outDir, input));
  const tally = new Tally();
  if (!(await workspace.isComplete)) {
    await runProgram(options, workspace, tally);
    await writeReport(workspace.results, options);
    await workspace.complete(tally.counts);
  }
  const { dynamoDbEndpoint, sesEndpoint } = options.endpoints;
  tally.restore(await workspace.publish(dynamoDbEndpoint !== undefined || sesEndpoint !== undefined));
  return tally;
}

/** A simulation that is going on. */
export interface Running extends Omit<SimulationOptions, 'resume'> {
  readonly cloud: LocalCloud;
  readonly tally: Tally;
  readonly checkpoints: Checkpoints;
  /** Where the results are written until they are complete. */
  readonly folder: string;
  /** Where the functions write their reports. */
  readonly reportsBucket: string;
}

async function runProgram(options: SimulationOptions, workspace: Workspace, tally: Tally): Promise<void> {
  const { configFile, workDir, endpoints, onProgress } = options;
  onProgress({ what: 'synthesizing the CDK app' });
  const assemblyDir = await synthesize({ stage: 'local', programConfigFile: configFile, cacheDir: ASSEMBLIES });
  onProgress({ what: 'starting the stand-ins for AWS' });
  const checkpoints = await Checkpoints.open(workspace.checkpointFile);
  const { last } = checkpoints;
  const cloud = await LocalCloud.start({
    assemblyDir,
    workDir: workDir ?? workspace.work,
    durable: workDir === undefined,
    continues: last && { toldMails: last.toldMails },
    ...endpoints,
    // That a mail was delivered changes nothing that was not known from its sending: half the events do.
    mailEvents: () => ['Send'],
  });
  try {
    const reportsBucket = cloud.nameOf('AWS::S3::Bucket', 'Reports');
    const running = { ...options, cloud, tally, checkpoints, folder: workspace.results, reportsBucket };
    await writeResults(running, await runDays(running));
  } finally {
    await cloud.stop();
  }
}
