import type { Emulator, EmulatorOptions } from '../emulator/emulator.ts';
import type { Checkpoints } from './days/checkpoints.ts';
import type { Tally } from './days/tally.ts';
import type { DateRange } from './input/civil-days.ts';
import type { SimulationInput } from './input/read-input.ts';

export type SimulationOptions = {
  /** The folder with the import files, every row of them good. */
  readonly dataDir: string;
  readonly input: SimulationInput;
  /** The file that the configuration was read from. */
  readonly configFile: string;
  readonly period: DateRange;
  /** Days on which no schedule fires. */
  readonly outages: readonly DateRange[];
  readonly outDir: string;
  /** An empty folder for mails, stored objects and logs. Default: one that is gone in the end. */
  readonly workDir?: string;
  /** Go on with a simulation of the same input that was interrupted, if there is one. */
  readonly resume: boolean;
  readonly endpoints: Pick<EmulatorOptions, 'dynamoDbEndpoint' | 'sesEndpoint' | 'interpose'>;
  /** Told what is being done, again and again. */
  readonly onProgress: (doing: ProgressStep) => void;
};

/** What is being done: a day of the simulation, or something before or after all days. */
export type ProgressStep = { readonly what: string } | { readonly day: string; readonly tally: Tally };

/** A simulation that is going on. */
export type RunningSimulation = Omit<SimulationOptions, 'resume'> & {
  readonly emulator: Emulator;
  readonly tally: Tally;
  readonly checkpoints: Checkpoints;
  /** Where the results are written until they are complete. */
  readonly folder: string;
  /** Where the functions write their reports. */
  readonly reportsBucket: string;
};
