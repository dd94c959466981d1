import { randomStream } from '../../infra/local/sample/random.ts';
import { readPartnerState } from '../../infra/local/simulation/results/read-partner-state.ts';
import { type ProgramConfig, parseProgramConfig } from '../../shared/domain/config/program-config.ts';
import { type CivilDate, parseCivilDate } from '../../shared/domain/core/calendar.ts';
import type { ModelInput } from '../simulate/model/program.ts';
import { checkExplained } from './checks/explained.ts';
import { checkDay } from './checks/invariants.ts';
import { checkTrue } from './checks/true-mails.ts';
import { type UncertainNotice, uncertainNotices } from './checks/uncertain-notices.ts';
import { dayAfter } from './input/dates.ts';
import { type Firing, firingsOf, isOverlapDay } from './input/firings.ts';
import { partnerId } from './input/ids.ts';
import { DAYS, type Plan } from './input/plan.ts';
import { inputOf, lastDay } from './input/program-input.ts';
import { Executions } from './run/executions.ts';
import { importAll, importsAgain } from './run/imports.ts';
import { Turns } from './run/turns.ts';
import { World } from './run/world.ts';

/** What a program year ended with. */
export type YearResult = {
  readonly input: ModelInput;
  readonly firings: readonly (readonly Firing[])[];
  readonly world: World;
  readonly executions: Executions;
  readonly states: Awaited<ReturnType<typeof readPartnerState>>[];
  readonly uncertain: readonly UncertainNotice[];
};

/** Runs a plan day by day. @throws Error for the first invariant that does not hold */
export async function runYear(plan: Plan): Promise<YearResult> {
  const input = inputOf(plan);
  const config = configOf(input);
  const world = new World(config);
  const turns = new Turns(randomStream(1, JSON.stringify(plan.disruptions)));
  const executions = new Executions(world, plan, turns);
  const firings = firingsOf(plan);
  const partnerIds = plan.partners.map((_, index) => partnerId(index));
  for (let day = 0; day < DAYS; day += 1) {
    const date = civil(dayAfter(plan.from, day));
    executions.begin(date, (firings[day] ?? []).length === 0);
    if (day === 0) await importAll(executions, input);
    const given = input.commands
      .filter(({ on }) => on === date)
      .map((command, index) => () => executions.command(command, `${date}-${index}`, isTwice(plan, command)));
    const isRace = isOverlapDay(day, plan.overlapEvery) && firings[day]?.length !== 0;
    const racing = isRace && plan.races === 'commands' ? given : [];
    const imports = isRace && plan.races === 'imports' ? importsAgain(executions, input) : [];
    if (racing.length === 0) for (const give of given) await give();
    await executions.fireAll(firings[day] ?? [], [...racing, ...imports]);
    await executions.tell();
    // A command at the same moment can change what a mail that is being sent says.
    const letters = world.letters.splice(0);
    if (racing.length === 0) for (const letter of letters) checkTrue(letter, input.config);
    await checkDay(executions, partnerIds, date, {
      hasRun: (firings[day] ?? []).some(({ asOf }) => asOf === date),
      isRace: racing.length > 0,
    });
  }
  await checkExplained(executions, partnerIds);
  const store = executions.undisturbed().store;
  const states = partnerIds.map((id) => readPartnerState(store, config, id, civil(lastDay(plan))));
  const uncertain = await Promise.all(partnerIds.map((id) => uncertainNotices(store, id)));
  return { input, firings, world, executions, states: await Promise.all(states), uncertain: uncertain.flat() };
}

function configOf(input: ModelInput): ProgramConfig {
  const parsed = parseProgramConfig(input.config);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

const isTwice = (plan: Plan, { requestId }: { requestId: string }): boolean =>
  plan.commands[Number(requestId.slice(2))]?.twice ?? false;

export function civil(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new Error(`${text} is no date`);
  return date;
}
