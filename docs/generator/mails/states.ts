/** What the mails of the gallery say: every kind, in each state that looks different. */
import type { Missing } from '../../../shared/domain/offers/shortfall.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import {
  ALL_PROBLEMS,
  atRisk,
  BEFORE,
  deliveryLost,
  ended,
  expired,
  LAST_DAY,
  listingDropped,
  listingIncomplete,
  listingVisible,
  NOBODY_GOES_ON,
  operatorAlert,
  paymentReversed,
  renewal,
  renewed,
  upgraded,
} from '../../../test/unit/mail/samples/contents.ts';
import {
  ACTION_PACK,
  ALL_LICENCES,
  day,
  GOLD,
  LEARNING_ACTION_PACK,
  month,
  SILVER,
  SPECIALIZATION,
} from '../../../test/unit/mail/samples/parts.ts';

const REVIEW: Missing = { code: 'profile-review', lastReviewedOn: day('2021-03-04'), maxAgeDays: 90 };
const TRAINERS: Missing = { code: 'mct', have: 3, need: 4 };
const SO_FAR: Missing = {
  code: 'kpi-pending',
  decidesOn: day('2021-09-15'),
  soFar: { have: '18', need: '24', from: month('2020-09'), to: month('2021-07') },
};
const PATHS: Missing = {
  code: 'paths',
  paths: [
    [{ code: 'exams', have: 1, need: 2, certification: 'AZ-400' }],
    [{ code: 'performance', have: '81250', need: '100000', metric: 'revenue' }],
  ],
};
const SECURITY = { ...SILVER, competency: 'Security', learningOption: false };
const TOGETHER = [GOLD, SECURITY];

/** By the name of its file. Twenty-four: the contact sheet shows them all. */
export const STATES: Readonly<Record<string, NoticeContent>> = {
  'renewal-before': renewal({ ...BEFORE, missing: [{ code: 'fee' }, REVIEW, SO_FAR] }),
  'renewal-window': renewal({ missing: [{ code: 'fee' }, REVIEW, TRAINERS], licences: ALL_LICENCES }),
  'renewal-pack': renewal({ terms: ACTION_PACK, losses: [{ code: 'benefits' }, { code: 'licenses' }] }),
  'renewal-last-day': renewal(LAST_DAY),
  'renewal-extension': renewal({ extension: { id: '2021-h2', terms: [] } }),
  'renewal-together': renewal({
    together: TOGETHER,
    missing: [{ code: 'fee' }, { ...PATHS, terms: SECURITY }],
  }),
  'at-risk-people': atRisk({
    missing: [PATHS],
    causes: [{ code: 'left', on: day('2021-05-10'), employeeId: 'E-7', name: 'Kim Minji', certifications: ['AZ-400'] }],
  }),
  'at-risk-kpi': atRisk({
    missing: [{ code: 'kpi', have: '18', need: '24', from: month('2020-09'), to: month('2021-08') }],
  }),
  'delivery-lost': deliveryLost(),
  expired: expired({ licences: ALL_LICENCES }),
  'expired-together': expired({ together: TOGETHER }),
  renewed: renewed(),
  'renewed-lower': renewed({ terms: SILVER, ended: [GOLD] }),
  'renewed-together': renewed({ together: TOGETHER }),
  reinstated: renewed({ kind: 'reinstated', terms: LEARNING_ACTION_PACK }),
  upgraded: upgraded({ licences: ALL_LICENCES.slice(0, 2) }),
  consolidated: ended({ licences: ALL_LICENCES.slice(0, 2) }),
  'benefits-ended': ended({ ...NOBODY_GOES_ON, terms: SPECIALIZATION }),
  'payment-reversed': paymentReversed({ cause: 'chargeback' }),
  'payment-reversed-over': paymentReversed({ now: { code: 'over', through: day('2021-10-01') } }),
  'listing-incomplete': listingIncomplete(ALL_PROBLEMS.slice(0, 4)),
  'listing-visible': listingVisible(),
  'listing-dropped': listingDropped(),
  'operator-alert': operatorAlert(),
};
