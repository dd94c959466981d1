import type { BenefitStatus } from '../../../shared/domain/benefits/benefit-status.ts';
import type { ListBenefits, MergePartners } from '../../../shared/domain/commands/command.ts';
import type { CivilDate } from '../../../shared/domain/core/calendar.ts';
import type { Workflow } from '../../../shared/domain/core/workflow.ts';
import { decideMembershipEnd } from '../../../shared/domain/merge/membership-end.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';
import { recordCompletedRun } from '../../../shared/sweep/completed-runs.ts';
import type { PageState } from '../../../shared/sweep/page-state.ts';
import { planSegments } from '../../../shared/sweep/plan-segments.ts';
import type { Run, Segment } from '../../../shared/sweep/run.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import type { Sweep } from '../../../shared/sweep/sweep.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { listBenefits } from '../../../shared/workflows/explain/list-benefits.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { type MergeStep, runMerge } from '../../../shared/workflows/merge/run-merge.ts';
import { assembleBatch } from '../../../shared/workflows/sweeps/assemble-batch.ts';
import { directorySweep } from '../../../shared/workflows/sweeps/directory-sweep.ts';
import { kpiSweep } from '../../../shared/workflows/sweeps/kpi-sweep.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { largeObjects } from '../../large-objects.ts';
import type { ModelInput } from '../../simulate/model/program.ts';
import { answerName } from '../../simulate/model.ts';
import { checkPreview, previewedNotices, withoutTrace } from '../checks/dry-runs.ts';
import { Erasures } from '../checks/erasures.ts';
import type { Firing } from '../input/firings.ts';
import type { Plan } from '../input/plan.ts';
import { LOAD_PARTNER } from '../input/rare-commands.ts';
import { civil } from '../year.ts';
import { Faults } from './faults.ts';
import { loadTrainers } from './imports.ts';
import { type Fault, Process } from './process.ts';
import type { Turns } from './turns.ts';
import type { World, WorldDeps } from './world.ts';

/** Of a run. */
const SEGMENTS = 2;
const SETTLING_SECONDS = 120;
const MERGE_WAIT_SECONDS = 150;

/** The answer to a command. */
export type DoneCommand = {
  /** Its day and request. */
  readonly name: string;
  readonly command: Record<string, string>;
  readonly outcome: 'done' | 'refused';
  readonly cycle: number | null;
  readonly membershipId: string | null;
};

type Outcome = Pick<DoneCommand, 'outcome' | 'membershipId' | 'cycle'>;

export type Execution = {
  readonly asOf: CivilDate;
  readonly runId: string;
};

/** Runs a day's executions as the state machines do: with retries, in processes that can be stopped. */
export class Executions {
  readonly faults: Faults;
  readonly world: World;
  /** Notices whose answer never came, or whose event: they may have been sent twice. */
  readonly doubtful = new Set<string>();
  readonly commands: DoneCommand[] = [];
  /** What `list-benefits` listed, by the day and request. */
  readonly lists: Record<string, readonly BenefitStatus[]> = {};
  readonly erasures: Erasures;
  /** How often operators have sent each notice again. */
  readonly resent = new Map<string, number>();
  count = 0;
  readonly #plan: Plan;
  readonly #turns: Turns;
  #today: CivilDate = civil('2000-01-01');
  #isQuiet = false;
  /** Seconds of the day. */
  #clock = 0;
  #toldEvents = 0;
  /** Events that come on a later day. */
  readonly #late: MailEvent[] = [];

  constructor(world: World, plan: Plan, turns: Turns) {
    this.world = world;
    this.erasures = new Erasures(world);
    this.#plan = plan;
    this.#turns = turns;
    this.faults = new Faults(plan.faults);
  }

