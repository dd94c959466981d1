import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import type { Ledger, NoticeEntry, NoticeState, StageRecord } from '../../../shared/domain/notices/notice-state.ts';
import { isAtRiskKey } from '../../../shared/domain/renewal/at-risk-notice.ts';
import { partnerPartition } from '../../../shared/store/keys.ts';
import { readPresentName } from '../../../shared/workflows/reads/merged/present-name.ts';
import type { Resent } from '../../simulate/model/notices/resend.ts';
import type { ModelInput } from '../../simulate/model/program.ts';
import { answerName } from '../../simulate/model.ts';
import type { Executions } from './executions.ts';

type Command = ModelInput['commands'][number];

/** What operators have sent again, and what of it the model cannot know. */
export class Resends {
  /** By the day and request. */
  readonly found = new Map<string, Resent>();
  readonly #executions: Executions;
  /** How many copies there were of what was sent again today. */
  readonly #today = new Map<string, number>();

  constructor(executions: Executions) {
    this.#executions = executions;
  }

  /** @param give gives the command; @param isAlone nothing else runs at the moment */
  async given(command: Command, give: () => Promise<void>, isAlone: boolean): Promise<void> {
    const { world, commands } = this.#executions;
    const ledgers = await this.#ledgers(command);
    const before = entriesOf(ledgers);
    const copies = new Map(world.copies);
    await give();
    const entries = entriesOf(await this.#ledgers(command)).filter(isNewTo(before));
    const answer = commands.findLast(({ name }) => name === answerName(command));
    const isDone = answer?.outcome === 'done';
    const isOfCommand = entries.filter(({ resentBy }) => resentBy.includes(`R-${command.requestId}`));
    const byNotice = new Map(isOfCommand.map((each) => [each.entry.noticeId, each]));
    const again = isDone ? [...byNotice.values()] : [];
    for (const { noticeId } of again.map(({ entry }) => entry)) {
      this.#today.set(noticeId, copies.get(noticeId) ?? 0);
      const { resent } = this.#executions;
      resent.set(noticeId, (resent.get(noticeId) ?? 0) + 1);
    }
    if (!isAlone) return;
    this.found.set(answerName(command), {
      risks: risksOf(ledgers[0] ?? {}),
      isUncertain: entriesOf(ledgers.slice(0, 1)).some(
        ({ entry }) => !['sent', 'skipped'].includes(entry.state.status),
      ),
      isDone,
      kind: again[0]?.entry.kind ?? null,
      stage: again[0]?.stage ?? null,
      to: again.map(({ entry }) => entry.to.toLowerCase()),
    });
  }

  /**
   * Exactly one more copy of each. What a command beside the runs left open, since it was stopped after them, goes out
   * with the next run; what one left without an answer, and whose cycle is paid before that run, is uncertain.
   * @throws Error naming the one of which there are others
   */
  async checkDay(isRace: boolean): Promise<void> {
    const { world, doubtful } = this.#executions;
    for (const [noticeId, before] of this.#today) {
      const more = (world.copies.get(noticeId) ?? 0) - before;
      if (doubtful.has(noticeId) || more === 1 || (isRace && more === 0)) continue;
      if (more !== 0 || !(await this.#isUncertain(noticeId)))
        throw new Error(`${noticeId} was sent again, and there are ${more} more copies (R-NOT-2)`);
    }
    this.#today.clear();
  }

  async #isUncertain(noticeId: string): Promise<boolean> {
    const { partnerId = '', subject: membershipId = '' } = parseNoticeId(noticeId) ?? {};
    const entries = entriesOf(await this.#ledgers({ partnerId, membershipId }));
    return entries.some(({ entry }) => entry.noticeId === noticeId && isUnanswered(entry.state));
  }

  /** That of the membership, and those of closed cycles: a payment at the same moment may have closed this one. */
  async #ledgers({ partnerId, membershipId }: Pick<Command, 'partnerId' | 'membershipId'>): Promise<Ledger[]> {
    const { store } = this.#executions.undisturbed();
    const name = await readPresentName(store, { partnerId, membershipId });
    const stored = await store.memberships.get(name);
    const ledgers = [stored?.value.notices ?? {}, stored?.value.closing?.notices ?? {}];
    for await (const { value } of store.cycles.list(partnerPartition(name.partnerId), 'CYCLE#'))
      ledgers.push(value.notices);
    return ledgers;
  }
}

/** `uncertain`, or will be with the next run: it was tried twice, and both times no answer came. */
const isUnanswered = (state: NoticeState): boolean =>
  state.status === 'uncertain' || (state.status === 'claimed' && state.attempt > 1);

/** The notices that the renewal is at risk, with the copies that were sent. */
const risksOf = (ledger: Ledger): Resent['risks'] =>
  Object.entries(ledger)
    .filter(([key]) => isAtRiskKey(key))
    .map(([, { decidedOn, notices }]) => ({
      on: decidedOn,
      copies: notices.flatMap(({ noticeId, to, state }) => {
        const { partnerId = '', subject: membershipId = '' } = parseNoticeId(noticeId) ?? {};
        return state.status === 'sent' ? [{ to: to.toLowerCase(), on: state.on, partnerId, membershipId }] : [];
      }),
    }));

type Entry = { key: string; stage: number | null; resentBy: readonly string[]; entry: NoticeEntry };

const entriesOf = (ledgers: readonly Ledger[]): Entry[] =>
  ledgers
    .flatMap(Object.entries<StageRecord>)
    .flatMap(([key, { stage, notices, resentBy = [] }]) => notices.map((entry) => ({ key, stage, resentBy, entry })));

const isNewTo =
  (before: readonly Entry[]) =>
  ({ entry }: Entry): boolean =>
    !before.some((each) => JSON.stringify(each.entry) === JSON.stringify(entry));
