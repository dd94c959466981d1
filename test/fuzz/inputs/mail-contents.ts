/** What mails of every kind say, with the same text in every place that takes text from outside. */
import type { NoticeContent } from '../../../shared/domain/notice-content.ts';
import {
  expired,
  GOLD,
  listingIncomplete,
  listingVisible,
  operatorAlert,
  renewal,
  renewed,
  SILVER,
} from '../../unit/mail/samples.ts';

export function contentsWith(name: string, url: string): NoticeContent[] {
  const terms = { ...GOLD, competency: name };
  const of = { partnerName: name };
  const exams = { code: 'exams' as const, have: 0, need: 1, certification: name };
  return [
    renewal({ ...of, terms, missing: [exams] }),
    expired({ ...of, terms }),
    renewed({ ...of, terms }),
    renewed({ ...of, terms: { ...SILVER, competency: name }, fellBackFrom: terms, kind: 'reinstated' }),
    { ...listingIncomplete([{ code: 'url-refused', url, reason: 'not-a-verified-domain' }]), ...of },
    listingVisible({ ...of, displayName: name, url }),
    operatorAlert(of),
  ];
}
