/** How much the renewal costs, and until when where the reader is. */
import type { CivilDate } from '../../../../domain/core/calendar.ts';
import { feeOf } from '../../../../domain/offers/fee.ts';
import type { JointContent } from '../../../../domain/renewal/contents.ts';
import type { ReaderLanguage } from '../../language.ts';
import type { Fact } from '../../message.ts';
import type { MessageRecipient } from './frame.ts';

/** @param closes the last day on which the fee can be paid */
export function paymentFacts(
  { terms, together }: Pick<JointContent, 'terms' | 'together'>,
  closes: CivilDate,
  to: MessageRecipient,
  { words, formats, localEnd }: ReaderLanguage,
): Fact[] {
  const fee = feeOf(together.length > 0 ? together : [terms], to.fees);
  const end = localEnd(closes);
  const here = words.asked.localEnd;
  return [
    ...(fee === null ? [] : [{ label: words.renewal.missing.fee.label, value: formats.money(fee) }]),
    ...(end === null || here === null ? [] : [{ label: here.label, value: here.value(end.day, end.time) }]),
  ];
}
