import type { Json } from '../../../infra/local/emulator/json.ts';
import type { Execution } from '../../../infra/local/emulator/states/execution.ts';
import type { Program } from '../../workflow/support/program.ts';
import type { Fault } from './fault.ts';

/** One thing that the program does, on a small program of its own. Anniversaries are on 2027-03-01. */
export type Scenario = {
  readonly name: string;
  /** Makes what it begins with. */
  readonly before: (program: Program) => Promise<unknown>;
  /** What is stopped, and done again. */
  readonly act: (program: Program) => Promise<Execution | undefined>;
  /** What goes wrong at every call. Default: everything that can. */
  readonly faults?: readonly Fault[];
  /** Whether what goes wrong does so when its changes are told, and nowhere else. Default: everywhere else. */
  readonly isTelling?: boolean;
  /**
   * Whether it changes objects, so that they are put back before each attempt and are part of its end. Default: it does
   * not.
   */
  readonly changesObjects?: boolean;
  /** Whether it is also explored what happens if its execution ends at a call, and it is begun again by another one. */
  readonly isGivenAgain?: boolean;
  /** The runs that come after it anyway, and settle what it left. */
  readonly after: readonly (readonly [workflow: string, day: string, input?: Json])[];
};
