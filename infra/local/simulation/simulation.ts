import { join } from 'node:path';
import { LocalCloud, type LocalCloudOptions, synthesize } from '../cloud/index.ts';
import type { SimulationInput } from './check-input.ts';
import type { Days } from './civil-days.ts';
import { runDays } from './run-days.ts';
import { StagedOutput } from './staged-output.ts';
import { Tally } from './tally.ts';
import { writeReport, writeResults } from './write-results.ts';

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
  /** An empty folder for mails, stored objects and logs. */
  readonly workDir: string;
  readonly endpoints: Pick<LocalCloudOptions, 'dynamoDbEndpoint' | 'sesEndpoint'>;
  /** Told what is being done, again and again. */
  readonly onProgress: (doing: Doing) => void;
}

/** What is being done: a day of the simulation, or something before or after all days. */
export type Doing = { readonly what: string } | { readonly day: string; readonly tally: Tally };

/**
 * Runs the program on its workflows day by day and writes what came of it into `outDir`, all of it or nothing.
 *
 * @throws UserError if `outDir` cannot hold results; anything else is a fault of the stand-in: failed executions are results
 */
export async function simulate(options: SimulationOptions): Promise<Tally> {
  const output = await StagedOutput.begin(options.outDir);
  try {
    const tally = await runProgram(options, output.folder);
    await writeReport(output.folder, options);
    await output.publish();
    return tally;
  } finally {
    await output.discard();
  }
}

/** A simulation that is going on. */
export interface Running extends SimulationOptions {
  readonly cloud: LocalCloud;
  readonly tally: Tally;
  /** Where the results are written until they are complete. */
  readonly folder: string;
  /** Where the functions write their reports. */
  readonly reportsBucket: string;
}

async function runProgram(options: SimulationOptions, folder: string): Promise<Tally> {
  const { configFile, workDir, endpoints, onProgress } = options;
  onProgress({ what: 'synthesizing the CDK app' });
  const assemblyDir = await synthesize({ stage: 'local', programConfigFile: configFile, cacheDir: ASSEMBLIES });
  onProgress({ what: 'starting the stand-ins for AWS' });
  // That a mail was delivered changes nothing that was not known from its sending: half the events do.
  const cloud = await LocalCloud.start({ assemblyDir, workDir, ...endpoints, mailEvents: () => ['Send'] });
  try {
    const reportsBucket = cloud.nameOf('AWS::S3::Bucket', 'Reports');
    const running = { ...options, cloud, tally: new Tally(), folder, reportsBucket };
    await writeResults(running, await runDays(running));
    return running.tally;
  } finally {
    await cloud.stop();
  }
}
