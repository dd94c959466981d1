import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { busEvent } from '../../../infra/local/emulator/mail/mail-events.ts';
import { simulatedEvents } from '../../../infra/local/emulator/mail/mailbox-simulator.ts';
import { MEMBERSHIP_ID, PARTNER_IDS } from '../../../infra/smoke/partners.ts';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import { sentMails, type TakenMail } from '../aws/mails.ts';
import { environmentOf } from '../aws/target.ts';
import { type Context, ROOT } from '../run/context.ts';
import { EventDelivery } from './event-delivery.ts';

const LONGEST_MS = 120_000;
const LOOK_EVERY_MS = 200;

/** `npm run smoke` as an engineer runs it. Of the mails to SES's mailbox simulator it is told what SES tells. */
export async function smokeTest(context: Context, deployed: Deployed, config: ProgramConfig): Promise<void> {
  const { checks, clients } = context;
  if ((await sentMails(clients)) === null)
    return checks.gap('does not show the mails that its SES took: the smoke test would wait for events in vain');
  const args = [join(ROOT, 'infra/smoke/main.ts'), '--stage', 'local', '--patience', '30'];
  const env = { ...environmentOf(clients.target), NO_COLOR: '1' };
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const simulator = new MailboxSimulator(context, deployed, config);
  let code: number | undefined;
  void ended.then((exit) => {
    code = exit;
  });
  while (code === undefined) {
    await simulator.answer();
    await delay(LOOK_EVERY_MS);
  }
  const bad = said.split('\n').filter((line) => line !== '' && !line.startsWith('ok '));
  checks.equal('npm run smoke', [code, bad], [0, []]);
  checks.that(
    'looks at everything',
    said.split('\n').filter((line) => line.startsWith('ok ')).length >= 15,
    said,
    '15 lines',
  );
}

/** Plays it: the emulator takes the mails and tells nothing of them. */
class MailboxSimulator {
  readonly #context: Context;
  readonly #deployed: Deployed;
  readonly #delivery: EventDelivery;
  readonly #store: Store;
  readonly #answered = new Set<string>();

  constructor(context: Context, deployed: Deployed, config: ProgramConfig) {
    this.#context = context;
    this.#deployed = deployed;
    this.#delivery = new EventDelivery(context, deployed);
    this.#store = openStore(new Table(context.clients.dynamo, deployed.table), config);
  }

  async answer(): Promise<void> {
    for (const mail of (await sentMails(this.#context.clients)) ?? []) {
      const told = simulatedEvents([mail.to]);
      if (told === undefined || this.#answered.has(mail.messageId)) continue;
      const noticeId = await this.#noticeOf(mail);
      if (noticeId === undefined) continue;
      this.#answered.add(mail.messageId);
      const tags = { notice: [noticeId], 'ses:configuration-set': [this.#deployed.configurationSet] };
      const at = new Date().toISOString();
      const about = { messageId: mail.messageId, timestamp: at, tags, commonHeaders: { subject: mail.subject } };
      for (const each of told) {
        const { detailType, detail } = busEvent(each, about, at);
        await this.#delivery.publish(detailType, detail);
      }
    }
  }

  /** From the ledger, once it has the answer of SES. */
  async #noticeOf({ messageId }: TakenMail): Promise<string | undefined> {
    const ids = PARTNER_IDS.map((partnerId) => ({ partnerId, membershipId: MEMBERSHIP_ID }));
    const stored = await this.#store.memberships.getAll(ids);
    const notices = stored.flatMap(({ value }) => Object.values(value.notices).flatMap((record) => record.notices));
    return notices.find(({ state }) => state.status === 'sent' && state.messageId === messageId)?.noticeId;
  }
}
