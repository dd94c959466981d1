import type { Partner } from '../../domain/partners/partner.ts';
import { MissingItem } from '../../errors.ts';
import type { Store } from '../../store/store.ts';
import type { Item, Key } from '../../store/table.ts';

/** Items of partners together with the partner of each, in one batch of reads. @throws MissingItem; CorruptItem */
export async function readWithPartners(
  store: Store,
  keys: readonly Key[],
): Promise<{ item: Item; partner: Partner }[]> {
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
