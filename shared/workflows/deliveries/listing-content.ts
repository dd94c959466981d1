/** The content of a listing's notice, as of the moment at which it is sent. */
import { type CivilDate, monthOf } from '../../domain/core/calendar.ts';
import { incompleteContent, visibleContent } from '../../domain/directory/contents.ts';
import type { ListingFacts } from '../../domain/directory/listing-facts.ts';
import { droppedContent } from '../../domain/directory/withdrawal.ts';
import { GIVEN_UP, givenUpAlert } from '../../domain/notices/giving-up.ts';
import { UNDELIVERED, undeliveredAlert } from '../../domain/notices/mail-events/undelivered.ts';
import { UNREACHABLE } from '../../domain/notices/mail-events/unreachable.ts';
import type { StageRecord } from '../../domain/notices/notice-state.ts';
import type { OperatorAlertContent } from '../../domain/notices/operator-alert.ts';
import type { NoticeContent } from '../../mail/compose/notice-content.ts';
import type { Claim } from '../../mail/deliver.ts';

export function listingContent(facts: ListingFacts, { key, record, entry }: Claim, asOf: CivilDate): NoticeContent {
  if (entry.kind === 'operator-alert') return alertContent(facts, key, record, asOf);
  if (entry.kind === 'listing-visible') return visibleContent(facts.listing, facts.partner);
  if (entry.kind === 'listing-dropped') return droppedContent(facts, record);
  return incompleteContent(facts, monthOfRecord(record));
}

const monthOfRecord = (record: StageRecord) => monthOf(record.decidedOn);

function alertContent({ partner }: ListingFacts, key: string, record: StageRecord, asOf: CivilDate): NoticeContent {
  return {
    kind: 'operator-alert',
    asOf,
    partnerId: partner.partnerId,
    partnerName: partner.name,
    membershipId: null,
    alert: alertOf(key, record),
  };
}

function alertOf(key: string, record: StageRecord): OperatorAlertContent['alert'] {
  if (key.startsWith(GIVEN_UP)) return givenUpAlert(record);
  if (key.startsWith(UNDELIVERED)) return undeliveredAlert(record);
  return { code: key.startsWith(UNREACHABLE) ? 'last-admin-unreachable' : 'no-recipient-for-listing' };
}
