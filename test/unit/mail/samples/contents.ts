/** Contents of notices for the tests of their words: dates follow a purchase on 2020-09-01 (R-CAL-3). */
import type {
  ListingDroppedContent,
  ListingIncompleteContent,
  ListingVisibleContent,
} from '../../../../shared/domain/directory/contents.ts';
import type { ListingProblem } from '../../../../shared/domain/directory/listing-problem.ts';
import { REVERSAL_CAUSES } from '../../../../shared/domain/memberships/membership.ts';
import type { OperatorAlertContent } from '../../../../shared/domain/notices/operator-alert.ts';
import type {
  AtRiskContent,
  DeliveryLostContent,
  EndedContent,
  ExpiredContent,
  PaymentReversedContent,
  RenewalContent,
  RenewedContent,
  UpgradedContent,
} from '../../../../shared/domain/renewal/contents.ts';
import { ALL_LOSSES, day, GOLD, month, SILVER } from './parts.ts';

export const partner = { partnerId: 'P-00042', partnerName: 'Contoso' };
const membership = { ...partner, membershipId: 'M7', terms: GOLD, together: [], cycle: 1 };

/** The window of the first anniversary, in calendars. */
export const ENTRY = {
  of: { partnerId: 'P-00042', membershipId: 'M7' },
  cycle: 1,
  closes: day('2021-10-01'),
  isCancelled: false,
};

/** The notice of 2021-09-21, ten days before the window's end, but for what is said otherwise. */
export const renewal = (changes: Partial<RenewalContent> = {}): RenewalContent => ({
  ...membership,
  kind: 'renewal',
  stage: 15,
  asOf: day('2021-09-21'),
  anniversary: day('2021-09-01'),
  windowOpens: day('2021-09-02'),
  windowCloses: day('2021-10-01'),
  daysLeft: 10,
  daysUntilOpen: -19,
  missing: [{ code: 'fee' }],
  extension: null,
  losses: ALL_LOSSES,
  licences: [],
  calendarEntry: ENTRY,
  ...changes,
});

export const BEFORE = { asOf: day('2021-08-31'), daysLeft: 31, daysUntilOpen: 2 };
export const LAST_BUT_ONE = { asOf: day('2021-09-30'), daysLeft: 1, daysUntilOpen: -28 };
export const LAST_DAY = { asOf: day('2021-10-01'), daysLeft: 0, daysUntilOpen: -29 };

export const expired = (changes: Partial<ExpiredContent> = {}): ExpiredContent => ({
  ...membership,
  kind: 'expired',
  anniversary: day('2021-09-01'),
  windowClosed: day('2021-10-01'),
  expiredOn: day('2021-10-02'),
  reversed: null,
  losses: ALL_LOSSES,
  licences: [],
  ...changes,
});

export const renewed = (changes: Partial<RenewedContent> = {}): RenewedContent => ({
  ...membership,
  kind: 'renewed',
  paidOn: day('2021-09-20'),
  isInTime: true,
  nextAnniversary: day('2022-09-01'),
  ended: [],
  losses: [],
  continuesIn: null,
  calendarEntry: { ...ENTRY, isCancelled: true },
  ...changes,
});

/** A requirement is not met since 2021-05-10. */
export const atRisk = (changes: Partial<AtRiskContent> = {}): AtRiskContent => ({
  ...membership,
  kind: 'renewal-at-risk',
  asOf: day('2021-05-10'),
  anniversary: day('2021-09-01'),
  windowOpens: day('2021-09-02'),
  windowCloses: day('2021-10-01'),
  since: day('2021-05-10'),
  causes: [],
  missing: [{ code: 'exams', have: 1, need: 2, certification: 'AZ-400' }],
  deliveryLostOn: null,
  ...changes,
});

const REFUSALS = [
  'not-a-url',
  'not-https',
  'credentials',
  'port',
  'ip-address',
  'local-host',
  'microsoft-host',
  'not-a-verified-domain',
  'used-by-another-partner',
] as const;