  /** @param isQuiet no schedule fires on the day */
  begin(today: CivilDate, isQuiet: boolean): void {
    this.#today = today;
    this.#isQuiet = isQuiet;
    this.#clock = 0;
    this.world.events.push(...this.#late.splice(0));
  }

  get today(): CivilDate {
    return this.#today;
  }

  /** The services without faults. */
  undisturbed(): WorldDeps {
    return this.world.depsFor(
      new Process(
        new Map(),
        async () => {},
        () => {},
      ),
    );
  }

  /** One execution of one step. */
  run<T>(step: (deps: WorldDeps, execution: Execution) => Promise<T>): Promise<T> {
    const execution = { asOf: this.#today, runId: `e-${this.count}` };
    return this.#step(this.#begin(), (deps) => step(deps, execution));
  }

  /** @param twice the same command comes a second time, at once */
  async command(given: ModelInput['commands'][number], name: string, twice: boolean): Promise<void> {
    const { on: _on, ...content } = given;
    if (content.command === LOAD_PARTNER) return this.#loadPartner(given);
    const command = parsedCommand(content);
    if (command.command === 'list-benefits') return this.#list(command, answerName(given));
    const carry = (runId: string) => async (): Promise<void> => {
      const done = await this.#carryOut(command, runId);
      this.commands.push({ name: answerName(given), command: content, ...done });
      this.erasures.note(content, done.outcome, this.#today);
    };
    if (twice) await this.#turns.together([carry(`c-${name}`), carry(`c-${name}-again`)]);
    else await carry(`c-${name}`)();
  }

  /** The same command as a dry run: it answers, and leaves nothing behind (R-OPS-3). */
  async tryCommand(given: ModelInput['commands'][number], name: string): Promise<Outcome> {
    const { on: _on, ...content } = given;
    const command = parsedCommand(content);
    if (command.command === 'list-benefits') throw new Error('nothing to try');
    return withoutTrace(this.world, JSON.stringify(content), () => this.#carryOut(command, `t-${name}`));
  }

  /** A row that is rejected changes nothing. */
  async #loadPartner(given: ModelInput['commands'][number]): Promise<void> {
    const isLoaded = await loadTrainers(this, given);
    const outcome = isLoaded ? 'done' : 'refused';
    this.commands.push({ name: answerName(given), command: given, outcome, cycle: null, membershipId: null });
  }

  async #list({ partnerId, membershipId }: ListBenefits, name: string): Promise<void> {
    const { store, config } = this.undisturbed();
    const { benefits } = await listBenefits(store, config, { partnerId, membershipId }, this.#today);
    this.lists[name] = benefits;
  }

  #carryOut(command: ChangingCommand | MergePartners, runId: string): Promise<Outcome> {
    if (command.command !== 'merge-partners') return this.#execute(command, runId);
    const { into, from, dryRun = false } = command;
    return this.#merge({ into, from, dryRun }, runId);
  }

  #execute(command: ChangingCommand, runId: string): Promise<Outcome> {
    const call = { asOf: this.#today, runId, now: this.#now(), commandId: commandIdOf(command, this.#today) };
    const faults = this.#begin();
    // A mail that it leaves open goes out with the next run, days later: right, but not the model's year.
    if (this.#isQuiet) faults.clear();
    return this.#step(faults, async (deps) => {
      const { outcome, membershipId, cycle } = await executeCommand(command, call, deps);
      return { outcome, membershipId, cycle };
    });
  }

  /** Step after step, with a wait where the state machine waits until others have ended. */
  async #merge(input: { into: string; from: string; dryRun: boolean }, execution: string): Promise<Outcome> {
    const faults = this.#begin();
    let state: MergeStep['state'] = { input, execution, startedAt: this.#now(), progress: null };
    for (;;) {
      const step = { state, now: this.#now() };
      const { wait, done, output, cause, ...next } = await this.#step(faults, (deps) => runMerge(step, deps, () => 0));
      if (cause !== null) throw new Error(cause);
      if (done) return { outcome: output?.outcome as Outcome['outcome'], membershipId: null, cycle: null };
      state = next;
      if (!wait) continue;
      await this.#turns.timePasses();
      this.#clock += MERGE_WAIT_SECONDS;
    }
  }

  /** @param others what runs at the same moment as the first of them */
  async fireAll(firings: readonly Firing[], others: readonly (() => Promise<void>)[], isTried: boolean): Promise<void> {
    const [first, ...later] = firings;
    if (first !== undefined)
      await this.#turns.together([() => this.#fire(first, isTried && others.length === 0), ...others]);
    for (const firing of later) await this.#fire(firing, isTried);
  }

  /** A dry run of a sweep. @returns the notices that it says would be sent */
  async #preview(run: Run): Promise<string[]> {
    // What is told while it waits would count as its own.
    await this.tell();
    return withoutTrace(this.world, run.runId, async () => {
      const faults = this.#begin();
      let failed = 0;
      for (const segment of this.#segments(run)) failed += await this.#segment(run, segment, faults);
      if (failed > 0) throw new Error(`${run.runId}: ${failed} failed`);
      return previewedNotices(this.world, run.runId);
    });
  }

  async #fire({ workflow, phase, asOf, how }: Firing, isTried = false): Promise<void> {
    const runOf = (suffix: string, dryRun = false): Run => ({
      runId: `${workflow}-${phase}-${asOf}-${this.#today}${suffix}`,
      workflow,
      asOf: civil(asOf),
      dryRun,
      isPartial: false,
      startedAt: this.#now(),
      reason: null,
      phase,
    });
    const sweep = (suffix: string) => () => this.#sweep(runOf(suffix));
    const preview = isTried ? await this.#preview(runOf('-tried', true)) : null;
    const mailed = this.world.mails.length;
    if (how === 'at-once') await this.#turns.together([sweep(''), sweep('-again')]);
    else await sweep('')();
    if (how === 'twice') await sweep('-again')();
    if (preview !== null) checkPreview(preview, this.world.mails.slice(mailed), this.doubtful);
    this.#clock += 3_600;
  }

  /** Publishes the SES events that are still to come, by the plan. */
  async tell(): Promise<void> {
    const { events } = this.world;
    while (this.#toldEvents < events.length) {
      // Taken before anything is awaited: others may tell at the same time.
      const number = this.#toldEvents++;
      const event = events[number] as MailEvent;
      const disruption = this.#plan.events.find(({ mail }) => mail === number)?.what;
      if (disruption === 'lost' || disruption === 'late') this.doubtful.add(event.noticeId);
      if (disruption === 'late') this.#late.push(event);
      const times = disruption === 'twice' ? 2 : disruption === undefined ? 1 : 0;
      for (let time = 0; time < times; time += 1) {
        const call = { runId: `event-${number}`, now: this.#now(), asOf: this.#today };
        await this.#step(this.#begin(), (deps) => processMailEvent(event, call, deps));
      }
    }
  }

  #begin(): Map<number, Fault> {
    this.count += 1;
    return this.faults.next();
  }

  #now(): string {
    return new Date(Date.parse(`${this.#today}T06:00:00Z`) + this.#clock * 1_000).toISOString();
  }

  #step<T>(faults: Map<number, Fault>, perform: (deps: WorldDeps) => Promise<T>): Promise<T> {
    return this.faults.step(
      faults,
      this.#turns,
      (process) => perform(this.world.depsFor(process)),
      (calls) => {
        for (const call of calls) this.doubtful.add(call);
      },
    );
  }

