import type { Deployed } from '../../../infra/account/deployed.ts';
import { keysOf, linesBelow, textOf } from '../../../infra/account/objects.ts';
import { readPartnerState } from '../../../infra/local/simulation/results/read-partner-state.ts';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import type { CivilDate } from '../../../shared/domain/core/calendar.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { Clients } from '../aws/clients.ts';

type Line = Record<string, unknown>;

/** What the emulator's table and buckets say, in the words of a simulation's files. */
export type Found = {
  readonly emails: readonly Line[];
  readonly memberships: readonly Line[];
  readonly kpi: readonly Line[];
  readonly decisions: readonly Line[];
  /** Content by month. */
  readonly directory: Readonly<Record<string, string>>;
};

export type Wanted = {
  readonly config: ProgramConfig;
  readonly partnerIds: readonly string[];
  /** The last day. */
  readonly on: CivilDate;
};

export async function readResults(clients: Clients, deployed: Deployed, wanted: Wanted): Promise<Found> {
  const store = openStore(new Table(clients.dynamo, deployed.table), wanted.config);
  const states = await Promise.all(
    wanted.partnerIds.map((id) => readPartnerState(store, wanted.config, id, wanted.on)),
  );
  const decisions = await decisionsOf(clients, deployed.reports);
  const mails = [...decisions.flatMap(listingMail), ...states.flatMap((state) => state.mails as unknown as Line[])];
  return {
    emails: [...new Map(mails.map((mail) => [mail.noticeId, mail])).values()],
    memberships: states.flatMap((state) => state.memberships),
    kpi: decisions.flatMap(({ asOf, kpi }) => (kpi ? [{ asOf, ...kpi }] : [])),
    decisions,
    directory: await batchesOf(clients, deployed.reports),
  };
}

/** The lines of all reports but the summaries. */
export async function decisionsOf(clients: Clients, reports: string, prefix = 'runs/'): Promise<Line[]> {
  return (await linesBelow(clients, reports, prefix, '.jsonl')).map((line) => JSON.parse(line));
}

/** A listing's ledger keeps the latest months only. */
function listingMail({ asOf, workflow, partnerId, membershipId, email }: Line): Line[] {
  if (membershipId !== null || !email) return [];
  const { kind, to, role, locale, subject, noticeId } = email as Line;
  return [
    { asOf, workflow, kind, stage: null, partnerId, membershipId, cycle: null, to, role, locale, subject, noticeId },
  ];
}

async function batchesOf(clients: Clients, reports: string): Promise<Record<string, string>> {
  const keys = await keysOf(clients, reports, 'directory/');
  const batches = keys.map(async (key) => [
    key.slice('directory/'.length, -'.csv'.length),
    await textOf(clients, reports, key),
  ]);
  return Object.fromEntries(await Promise.all(batches));
}
