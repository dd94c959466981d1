import type { Deployed } from '../../../infra/account/deployed.ts';
import { until } from '../../../infra/account/until.ts';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { findNotice } from '../../../shared/domain/notices/ledger.ts';
import type { NoticeState } from '../../../shared/domain/notices/notice-state.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { Context } from '../run/context.ts';
import { MEMBERSHIP, partnerWith } from './data.ts';
import { EventDelivery } from './event-delivery.ts';

const PATIENCE = { forMs: 20_000, everyMs: 100 };

export type SentNotice = {
  readonly noticeId: string;
  readonly partnerId: string;
  readonly messageId: string;
  readonly subject: string;
};

/** The default event bus, and what the ledger says after it. */
export class SesEvents {
  readonly #delivery: EventDelivery;
  readonly #deployed: Deployed;
  readonly #store: Store;

  constructor(context: Context, deployed: Deployed, config: ProgramConfig) {
    this.#delivery = new EventDelivery(context, deployed);
    this.#deployed = deployed;
    this.#store = openStore(new Table(context.clients.dynamo, deployed.table), config);
  }

  /** The notice that went to an address. */
  async noticeTo(days: number, to: string): Promise<SentNotice> {
    const partnerId = partnerWith(days);
    const records = Object.values(await this.#ledger(partnerId));
    const entry = records.flatMap(({ notices }) => notices).find((notice) => notice.to === to);
    if (entry?.state.status !== 'sent') throw new Error(`no notice was sent to ${to}`);
    const { messageId, subject } = entry.state;
    return { noticeId: entry.noticeId, partnerId, messageId, subject };
  }

  /** As SES publishes it through the event destination of the configuration set. */
  async publish({ noticeId, messageId, subject }: SentNotice, eventType: string, more: object): Promise<void> {
    const tags = { notice: [noticeId], 'ses:configuration-set': [this.#deployed.configurationSet] };
    const mail = { messageId, timestamp: new Date().toISOString(), tags, commonHeaders: { subject } };
    await this.#delivery.publish(`Email ${DETAIL_TYPES[eventType] ?? eventType}`, { eventType, mail, ...more });
  }

  /** What was published once is told again, as from the archive of the rule. */
  replay(): Promise<void> {
    return this.#delivery.replay();
  }

  /** Waits for a state of the notice. @returns the one it is in in the end */
  async becomes(notice: SentNotice, status: NoticeState['status']): Promise<string | undefined> {
    await until(async () => ((await this.stateOf(notice)) === status ? true : undefined), PATIENCE);
    return this.stateOf(notice);
  }

  async stateOf({ partnerId, noticeId }: SentNotice): Promise<string | undefined> {
    return findNotice(await this.#ledger(partnerId), noticeId)?.state.status;
  }

  /** Its state, and whether it is known to have arrived. */
  async stateText({ partnerId, noticeId }: SentNotice): Promise<string> {
    const state = findNotice(await this.#ledger(partnerId), noticeId)?.state;
    return state?.status === 'sent' && state.arrived !== undefined ? 'sent, arrived' : String(state?.status);
  }

  /** Waits until so many addresses of a partner are marked. */
  async unreachable(days: number, count: number): Promise<string[]> {
    const marked = async () => {
      const stored = await this.#store.partners.get({ partnerId: partnerWith(days) });
      return (stored?.value.unreachable ?? []).map(({ address, cause }) => `${address} ${cause}`).sort();
    };
    await until(async () => ((await marked()).length >= count ? true : undefined), PATIENCE);
    return marked();
  }

  async #ledger(partnerId: string) {
    const stored = await this.#store.memberships.get({ partnerId, membershipId: MEMBERSHIP });
    return stored?.value.notices ?? {};
  }
}

const DETAIL_TYPES: Readonly<Record<string, string>> = {
  Send: 'Sent',
  Delivery: 'Delivered',
  Bounce: 'Bounced',
  Complaint: 'Complaint Received',
};
