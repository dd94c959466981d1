/** What kpi-refresh does with a partner: publishes its KPI and decides pending eligibility (R-KPI). */
import type { ProgramConfig } from '../domain/config.ts';
import { eligibilityOf, requirementFor } from '../domain/eligibility.ts';
import { type KpiLedger, publishedWindow, refreshed, sumByMonth, sumOver } from '../domain/kpi.ts';
import { anniversary, hasLearningOption, type Membership } from '../domain/membership.ts';
import type { Partner } from '../domain/partner.ts';
import { MissingItem } from '../errors.ts';
import type { ObjectStore } from '../lambda/object-store.ts';
import type { Stored } from '../store/collection.ts';
import { partnerPartition } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import type { Item, Key } from '../store/table.ts';
import { type ItemOutcome, NOTHING_DONE, type PageCall, type SweepWork } from '../sweep/page.ts';
import type { DecisionLine } from '../sweep/report.ts';
import type { Deps } from './membership-sweep.ts';
import { afterFailureOf } from './set-aside.ts';

type KpiDeps = Deps & { config: ProgramConfig; reports: ObjectStore };
type KpiFacts = { stored: Stored<KpiLedger>; partner: Partner; memberships: Membership[] };

/** Nothing is sent, so that a page can take more than one of mails; still one batch of reads or two. */
const PAGE_SIZE = 100;

export function kpiSweep(deps: KpiDeps): SweepWork<KpiFacts> {
  const { store, reports } = deps;
  return {
    work: 'kpi-refresh',
    pageSize: PAGE_SIZE,
    table: store.table,
    reports,
    load: (keys) => loadLedgers(store, keys),
    keysOf: async (partnerId) => [store.kpiLedgers.key({ partnerId })],
    keyOf: ({ stored }) => store.kpiLedgers.key(stored.value),
    act: (facts, call) => publish(facts, call, deps),
    setAsideAfterDays: deps.config.setAsideAfterDays,
    failed: (item, call) => afterFailureOf(item, call, deps),
  };
}

/** @throws CorruptItem; MissingItem */
export async function loadLedgers(store: Store, keys: readonly Key[]): Promise<KpiFacts[]> {
  const found = await withPartners(store, keys);
  return Promise.all(
    found.map(async ({ item, partner }) => {
      const stored = store.kpiLedgers.parse(item);
      return { stored, partner, memberships: await listMemberships(store, partner.partnerId) };
    }),
  );
}

/** Items of partners together with the partner of each, in one batch of reads. @throws MissingItem; CorruptItem */
export async function withPartners(store: Store, keys: readonly Key[]): Promise<{ item: Item; partner: Partner }[]> {
  const partnerKey = store.partners.key({ partnerId: '' }).sk;
  const items = await store.table.getAll(keys.flatMap((key) => [key, { ...key, sk: partnerKey }]));
  const partnerOf = new Map(items.filter(({ sk }) => sk === partnerKey).map((item) => [item.pk, item]));
  return items
    .filter(({ sk }) => sk !== partnerKey)
    .map((item) => {
      const partner = partnerOf.get(item.pk);
      if (partner === undefined) throw new MissingItem(`${item.pk} ${item.sk} has no partner`);
      return { item, partner: store.partners.parse(partner).value };
    });
}

/** All memberships of a partner, whatever their status. */
export async function listMemberships(store: Store, partnerId: string): Promise<Membership[]> {
  const memberships: Membership[] = [];
  for await (const { value } of store.memberships.list(partnerPartition(partnerId), 'MEMBERSHIP#'))
    memberships.push(value);
  return memberships;
}

/** @throws WriteConflict if lines came in meanwhile: the ledger is to be refreshed anew */
async function publish(
  { stored, partner, memberships }: KpiFacts,
  call: PageCall,
  deps: KpiDeps,
): Promise<ItemOutcome> {
  const { asOf } = call.run;
  const ledger = stored.value;
  if (call.mode === 'settle' || ledger.refreshOn === null || ledger.refreshOn > asOf) return NOTHING_DONE;
  const months = ledger.dirty ? await sumsOf(deps.store, ledger.partnerId) : null;
  const measured = memberships.filter((membership) => membership.status.name === 'active');
  const needed = measured.some((membership) => needsKpi(membership, deps.config));
  const next = refreshed(ledger, asOf, months, needed);
  if (!call.run.dryRun) await deps.store.kpiLedgers.replace(stored, next);
  const lines = measured
    .filter(({ terms }) => hasLearningOption(terms))
    .map((membership) => kpiLine(membership, partner, next, call, deps.config));
  return { ...NOTHING_DONE, result: 'acted', lines };
}

/** Re-reads the lines: only where some came in since the last refresh. */
async function sumsOf(store: Store, partnerId: string) {
  const lines = [];
  for await (const { value } of store.invoiceLines.list(partnerPartition(partnerId), 'INVOICE#')) lines.push(value);
  return sumByMonth(lines);
}

/** Whether a membership's renewal is judged by KPI, or its KPI are shown. */
function needsKpi(membership: Membership, config: ProgramConfig): boolean {
  const requirement = requirementFor(membership.terms, anniversary(membership), config);
  return hasLearningOption(membership.terms) || requirement?.kpi !== undefined;
}

function kpiLine(
  membership: Membership,
  partner: Partner,
  ledger: KpiLedger,
  call: PageCall,
  config: ProgramConfig,
): DecisionLine {
  const { partnerId, membershipId, cycle, terms } = membership;
  const ad = anniversary(membership);
  const window = publishedWindow(call.run.asOf);
  const { kpi, revenue } = sumOver(ledger, window);
  const eligibility = eligibilityOf(terms, ad, { partner, kpi: ledger, config });
  const requirement = requirementFor(terms, ad, config)?.kpi ?? null;
  const figures = { ...window, kpi, revenue, requirement, eligibility: eligibility.state };
  return {
    what: 'kpi-published',
    partnerId,
    membershipId,
    cycle,
    stage: null,
    rule: 'R-KPI-4',
    reason: `KPI ${kpi} in ${window.from} … ${window.to}; renewal on ${ad} is ${eligibility.state}`,
    inputs: { anniversary: ad, eligibility },
    kpi: { partnerId, membershipId, ...figures },
  };
}
