import type { Emulator, EmulatorOptions } from '../emulator/emulator.ts';
import type { AssumedDay } from './assumptions/assumed-day.ts';
import type { PaymentAssumption } from './assumptions/payment-assumption.ts';
import type { Checkpoints } from './days/checkpoints.ts';
import type { Tally } from './days/tally.ts';
import type { ToldEvents } from './days/told-events.ts';
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
  /** What is assumed about payments; null: only those of the input are made. */
  readonly assumption: PaymentAssumption | null;
  readonly outDir: string;
  /** Whether the mails are kept among the results; not those of a `workDir`, where they are anyway. */
  readonly keepsMails: boolean;
  /** A folder for the state of the program after the last day; null: it is not written. */
  readonly exportDir: string | null;
  /** An empty folder for mails, stored objects and logs. Default: a temporary one. */
  readonly workDir?: string;
  /** Continue an interrupted simulation of the same input, if there is one. */
  readonly resume: boolean;
  readonly endpoints: Pick<EmulatorOptions, 'dynamoDbEndpoint' | 'sesEndpoint' | 'interpose'>;
  /**
   * Whether the functions run as they are deployed, with AWS's SDKs over AWS's protocols, as they do with endpoints.
   * Otherwise the services answer in this process: the same results, faster.
   */
  readonly isWire: boolean;
  /** Called with each step. */
  readonly onProgress: (step: ProgressStep) => void;
};

/** A step of a simulation: a day, or something before or after all days. */
export type ProgressStep = { readonly what: string } | { readonly day: string; readonly tally: Tally };

/** A simulation while it runs. */
export type RunningSimulation = Omit<SimulationOptions, 'resume'> & {
  readonly emulator: Emulator;
  readonly tally: Tally;
  readonly checkpoints: Checkpoints;
  readonly assumedDay: AssumedDay;
  readonly told: ToldEvents;
  /** Where the results are written until they are complete. */
  readonly folder: string;
  /** Where the functions write their reports. */
  readonly reportsBucket: string;
};
