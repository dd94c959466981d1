import type { Raw } from '../../workflow/support/stored-items.ts';
import { type EndState, endStateOf } from './end-state.ts';
import { type Fault, TELLER } from './fault.ts';
import type { FaultyProgram } from './faulty-program.ts';
import type { Scenario } from './scenario.ts';

/** How often an operator, or the next schedule, starts what failed anew. */
const STARTS = 3;

export type Explored = {
  readonly end: EndState;
  /** What was called while faults could happen. */
  readonly calls: readonly string[];
};

/** What a scenario begins with. */
export async function prepare({ program, line }: FaultyProgram, scenario: Scenario): Promise<Raw[]> {
  line.begin();
  await program.clear();
  if (scenario.changesObjects) await program.removeObjects();
  await scenario.before(program);
  if (scenario.changesObjects) await program.keepObjects();
  return program.items.all();
}

/** Does a scenario with these faults: again where it failed, and then what comes after it anyway. */
export async function explore(
  { program, line, heard }: FaultyProgram,
  scenario: Scenario,
  beginning: readonly Raw[],
  faults: ReadonlyMap<number, Fault> = new Map(),
  endsExecution = false,
): Promise<Explored> {
  line.begin();
  await program.items.restore(beginning);
  if (scenario.changesObjects) await program.restoreObjects();
  program.mail.clear();
  await program.emulator.settled();
  heard.length = 0;
  const isCounted = (call: string): boolean => call.startsWith(TELLER) === (scenario.isTelling ?? false);
  line.begin(faults, endsExecution, isCounted);
  for (let start = 1; start <= STARTS; start += 1) {
    line.goOn();
    const ended = await scenario.act(program);
    if (ended === undefined || ended.status === 'SUCCEEDED') break;
  }
  // What of the mail service's events was taken in vain comes again, before the next day's runs.
  await program.emulator.emptyQueues();
  await program.emulator.settled();
  const calls = [...line.calls];
  line.begin();
  for (const [workflow, day, input] of scenario.after) {
    const ended = await program.run(workflow, day, input);
    if (ended.status !== 'SUCCEEDED') throw new Error(`${workflow} on ${day}: ${ended.error}: ${ended.cause}`);
  }
  await program.emulator.settled();
  return { end: await endStateOf(program, heard, scenario.changesObjects), calls };
}
