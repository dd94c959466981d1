/** A content of every kind of notice, and how each is composed. */
import { WORKFLOWS } from '../../../../shared/domain/core/workflow.ts';
import { REVERSAL_CAUSES } from '../../../../shared/domain/memberships/membership.ts';
import type { Shortfall } from '../../../../shared/domain/offers/shortfall.ts';
import type { Terms } from '../../../../shared/domain/offers/terms.ts';
import { LOCALES, type Locale } from '../../../../shared/domain/partners/partner.ts';
import { type ComposedMail, composeMail } from '../../../../shared/mail/compose/compose-mail.ts';
import type { NoticeContent } from '../../../../shared/mail/compose/notice-content.ts';
import {
  ALL_PROBLEMS,
  atRisk,
  BEFORE,
  deliveryLost,
  ended,
  expired,
  LAST_BUT_ONE,
  LAST_DAY,
  listingDropped,
  listingIncomplete,
  listingVisible,
  NOBODY_GOES_ON,
  operatorAlert,
  REVERSED,
  renewal,
  renewed,
  upgraded,
} from './contents.ts';
import {
  ALL_CAUSES,
  ALL_LICENCES,
  ALL_LOSSES,
  ALL_MISSING,
  ALL_SHORTFALLS,
  ALL_TERMS,
  CONFIGURED,
  day,
  GOLD,
  LEARNING_ACTION_PACK,
  LINKS,
  NAMES,
  SILVER,
  SPECIALIZATION,
} from './parts.ts';

const NOTICES = [
  { notice: 'renewal', stage: -15 },
  { notice: 'expired', stage: 31 },
  { notice: 'renewed', stage: null },
  { notice: 'reinstated', stage: null },
  { notice: 'upgraded', stage: null },
  { notice: 'consolidated', stage: null },
  { notice: 'benefits-ended', stage: null },
  { notice: 'renewal-at-risk', stage: null },
  { notice: 'delivery-lost', stage: null },
  { notice: 'payment-reversed', stage: null },
  { notice: 'listing-incomplete', stage: null },
  { notice: 'listing-visible', stage: null },
  { notice: 'listing-dropped', stage: null },
] as const;

const GIVEN_UP = {
  code: 'given-up' as const,
  notices: [
    { to: 'ada@contoso.example', reason: 'not accepted for 7 days: MessageRejected: Email address is not verified.' },
  ],
};

/** Of a notice of every kind; alerts are about other mails. */
const UNDELIVERED = NOTICES.map(({ notice, stage }) =>
  operatorAlert({
    membershipId: notice.startsWith('listing') ? null : 'M7',
    alert: {
      code: 'undelivered',
      notice,
      stage,
      anniversary: stage === null ? null : day('2021-09-01'),
      recipients: [{ to: 'ada@contoso.example', reason: 'bounce Transient/MailboxFull: smtp; 452 4.2.2' }],
      more: stage === null ? 12 : 0,
    },
  }),
);

const SET_ASIDE = WORKFLOWS.map((workflow) =>
  operatorAlert({
    membershipId: workflow === 'renewal-notices' || workflow === 'grace-expiry' ? 'M7' : null,
    alert: {
      code: 'set-aside',
      workflow,
      since: day('2021-08-10'),
      reason: 'CorruptItem: stored partner does not match',
    },
  }),
);

const OTHERS: Terms[] = [
  { ...SILVER, competency: 'DevOps' },
  { ...SILVER, competency: 'Security' },
];

const [DEVOPS, SECURITY] = OTHERS as [Terms, Terms];
const NO_TRAINERS: Shortfall = { code: 'mct', have: 0, need: 1, terms: DEVOPS };
const TOGETHER = [GOLD, ...OTHERS];

/**
 * Joint renewals: something is missing for two of three competencies, and an extension waives the requirements of the
 * third.
 */
const JOINT: NoticeContent[] = [
  renewal({
    together: TOGETHER,
    missing: [{ code: 'fee' }, ...ALL_SHORTFALLS.map((each) => ({ ...each, terms: GOLD })), NO_TRAINERS],
    extension: { id: '2021-h2', terms: [SECURITY] },
  }),
  renewal({ together: TOGETHER }),
  expired({ together: TOGETHER }),
  atRisk({ together: TOGETHER, missing: [NO_TRAINERS] }),
  renewed({ together: TOGETHER }),
  renewed({ terms: SILVER, together: [SILVER, DEVOPS], ended: [GOLD, SECURITY], kind: 'reinstated' }),
  renewed({ terms: DEVOPS, ended: [GOLD, SECURITY] }),
];

