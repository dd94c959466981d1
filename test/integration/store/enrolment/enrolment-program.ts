import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../../shared/domain/core/history.ts';
import { newMembership } from '../../../../shared/domain/memberships/new-membership.ts';
import { NEVER_MERGED } from '../../../../shared/domain/partners/partner.ts';
import { decideDailyNotices } from '../../../../shared/domain/renewal/daily-notices.ts';
import { decideExpiry } from '../../../../shared/domain/renewal/expiry.ts';
import { parseCommand } from '../../../../shared/import/commands/command.ts';
import type { OutgoingMail } from '../../../../shared/mail/sender.ts';
import { SHARDS_ON_ONE_MACHINE, shardOf } from '../../../../shared/store/shards.ts';
import { openStore, type Store } from '../../../../shared/store/store.ts';
import { Table } from '../../../../shared/store/table.ts';
import { runPages } from '../../../../shared/sweep/run-pages.ts';
import type { ChangingCommand } from '../../../../shared/workflows/commands/command-call.ts';
import { commandIdOf } from '../../../../shared/workflows/commands/command-id.ts';
import { executeCommand } from '../../../../shared/workflows/commands/execute-command.ts';
import { readMemberships } from '../../../../shared/workflows/reads/memberships.ts';
import { membershipSweep } from '../../../../shared/workflows/sweeps/membership-sweep.ts';
import { MemoryDynamoDb } from '../../../program-years/run/memory-dynamodb.ts';
import { config as configOf } from '../../../unit/rules/support.ts';
import { NEVER, type Tripwire, WatchedTable } from '../../support/tripwire.ts';

const requirements = [
  { competency: 'DevOps', level: 'gold', learningOption: true, mct: 4 },
  { competency: 'DevOps', level: 'silver', learningOption: true, mct: 2 },
];
export const config = configOf({ programYears: [{ from: '2026-07-01', to: '2028-06-30', requirements }] });

/** A partner with four MCTs, and silver of AD 2027-09-01. */
export async function program() {
  const table = new Table(
    new MemoryDynamoDb().client(async (_, perform) => perform()),
    'memory',
  );
  const store = openStore(table, config);
  await store.partners.create({
    partnerId: 'P-1',
    name: 'Contoso',
    country: 'KR',
    verifiedDomains: [],
    profileReviews: [],
    mctCount: 4,
    contacts: [{ role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'en' }],
    unreachable: [],
    history: NO_HISTORY,
    ...NEVER_MERGED,
  });
  const facts = { partnerId: 'P-1', membershipId: 'S1', purchasedOn: civilDateOf('2026-09-01'), paidThroughCycle: 0 };
  const silver = { offer: 'competency', competency: 'DevOps', level: 'silver', learningOption: true } as const;
  await store.memberships.create(newMembership(silver, facts, civilDateOf('2027-01-01')));
  return { table, store, mails: [] as OutgoingMail[] };
}

export type Program = Awaited<ReturnType<typeof program>>;

function depsOf({ table, mails }: Pick<Program, 'table' | 'mails'>, wire: Tripwire) {
  const store: Store = openStore(new WatchedTable(table, wire), config);
  const send = async (mail: OutgoingMail) => {
    mails.push(mail);
    return { outcome: 'sent' as const, messageId: `m${mails.length}` };
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  return { store, config, post, operators: 'operators@vendor.example', reports: { bucket: 'r', put: async () => {} } };
}

export const ENROL = { command: 'enrol', partnerId: 'P-1', membershipId: 'A1', offer: 'action-pack' };
export const ORDER = { ...ENROL, requestId: 'order' };

export const PAY = {
  command: 'record-payment',
  partnerId: 'P-1',
  membershipId: 'A1',
  paidOn: '2027-02-10',
  reference: 'wire',
};

export const UPGRADE = {
  command: 'upgrade-to-gold',
  partnerId: 'P-1',
  membershipId: 'S1',
  goldMembershipId: 'G1',
  paidOn: '2027-02-10',
  reference: 'wire',
};

export function give(
  json: Record<string, unknown>,
  day: string,
  setup: Pick<Program, 'table' | 'mails'>,
  wire = NEVER,
) {
  const parsed = parseCommand(json);
  if ('problems' in parsed || parsed.command.command.startsWith('explain')) throw new Error(JSON.stringify(parsed));
  const command = parsed.command as ChangingCommand;
  const call = { asOf: civilDateOf(day), runId: `command-${day}`, now: `${day}T00:00:00Z` };
  return executeCommand(command, { ...call, commandId: commandIdOf(command, call.asOf) }, depsOf(setup, wire));
}

const WORK = {
  'renewal-notices': { workflow: 'renewal-notices', decide: decideDailyNotices },
  'grace-expiry': { workflow: 'grace-expiry', decide: decideExpiry },
} as const;

/** As its schedule runs it: what the sparse index says is due. */
export const sweep = (workflow: keyof typeof WORK, day: string, setup: Program, wire = NEVER) =>
  runPages(membershipSweep(WORK[workflow], depsOf(setup, wire)), {
    state: {
      run: {
        runId: `${workflow}-${day}`,
        workflow,
        asOf: civilDateOf(day),
        dryRun: false,
        isPartial: false,
        startedAt: `${day}T08:00:00Z`,
        reason: null,
        phase: null,
      },
      segment: { index: 0, shards: [shardOf('P-1', SHARDS_ON_ONE_MACHINE)], partnerIds: null },
      mode: 'sweep',
      page: 0,
      cursor: null,
      totals: null,
      settleBefore: null,
    },
    now: `${day}T08:00:00Z`,
  });

export const statuses = async ({ store }: Program) =>
  (await readMemberships(store, 'P-1')).map(({ membershipId, status, successor }) =>
    [membershipId, status.name, ...(successor === null ? [] : ['with its successor'])].join(' '),
  );
