/**
 * Moves what a partner has only one of: its KPI ledger, skills, benefits and listing (R-MRG-1). Each is merged in one
 * write; repeating it changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import { emptyBenefits } from '../../domain/benefits/benefit.ts';
import { newListing } from '../../domain/directory/listing.ts';
import { canonicalUrl } from '../../domain/directory/listing-url.ts';
import { emptyKpiLedger } from '../../domain/kpi/kpi.ts';
import { presentName } from '../../domain/memberships/names.ts';
import { mergedBenefits } from '../../domain/merge/merge-benefits.ts';
import { mergeKpiLedgers } from '../../domain/merge/merge-records.ts';
import type { OngoingMerge } from '../../domain/partners/partner.ts';
import { addUpFigures } from '../../domain/people/skills.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { replaceListing } from '../changes/replace-listing.ts';
import { makeListingDue } from '../due/make-partner-due.ts';
import { changeSkills } from '../due/make-skills-due.ts';
import { readMonthlySums } from '../reads/invoice-lines.ts';
import { readMemberships } from '../reads/memberships.ts';
import type { MergeDeps, StepResult } from './merge-call.ts';

export async function moveBelongings(merging: OngoingMerge, { store }: MergeDeps): Promise<StepResult> {
  await mergeLedgers(merging, store);
  await mergeSkills(merging, store);
  await moveBenefits(merging, store);
  await moveListing(merging, store);
  return { next: 'consolidate' };
}

/**
 * Sums the lines again at once instead of by the next refresh: renewals that a refresh has decided stay decided. The
 * ledger that is left behind stops being due last.
 */
async function mergeLedgers({ into, from }: OngoingMerge, store: Store): Promise<void> {
  const source = await store.kpiLedgers.get({ partnerId: from });
  if (source === null) return;
  await retryOnConflict(async () => {
    const target = await store.kpiLedgers.get({ partnerId: into });
    const months = await readMonthlySums(store, into);
    const next = mergeKpiLedgers(target?.value ?? emptyKpiLedger(into), source.value, months);
    await store.kpiLedgers.write(target, next);
  });
  if (source.value.refreshOn === null) return;
  await retryOnConflict(async () => {
    const stored = await store.kpiLedgers.get({ partnerId: from });
    if (stored !== null) await store.kpiLedgers.replace(stored, { ...stored.value, refreshOn: null });
  });
}

/** The employees of both are counted again when the skills are next read. */
async function mergeSkills({ into, from }: OngoingMerge, store: Store): Promise<void> {
  const source = await store.skills.get({ partnerId: from });
  if (source === null) return;
  await changeSkills(store, into, (ledger) => {
    return { ...ledger, figures: addUpFigures(ledger, source.value), dirty: true };
  });
}

/**
 * Their memberships were moved before: their stubs say under which ids. In the end the merged partner has no benefits.
 */
async function moveBenefits({ into, from }: OngoingMerge, store: Store): Promise<void> {
  const { benefits } = store;
  const stubs = await readMemberships(store, from);
  const ids = new Map(
    stubs.flatMap((stub) => [[stub.membershipId, presentName(stub)?.membershipId ?? stub.membershipId]]),
  );
  await retryOnConflict(async () => {
    const source = await benefits.get({ partnerId: from });
    if (source === null || isDeepStrictEqual(source.value, emptyBenefits(from))) return;
    const target = await benefits.get({ partnerId: into });
    await benefits.write(target, mergedBenefits(target?.value ?? emptyBenefits(into), source.value, ids));
    await benefits.replace(source, emptyBenefits(from));
  });
}

/**
 * The partner that stays keeps its listing, or gets the other one's. The merged partner's listing is withdrawn with the
 * next submission (R-DIR-4). The partner that stays holds the landing page.
 */
async function moveListing({ into, from, since }: OngoingMerge, store: Store): Promise<void> {
  const source = await store.listings.get({ partnerId: from });
  if (source !== null) {
    const { content } = source.value;
    const holdsUrl = await moveUrl(content.url, into, from, store);
    const target = await retryOnConflict(async () => {
      const listing = await store.listings.get({ partnerId: into });
      return listing ?? (await store.listings.create(newListing(into, content, holdsUrl, since)));
    });
    // Its own URL may be the one that the other partner held.
    if (!target.value.holdsUrl) await replaceListing(store, into, target.value.content, since);
    await makeListingDue(store, from, since);
  }
  // More domains and memberships may change what the listing lacks.
  await makeListingDue(store, into, since);
}

async function moveUrl(url: string, into: string, from: string, { landingPages }: Store): Promise<boolean> {
  const canonical = canonicalUrl(url);
  if (canonical === null) return false;
  return retryOnConflict(async () => {
    const holder = await landingPages.get({ url: canonical });
    if (holder?.value.partnerId === from) await landingPages.replace(holder, { url: canonical, partnerId: into });
    return holder !== null && [from, into].includes(holder.value.partnerId);
  });
}