/** Every kind, in every variant that has words of its own. */
export const ALL_CONTENTS: NoticeContent[] = [
  ...[{}, BEFORE, LAST_BUT_ONE, LAST_DAY].flatMap((when) => [
    ...ALL_TERMS.flatMap((terms) => ALL_MISSING.map((missing) => renewal({ ...when, terms, missing: [missing] }))),
    renewal({ ...when, missing: ALL_MISSING, extension: { id: '2021-h2', terms: [] }, licences: ALL_LICENCES }),
  ]),
  expired({ licences: ALL_LICENCES }),
  ...REVERSAL_CAUSES.map((cause) => expired({ reversed: { paidOn: day('2021-09-20'), cause } })),
  renewal({ licences: Array.from({ length: 13 }, () => ALL_LICENCES[0]!) }),
  ...ALL_TERMS.flatMap((terms) => [expired({ terms }), renewed({ terms }), renewed({ terms, kind: 'reinstated' })]),
  ...ALL_TERMS.flatMap((terms) => ALL_SHORTFALLS.map((missing) => atRisk({ terms, missing: [missing] }))),
  atRisk({ missing: ALL_SHORTFALLS, causes: ALL_CAUSES, deliveryLostOn: day('2021-05-03') }),
  renewed({ kind: 'reinstated', isInTime: false }),
  renewed({ continuesIn: { membershipId: 'M8', on: day('2021-09-25') } }),
  renewed({ terms: LEARNING_ACTION_PACK, losses: ALL_LOSSES.filter(({ code }) => code !== 'competency') }),
  renewed({ terms: SILVER, ended: [GOLD] }),
  ...JOINT,
  renewed({ terms: LEARNING_ACTION_PACK, kind: 'reinstated', ended: [SILVER] }),
  upgraded({ licences: ALL_LICENCES }),
  upgraded({ discountPercent: 0 }),
  ended({ licences: ALL_LICENCES }),
  ...ALL_TERMS.flatMap((terms) => [ended({ terms }), ended({ terms, ...NOBODY_GOES_ON, licences: ALL_LICENCES })]),
  ended({
    goesOn: { membershipId: 'M8', terms: SILVER, covers: [GOLD, SPECIALIZATION], anniversary: day('2021-12-01') },
  }),
  deliveryLost(),
  ...REVERSED,
  listingIncomplete(),
  listingVisible(),
  listingDropped(),
  listingDropped({ why: 'merged' }),
  listingDropped({ why: 'incomplete', problems: ALL_PROBLEMS }),
  operatorAlert(),
  ...[true, false].map((isNobodyTold) =>
    operatorAlert({
      alert: {
        code: 'payment-reversed',
        reference: 'wire 815',
        paidOn: day('2021-09-10'),
        cause: 'chargeback',
        ticket: '4711',
        isNobodyTold,
      },
    }),
  ),
  operatorAlert({ membershipId: null, alert: { code: 'no-recipient-for-listing' } }),
  operatorAlert({ alert: { code: 'last-admin-unreachable' } }),
  operatorAlert({ membershipId: null, alert: { code: 'last-admin-unreachable' } }),
  operatorAlert({ alert: { code: 'second-pack', kept: 'A-9', ended: 'A-1', on: day('2022-03-15') } }),
  ...SET_ASIDE,
  ...UNDELIVERED,
  ...[null, 'M7'].map((membershipId) => operatorAlert({ membershipId, alert: GIVEN_UP })),
];

export const compose = (content: NoticeContent, locale: Locale = 'en', name: string = NAMES[locale]): ComposedMail =>
  composeMail(content, { name, locale }, LINKS);

/** The same of a program that configures everything that mails say about it. */
export const composeConfigured = (content: NoticeContent, locale: Locale = 'en'): ComposedMail =>
  composeMail(content, { name: NAMES[locale], locale }, CONFIGURED);

/** The visible text of HTML: no style sheet, no tags, entities resolved. */
export const visible = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

export const MATRIX = LOCALES.flatMap((locale) => ALL_CONTENTS.map((content) => ({ locale, content })));
