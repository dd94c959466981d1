import { randomStream } from '../../infra/local/sample/random.ts';
import { readPartnerState } from '../../infra/local/simulation/results/read-partner-state.ts';
import { type ProgramConfig, parseProgramConfig } from '../../shared/domain/config/program-config.ts';
import { type CivilDate, parseCivilDate } from '../../shared/domain/core/calendar.ts';
import type { Store } from '../../shared/store/store.ts';
import { readMemberships } from '../../shared/workflows/reads/memberships.ts';
import type { ModelInput } from '../simulate/model/program.ts';
import { answerName } from '../simulate/model.ts';
import { Calendars } from './checks/calendar-files.ts';
import { checkTried } from './checks/dry-runs.ts';
import { checkExplained } from './checks/explained.ts';
import { checkDay } from './checks/invariants.ts';
import { Told } from './checks/told.ts';
import { checkTrue } from './checks/true-mails.ts';
import { type UncertainNotice, uncertainNotices } from './checks/uncertain-notices.ts';
import { dayAfter } from './input/dates.ts';
import { type Firing, firingsOf, isOverlapDay } from './input/firings.ts';
import { partnerId } from './input/ids.ts';
import { DAYS, type Plan } from './input/plan.ts';
import { inputOf, lastDay } from './input/program-input.ts';
import { Executions } from './run/executions.ts';
import { importAll, importsAgain } from './run/imports.ts';
import { Resends } from './run/resends.ts';
import { Turns } from './run/turns.ts';
import { World } from './run/world.ts';

/** What a program year ended with. */
export type YearResult = {
  readonly input: ModelInput;
  readonly firings: readonly (readonly Firing[])[];
  readonly world: World;
  readonly executions: Executions;
  readonly resends: Resends;
  readonly origins: readonly Origin[];
  readonly states: Awaited<ReturnType<typeof readPartnerState>>[];
  readonly uncertain: readonly UncertainNotice[];
};

type Command = ModelInput['commands'][number];
export type Origin = { partnerId: string; membershipId: string; commitment: object | null; discount: number };

/** Runs a plan day by day. @throws Error for the first invariant that does not hold */
export async function runYear(plan: Plan): Promise<YearResult> {
  const input = inputOf(plan);
  const config = configOf(input);
  const world = new World(config);
  const turns = new Turns(randomStream(1, JSON.stringify(plan.disruptions)));
  const executions = new Executions(world, plan, turns);
  const resends = new Resends(executions);
  const calendars = new Calendars();
  /** The answer of the dry run right before, by the request. */
  const tried = new Map<string, Awaited<ReturnType<Executions['tryCommand']>>>();
  const give = async (command: Command, name: string, isAlone: boolean): Promise<void> => {
    if (command.dryRun) return void tried.set(answerName(command), await executions.tryCommand(command, name));
    const carry = () => executions.command(command, name, isTwice(plan, command));
    await (command.command === 'resend-notice' ? resends.given(command, carry, isAlone) : carry());
    const before = tried.get(answerName(command));
    if (before === undefined) return;
    const done = executions.commands.findLast((each) => each.name === answerName(command));
    checkTried(before, command, done);
  };
  const told = new Told(world, executions.undisturbed().store, randomStream(2, JSON.stringify(plan.disruptions)));
  const firings = firingsOf(plan);
  const partnerIds = plan.partners.map((_, index) => partnerId(index));
  for (let day = 0; day < DAYS; day += 1) {
    const date = civil(dayAfter(plan.from, day));
    executions.begin(date, (firings[day] ?? []).length === 0);
    if (day === 0) await importAll(executions, input);
    const isRace = isOverlapDay(day, plan.overlapEvery) && firings[day]?.length !== 0;
    const isRacing = isRace && plan.races === 'commands';
    const given = input.commands
      .filter(({ on, dryRun }) => on === date && !(isRacing && dryRun))
      .map((command, index) => () => give(command, `${date}-${index}`, !isRacing));
    const racing = isRacing ? given : [];
    const imports = isRace && plan.races === 'imports' ? importsAgain(executions, input) : [];
    if (racing.length === 0) for (const give of given) await give();
    await executions.fireAll(firings[day] ?? [], [...racing, ...imports], plan.previews.includes(day));
    await executions.tell();
    // A command at the same moment can change what a mail that is being sent says.
    const letters = world.letters.splice(0);
    for (const letter of letters) calendars.receive(letter);
    if (racing.length === 0) for (const letter of letters) checkTrue(letter, input.config);
    await checkDay(executions, partnerIds, date, {
      hasRun: (firings[day] ?? []).some(({ asOf }) => asOf === date),
      isRace: racing.length > 0,
    });
    await resends.checkDay(racing.length > 0);
    executions.erasures.checkDay(date);
    await told.checkDay(partnerIds, date);
  }
  told.checkEnd();
  executions.erasures.checkEnd();
  await checkExplained(executions, partnerIds);
  const store = executions.undisturbed().store;
  const states = partnerIds.map((id) => readPartnerState(store, config, id, civil(lastDay(plan))));
  const uncertain = await Promise.all(partnerIds.map((id) => uncertainNotices(store, id)));
  const origins = await Promise.all(partnerIds.map((id) => originsOf(store, id)));
  return {
    ...{ input, firings, world, executions, resends, states: await Promise.all(states) },
    ...{ uncertain: uncertain.flat(), origins: origins.flat() },
  };
}

/** What was recorded when memberships began (R-MEM-5, R-MEM-11, R-MEM-12). */
async function originsOf(store: Store, partnerId: string): Promise<Origin[]> {
  const memberships = await readMemberships(store, partnerId);
  return memberships
    .filter(({ status }) => status.name !== 'moved')
    .map(({ membershipId, origin }) => ({
      partnerId,
      membershipId,
      commitment: origin.kind === 'order' ? origin.commitment : null,
      discount: origin.kind === 'import' ? 0 : origin.discountPercent,
    }));
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
