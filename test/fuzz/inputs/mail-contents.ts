/** Contents of mails of every kind, with the same text in every place that takes text from outside. */
import type { EndingLicence } from '../../../shared/domain/benefits/ending-licences.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import {
  expired,
  listingIncomplete,
  listingVisible,
  operatorAlert,
  renewal,
  renewed,
} from '../../unit/mail/samples/contents.ts';
import { GOLD, SILVER } from '../../unit/mail/samples/parts.ts';

export function contentsWith(name: string, url: string): NoticeContent[] {
  const terms = { ...GOLD, competency: name };
  const partnerNames = { partnerName: name };
  const exams = { code: 'exams' as const, have: 0, need: 1, certification: name };
  return [
    renewal({ ...partnerNames, terms, missing: [exams], licences: licencesOf(name) }),
    expired({ ...partnerNames, terms, licences: licencesOf(name) }),
    renewed({ ...partnerNames, terms }),
    renewed({ ...partnerNames, terms: { ...SILVER, competency: name }, ended: [terms], kind: 'reinstated' }),
    { ...listingIncomplete([{ code: 'url-refused', url, reason: 'not-a-verified-domain' }]), ...partnerNames },
    listingVisible({ ...partnerNames, displayName: name, url }),
    operatorAlert(partnerNames),
  ];
}

const licencesOf = (text: string): EndingLicence[] => [
  { kind: 'token', tokenId: text, product: text, needsKey: true, seats: 1 },
  { kind: 'mak', tokenId: text, product: text, needsKey: false, left: 0 },
  { kind: 'visual-studio', tokenId: text, edition: 'enterprise', to: text },
];
