/**
 * The smoke test of a deployed stage (docs/decisions/0039-smoke-test.md): every workflow runs dry, one sends, and what
 * SES tells of the mails comes back into the ledger. Nothing of it is left, and nothing else is touched.
 */
import { isDeepStrictEqual } from 'node:util';
import { civilDateIn } from '../../shared/domain/core/calendar.ts';
import { WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import type { NoticeState } from '../../shared/domain/notices/notice-state.ts';
import { SMOKE_TEST_FOLDER } from '../../shared/import/checks/smoke-test.ts';
import { fileNameOf } from '../../shared/import/files.ts';
import type { Check } from '../account/check.ts';
import type { Ended } from '../account/executions.ts';
import type { WorkflowName } from '../constructs/workflow-context.ts';
import { begin, cleanUp, NAME_PREFIX } from './clean-up.ts';
import { filesOf, MEMBERSHIP_ID, PARTNER_IDS, PARTNERS, type SmokePartner } from './partners.ts';
import type { Stage } from './stage.ts';

const REASON = 'smoke test';

/** @param tell called with each check as it is made @returns whether all of them hold */
export async function runSmokeTest(stage: Stage, tell: (check: Check) => void): Promise<boolean> {
  let allHold = true;
  const test = new SmokeTest(stage, (check) => {
    allHold &&= check.holds;
    tell(check);
  });
  const left = await cleanUp(stage);
  if (left > 0) tell({ what: `what a smoke test had left that was killed is removed (${left} items)`, holds: true });
  try {
    await test.run();
  } finally {
    await cleanUp(stage);
    await test.nothingIsLeft();
  }
  return allHold;
}

class SmokeTest {
  readonly #stage: Stage;
  readonly #tell: (check: Check) => void;
  /** Its executions have it in their names. */
  readonly #id: string;
  #executions = 0;

  constructor(stage: Stage, tell: (check: Check) => void) {
    this.#stage = stage;
    this.#tell = tell;
    this.#id = stage.now().replaceAll(/\D/g, '').slice(0, 14);
  }

  /** What comes first is needed by what comes later: the first check that does not hold ends it. */
  async run(): Promise<void> {
    const { now, config } = this.#stage;
    const today = civilDateIn(now(), config.timeZone);
    await begin(this.#stage, today);
    for (const [kind, text] of filesOf(today, config.noticeStages)) {
      const key = `${SMOKE_TEST_FOLDER}${this.#id}/${fileNameOf(kind)}`;
      const ended = await this.#stage.importFile(kind, key, text);
      const counts = ended && { loaded: ended.output?.loaded, rejected: ended.output?.rejected };
      const loaded = text.trimEnd().split('\n').length - 1;
      if (!this.#equal(`the upload of ${fileNameOf(kind)} is imported`, counts, { loaded, rejected: 0 })) return;
    }
    if (!(await this.#runsDry())) return;
    if (!(await this.#sends())) return;
    for (const partner of PARTNERS) await this.#isTold(partner);
    const again = await this.#execute('renewal-notices', { partnerIds: PARTNER_IDS, reason: REASON });
    this.#equal('sends nothing twice', again.output?.acted ?? causeOf(again), 0);
  }

  async nothingIsLeft(): Promise<void> {
    const { partners } = this.#stage.store;
    const left = await partners.getAll(PARTNER_IDS.map((partnerId) => ({ partnerId })));
    const objects = await Promise.all([
      this.#stage.objects.imports.keys(SMOKE_TEST_FOLDER),
      this.#stage.objects.reports.keys('smoke-test/'),
    ]);
    this.#equal('nothing of it is left', [left.length, ...objects.flat()], [0]);
  }

  async #runsDry(): Promise<boolean> {
    const input = { partnerIds: PARTNER_IDS, dryRun: true, reason: REASON };
    for (const workflow of WORKFLOWS) {
      const ended = await this.#execute(workflow, input);
      if (!this.#equal(`${workflow} runs dry`, ended.output?.failed ?? causeOf(ended), 0)) return false;
    }
    const [into, from] = PARTNER_IDS;
    const commands = [
      { command: 'record-profile-review', partnerId: into, reviewedOn: '2020-01-01', by: REASON, dryRun: true },
      { command: 'explain', partnerId: into },
      { command: 'merge-partners', into, from, dryRun: true },
    ];
    for (const command of commands) {
      const ended = await this.#execute('partner-command', command);
      if (!this.#equal(`the command ${command.command} runs dry`, ended.status, 'SUCCEEDED', causeOf(ended)))
        return false;
    }
    return true;
  }

  async #sends(): Promise<boolean> {
    const ended = await this.#execute('renewal-notices', { partnerIds: PARTNER_IDS, reason: REASON });
    const { acted, failed, uncertain } = ended.output ?? {};
    const expected = { acted: PARTNER_IDS.length, failed: 0, uncertain: 0 };
    const got = ended.output ? { acted, failed, uncertain } : causeOf(ended);
    return this.#equal('renewal-notices sends to the mailbox simulator', got, expected);
  }

  /** What SES tells of its mails arrives, and is what its Developer Guide says. */
  async #isTold(partner: SmokePartner): Promise<void> {
    const { partnerId, ledger, unreachable } = partner;
    await this.#stage.until(
      async () => isDeepStrictEqual(await this.#seenOf(partner), { ledger, unreachable }) || undefined,
    );
    this.#equal(`${partnerId}: ledger and contacts know what SES told`, await this.#seenOf(partner), {
      ledger,
      unreachable,
    });
  }

  async #seenOf({ partnerId }: SmokePartner) {
    const { partners, memberships } = this.#stage.store;
    const [partner, membership] = await Promise.all([
      partners.get({ partnerId }),
      memberships.get({ partnerId, membershipId: MEMBERSHIP_ID }),
    ]);
    const notices = Object.values(membership?.value.notices ?? {}).flatMap((record) => record.notices);
    const marks = partner?.value.unreachable ?? [];
    return {
      ledger: notices.map(({ to, state }) => `${to}: ${endOf(state)}`).toSorted(),
      unreachable: marks.map(({ address, cause }) => `${address} ${cause}`).toSorted(),
    };
  }

  #execute(workflow: WorkflowName, input: object): Promise<Ended> {
    this.#executions += 1;
    return this.#stage.execute(workflow, input, `${NAME_PREFIX}${this.#id}-${this.#executions}`);
  }

  #equal(what: string, got: unknown, expected: unknown, more?: string): boolean {
    const holds = isDeepStrictEqual(got, expected);
    this.#tell(holds ? { what, holds } : { what, holds, got: more === undefined ? got : [got, more], expected });
    return holds;
  }
}

function endOf(state: NoticeState): string {
  if (state.status === 'sent') return state.arrived === undefined ? 'sent' : 'arrived';
  return state.status === 'undeliverable' && state.lost?.loss === 'permanent' ? 'lost' : state.status;
}

const causeOf = ({ status, error, cause }: Ended): string => `${status} ${error ?? ''}: ${cause ?? ''}`;
