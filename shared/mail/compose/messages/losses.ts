/** The losses when a membership ends, item by item (R-LIC-6). */
import type { Loss } from '../../../domain/offers/losses.ts';
import type { ByLoss } from '../catalogue.ts';
import type { Item } from '../message.ts';

/** An item for each loss, in the given order. */
export function lossItems(losses: readonly Loss[], words: ByLoss, membership: string): Item[] {
  return losses.map(({ code }) => ({
    label: null,
    text: code === 'competency' ? words.competency(membership) : words[code],
  }));
}