export const ALL_PROBLEMS: ListingProblem[] = [
  { code: 'name-missing' },
  { code: 'country-missing' },
  { code: 'url-missing' },
  ...REFUSALS.map((reason) => ({ code: 'url-refused' as const, url: 'http://contoso.example/learn', reason })),
  { code: 'not-attested', statement: 'about-partner-only' },
  { code: 'not-attested', statement: 'no-competitors' },
  { code: 'not-attested', statement: 'owned-by-partner' },
];

export const listingIncomplete = (problems: ListingProblem[] = ALL_PROBLEMS): ListingIncompleteContent => ({
  ...partner,
  kind: 'listing-incomplete',
  month: month('2021-09'),
  submissionOn: day('2021-09-20'),
  problems,
});

/** Silver M7 was upgraded on 2021-03-10, with a discount of 25 %. */
export const upgraded = (changes: Partial<UpgradedContent> = {}): UpgradedContent => ({
  ...membership,
  kind: 'upgraded',
  membershipId: 'G1',
  paidOn: day('2021-03-10'),
  nextAnniversary: day('2022-03-10'),
  discountPercent: 25,
  from: { membershipId: 'M7', terms: SILVER },
  licences: [],
  ...changes,
});

/** From 2021-09-02 on, M8 goes on in the place of M7. */
export const ended = (changes: Partial<EndedContent> = {}): EndedContent => ({
  ...membership,
  kind: 'consolidated',
  endedOn: day('2021-09-02'),
  goesOn: { membershipId: 'M8', terms: GOLD, covers: [], anniversary: day('2021-12-01') },
  losses: [{ code: 'benefits' }, { code: 'licenses' }],
  licences: [],
  ...changes,
});

export const NOBODY_GOES_ON = { kind: 'benefits-ended', goesOn: null, losses: ALL_LOSSES } as const;

export const deliveryLost = (): DeliveryLostContent => ({
  ...membership,
  kind: 'delivery-lost',
  since: day('2021-05-03'),
});

export const listingDropped = (changes: Partial<ListingDroppedContent> = {}): ListingDroppedContent => ({
  ...partner,
  kind: 'listing-dropped',
  displayName: 'Contoso Academy',
  url: 'https://learn.contoso.example/microsoft?a=1&b=2',
  withdrawnOn: day('2021-10-18'),
  why: 'not-entitled',
  problems: [],
  ...changes,
});

export const paymentReversed = (changes: Partial<PaymentReversedContent> = {}): PaymentReversedContent => {
  const content: PaymentReversedContent = {
    ...membership,
    kind: 'payment-reversed',
    paid: 'renewal',
    cause: 'error',
    paidOn: day('2021-09-10'),
    now: { code: 'payable', through: day('2021-10-01') },
    renewal: null,
    ...changes,
  };
  const isOpen = content.paid === 'renewal' && content.now.code === 'payable' && content.renewal === null;
  return isOpen ? { ...content, renewal: renewal({ together: content.together }) } : content;
};

/** Every cause, and everything that may hold then. */
export const REVERSED: PaymentReversedContent[] = [
  ...REVERSAL_CAUSES.map((cause) => paymentReversed({ cause })),
  paymentReversed({ now: { code: 'over', through: day('2021-10-01') } }),
  paymentReversed({ now: { code: 'expired', on: day('2021-10-02') } }),
  paymentReversed({ now: { code: 'superseded', on: day('2021-09-20'), by: 'M8' } }),
  paymentReversed({ together: [GOLD, { ...SILVER, competency: 'Security' }] }),
  paymentReversed({ paid: 'order' }),
  paymentReversed({ paid: 'order', now: { code: 'over', through: day('2021-10-01') } }),
];

export const listingVisible = (changes: Partial<ListingVisibleContent> = {}): ListingVisibleContent => ({
  ...partner,
  kind: 'listing-visible',
  displayName: 'Contoso Academy',
  url: 'https://learn.contoso.example/microsoft?a=1&b=2',
  visibleOn: day('2021-10-07'),
  ...changes,
});

export const operatorAlert = (changes: Partial<OperatorAlertContent> = {}): OperatorAlertContent => ({
  ...partner,
  kind: 'operator-alert',
  asOf: day('2021-08-17'),
  membershipId: 'M7',
  alert: { code: 'no-recipient', notice: 'renewal', stage: -15, anniversary: day('2021-09-01') },
  ...changes,
});
