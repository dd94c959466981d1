/**
 * A partner with as many and as long contacts as can be given, through whole cycles: every notice is sent, no item
 * comes near 400 KB (R-IMP-6).
 */
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { mailsOf } from '../../../infra/local/simulation/results/ledger-mails.ts';
import { type ProgramConfig, parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { addDays, type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { decideMembershipEnd } from '../../../shared/domain/merge/membership-end.ts';
import { type Contact, NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideDailyNotices } from '../../../shared/domain/renewal/daily-notices.ts';
import type { OutgoingMail, SendOutcome } from '../../../shared/mail/sender.ts';
import { itemBytes } from '../../../shared/store/item-size.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../shared/store/shards.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import { type Condition, type Item, type Key, Table } from '../../../shared/store/table.ts';
import type { PageInput } from '../../../shared/sweep/page-state.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { MemoryDynamoDb } from '../../program-years/run/memory-dynamodb.ts';

/** "Far below" the table's 409,600 bytes. */
const FAR_BELOW = 300_000;
const STAGES = [-30, -15, -1, 1, 15, 23, 30];
const PACK = { offer: 'action-pack', competency: null, level: null, learningOption: false } as const;
/** The anniversary of the first cycle is 2028-03-01. */
const BOUGHT = civilDateOf('2027-03-01');

class MeasuredTable extends Table {
  largest = 0;
  override put(item: Item & Key, condition: Condition): Promise<void> {
    this.largest = Math.max(this.largest, itemBytes(marshall(item, { removeUndefinedValues: true })));
    return super.put(item, condition);
  }
}

function configOf(fields: Record<string, unknown>): ProgramConfig {
  const result = parseProgramConfig({ programYears: [], ...fields });
  if ('config' in result) return result.config;
  throw new Error(JSON.stringify(result.problems));
}

type Partner = { partnerId: string; membershipId: string; contacts: Contact[] };
type Send = (mail: OutgoingMail) => SendOutcome;

class Program {
  readonly table = new MeasuredTable(
    new MemoryDynamoDb().client(async (_, perform) => perform()),
    'memory',
  );
  readonly store: Store;
  readonly config: ProgramConfig;
  readonly #send: Send;
  readonly #partner: Partner;

  constructor(partner: Partner, send: Send, fields: Record<string, unknown> = {}) {
    this.config = configOf(fields);
    this.store = openStore(this.table, this.config);
    this.#send = send;
    this.#partner = partner;
  }

  async load(): Promise<void> {
    const { partnerId, membershipId, contacts } = this.#partner;
    const lists = { verifiedDomains: [], profileReviews: [], unreachable: [], history: NO_HISTORY, ...NEVER_MERGED };
    await this.store.partners.create({
      partnerId,
      name: '한'.repeat(500),
      country: 'KR',
      mctCount: 0,
      contacts,
      ...lists,
    });
    const facts = { partnerId, membershipId, purchasedOn: BOUGHT, paidThroughCycle: 0 };
    await this.store.memberships.create(newMembership(PACK, facts, BOUGHT));
  }

  /** Both workflows of a day. @returns the failed items */
  async day(asOf: CivilDate): Promise<number> {
    const works = [
      { workflow: 'renewal-notices', decide: decideDailyNotices },
      { workflow: 'grace-expiry', decide: decideMembershipEnd },
    ] as const;
    let failed = 0;
    for (const work of works) failed += await this.#sweep(work, asOf);
    return failed;
  }

  async #sweep(work: Parameters<typeof membershipSweep>[0], asOf: CivilDate): Promise<number> {
    const run = { runId: `${work.workflow}-${asOf}`, workflow: work.workflow, asOf, dryRun: false, isPartial: false };
    const state: PageInput['state'] = {
      run: { ...run, startedAt: `${asOf}T08:00:00Z`, reason: null, phase: null },
      segment: { index: 0, shards: [shardOf(this.#partner.partnerId, SHARDS_ON_ONE_MACHINE)], partnerIds: null },
      mode: 'sweep',
      page: 0,
      cursor: null,
      totals: null,
      settleBefore: null,
    };
    const deps = {
      store: this.store,
      config: this.config,
      post: {
        send: async (mail: OutgoingMail) => this.#send(mail),
        partnerCenterUrl: 'https://partner.example/',
        timeZone: 'UTC',
      },
      operators: 'operators@vendor.example',
      reports: { bucket: 'reports', put: async () => {} },
    };
    const { totals } = await runPages(membershipSweep(work, deps), { state, now: `${asOf}T08:00:00Z` });
    return totals?.failed ?? 0;
  }

  async ledger() {
    const { partnerId, membershipId } = this.#partner;
    return (await this.store.memberships.get({ partnerId, membershipId }))?.value.notices ?? {};
  }
}

const contacts = (name: string, email: (index: number) => string): Contact[] =>
  Array.from({ length: 50 }, (_, index) => ({
    role: index % 2 === 0 ? 'global-admin' : 'mpn-admin',
    name,
    email: email(index),
    locale: index % 3 === 0 ? 'zh-TW' : 'ko-KR',
  }));

/** An id of a mail as SES gives it. */
const sent = (): SendOutcome => ({
  outcome: 'sent',
  messageId: '0102018f0c3e7d51-6f9c1c7e-5a3b-4a57-9d8e-0c1f2b3a4d5e-000000',
});

describe('R-IMP-6: a partner of fifty admins', () => {
  it('gets, with Korean names, all eight notices of a cycle, which the ledger tells with subject and address', async () => {
    const admins = contacts(
      '박서연 클라우드교육센터 운영팀 담당',
      (index) => `given-name.family-name${index}@cloud-education-center.training-house.example`,
    );
    const program = new Program({ partnerId: 'PARTNER-0000000815', membershipId: 'M-7', contacts: admins }, sent);
    await program.load();
    for (const stage of [...STAGES, 31]) expect(await program.day(addDays(civilDateOf('2028-03-01'), stage))).toBe(0);
    const mails = mailsOf(await program.ledger(), { partnerId: 'PARTNER-0000000815', membershipId: 'M-7' });
    expect(mails).toHaveLength(50 * 8);
    expect(mails.filter(({ subject }) => subject === '')).toEqual([]);
    expect(program.table.largest).toBeLessThan(FAR_BELOW);
  });

  it('fails on no day, with the longest ids, names and addresses, a notice on each of 25 days and half of them not taken', async () => {
    const long = (index: number) =>
      `${'k'.repeat(60)}${1000 + index}@${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(56)}.example`;
    const partner = {
      partnerId: `P${'_'.repeat(63)}`,
      membershipId: `M${'.'.repeat(63)}`,
      contacts: contacts('김'.repeat(500), long),
    };
    let count = 0;
    const send: Send = () => {
      count += 1;
      return count % 2 === 0 ? sent() : { outcome: 'refused', reason: `MessageRejected: ${'거'.repeat(300)}` };
    };
    const noticeStages = Array.from({ length: 25 }, (_, index) => index - 12);
    const program = new Program(partner, send, { noticeStages });
    await program.load();
    for (const stage of [...noticeStages, 31])
      expect(await program.day(addDays(civilDateOf('2028-03-01'), stage))).toBe(0);
    const ledger = await program.ledger();
    expect(Object.keys(ledger).filter((key) => Number.isFinite(Number(key)))).toHaveLength(26);
    const accounted = Object.values(ledger).filter(({ stage }) => stage !== null);
    for (const { notices, folded = {} } of accounted)
      expect(notices.length + Object.values(folded).reduce((all, each) => all + each, 0)).toBe(50);
    expect(program.table.largest).toBeLessThan(FAR_BELOW);
  });
});