  async #sweep(run: Run): Promise<void> {
    const faults = this.#begin();
    let failed = 0;
    for (const segment of this.#segments(run)) failed += await this.#segment(run, segment, faults);
    if (failed > 0) throw new Error(`${run.runId}: ${failed} failed: ${this.#failures(run).join(' ')}`);
    await this.#step(faults, async ({ store, reports }) => {
      await assembleBatch(store, largeObjects(reports), run);
      await recordCompletedRun(store, run);
    });
  }

  /** The lines of its report that say why. */
  #failures({ runId }: Run): string[] {
    const parts = [...this.world.objects].filter(([key]) => key.includes(`/${runId}/part-`)).map(([, text]) => text);
    return parts.flatMap((text) => text.split('\n')).filter((line) => /"what":"(notice-)?failed"/.test(line));
  }

  #segments(run: Run): Segment[] {
    return planSegments(run, this.world.shards, SEGMENTS);
  }

  /** Page after page; then, if anything is unsettled, two minutes later and in the same way, what is left. */
  async #segment(run: Run, segment: Segment, faults: Map<number, Fault>): Promise<number> {
    let state: PageState = { run, segment, mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null };
    for (;;) {
      const input = { state, now: this.#now() };
      const page = await this.#step(faults, (deps) => runPages(workOf(run.workflow, deps), input, () => 0));
      if (page.done && !page.needsSettling) return page.totals?.failed ?? 0;
      state = page;
      if (!page.needsSettling) continue;
      state = { ...page, mode: 'settle', page: 0, cursor: null, settleBefore: this.#now() };
      await this.#turns.timePasses();
      this.#clock += SETTLING_SECONDS;
      await this.tell();
    }
  }
}

/** What can be carried out; what only explains is not given. */
function parsedCommand(content: Record<string, unknown>): ChangingCommand | MergePartners | ListBenefits {
  const parsed = parseCommand(content);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { command } = parsed;
  if (command.command === 'explain' || command.command === 'explain-kpi-discrepancy')
    throw new Error('nothing to carry out');
  return command;
}

function workOf(workflow: Workflow, deps: WorldDeps): Sweep<never> {
  const works: Record<Workflow, () => unknown> = {
    'kpi-refresh': () => kpiSweep(deps),
    'directory-submission': () => directorySweep(deps),
    'renewal-notices': () => membershipSweep({ workflow: 'renewal-notices', decide: decideDailyNotices }, deps),
    'grace-expiry': () => membershipSweep({ workflow: 'grace-expiry', decide: decideMembershipEnd }, deps),
  };
  return works[workflow]() as Sweep<never>;
}
