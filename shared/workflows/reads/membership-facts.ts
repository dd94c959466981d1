/** Reads what the rules of a renewal decide by, a page of memberships at a time. */
import { emptyBenefits } from '../../domain/benefits/benefit.ts';
import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import type { SkillsLedger } from '../../domain/people/skills.ts';
import type { RenewalFacts } from '../../domain/renewal/renewal-facts.ts';
import { MissingItem } from '../../errors.ts';
import type { Stored } from '../../store/collection.ts';
import { keys } from '../../store/keys.ts';
import type { Store } from '../../store/store.ts';
import type { Key } from '../../store/table.ts';
import { readCurrentKpi } from './kpi-ledgers.ts';
import { readSkills } from './skills.ts';

/** A membership as it was read, with everything that is decided about it. */
export type StoredMembership = {
  stored: Stored<Membership>;
  facts: RenewalFacts;
  /** The partner's skills, if they were counted for these facts and the count is not stored yet. */
  countedSkills: Stored<SkillsLedger> | null;
};

/** By id, in one batch of reads. @throws CorruptItem; MissingItem if a membership's partner is not there */
export async function readMembershipFacts(
  store: Store,
  config: ProgramConfig,
  membershipKeys: readonly Key[],
): Promise<StoredMembership[]> {
  const items = Map.groupBy(await store.table.getAll(membershipKeys.flatMap(withCompanions)), ({ sk }) => String(sk));
  const partnerOf = new Map(items.get(PARTNER)?.map((item) => [item.pk, item]));
  const ledgerOf = new Map(items.get(KPI)?.map((item) => [item.pk, item]));
  const skillsOf = new Map(items.get(SKILLS)?.map((item) => [item.pk, item]));
  const benefitsOf = new Map(items.get(BENEFITS)?.map((item) => [item.pk, item]));
  const memberships = [...items].filter(([sk]) => !COMPANIONS.includes(sk)).flatMap(([, sameKind]) => sameKind);
  const facts = memberships.map(async (item): Promise<StoredMembership> => {
    const stored = store.memberships.parse(item);
    const { partnerId, membershipId } = stored.value;
    const partner = partnerOf.get(item.pk);
    if (partner === undefined)
      throw new MissingItem(`membership ${membershipId} has no partner ${partnerId}`, {
        ids: { partnerId, membershipId },
      });
    const ledger = ledgerOf.get(item.pk);
    const kpi = await readCurrentKpi(store, partnerId, ledger);
    const storedBenefits = benefitsOf.get(item.pk);
    const benefits =
      storedBenefits === undefined ? emptyBenefits(partnerId) : store.benefits.parse(storedBenefits).value;
    const { skills, counted } = await readSkills(store, partnerId, skillsOf.get(item.pk));
    const otherFacts = { partner: store.partners.parse(partner).value, kpi, skills, benefits, config };
    return { stored, facts: { membership: stored.value, ...otherFacts }, countedSkills: counted };
  });
  return (await Promise.all(facts)).sort(byId);
}

const { sk: PARTNER } = keys.partner('');
const { sk: KPI } = keys.kpiLedger('');
const { sk: SKILLS } = keys.skills('');
const { sk: BENEFITS } = keys.benefits('');
const COMPANIONS = [PARTNER, KPI, SKILLS, BENEFITS];

/** The items of the same partner that every decision about a membership needs. */
const withCompanions = (key: Key): Key[] => [key, ...COMPANIONS.map((sk) => ({ ...key, sk }))];

const byId = (a: StoredMembership, b: StoredMembership): number =>
  idOf(a.stored.value) < idOf(b.stored.value) ? -1 : 1;
const idOf = ({ partnerId, membershipId }: Membership): string => `${partnerId}#${membershipId}`;
