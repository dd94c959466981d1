/**
 * The events of the program: what each says, and from which version on (docs/events). A type's data only grows, by
 * fields that are optional; any other change is a next version of the type.
 */
import * as z from 'zod';
import { BENEFIT_KINDS, EDITIONS } from '../../../domain/benefits/benefit.ts';
import { WORKFLOWS } from '../../../domain/core/workflow.ts';
import { PHASES } from '../../../domain/directory/next-due-date.ts';
import { NOTICE_KINDS } from '../../../domain/notices/notice-kind.ts';
import { LOSSES } from '../../../domain/notices/notice-state.ts';
import { METRICS } from '../../../domain/offers/metric.ts';
import { LOCALES, ROLES, UNREACHABLE_CAUSES } from '../../../domain/partners/partner.ts';
import { amount, cause, count, cycle, day, id, membershipState, month, terms } from './values.ts';

type EventType = {
  /** Of the data. */
  readonly version: number;
  /** In a sentence. */
  readonly says: string;
  readonly data: z.ZodType<Record<string, unknown>>;
};

const membership = <Shape extends z.ZodRawShape>(further: Shape) =>
  z.strictObject({ state: membershipState, ...further });

const notice = {
  kind: z.enum(NOTICE_KINDS),
  stage: z.int().nullable().describe('Days relative to the anniversary; null for a notice without a stage.'),
  role: z.enum([...ROLES, 'operator']),
  locale: z.enum(LOCALES),
};

const payment = {
  for: z.enum(['renewal', 'order', 'upgrade']),
  cycle: cycle.describe('The cycle that was paid.'),
  reference: z.string().describe('Of the payment, as the command gave it.'),
};

const benefit = { tokenId: id, kind: z.enum(BENEFIT_KINDS) };
const granted = {
  ...benefit,
  product: z.string().nullable().describe('Null: a Visual Studio subscription.'),
  edition: z.enum(EDITIONS).nullable().describe('Null: no Visual Studio subscription.'),
  amount: z.int().positive().describe('Seats of a token, activations of a key; 1 subscription.'),
};
const listing = { month: month.describe('Of the batch.') };
const SHORTFALLS = ['kpi', 'mct', 'exams', 'performance', 'paths'] as const;

export const EVENT_TYPES = {
  'partner.created': {
    version: 1,
    says: 'A partner has come into the program.',
    data: z.strictObject({ country: z.string().describe('ISO 3166-1 alpha-2.') }),
  },
  'partner.changed': {
    version: 1,
    says: 'Something about a partner has changed that no other event tells.',
    data: z.strictObject({
      changed: z.array(
        z.enum(['name', 'country', 'verifiedDomains', 'profileReviews', 'mctCount', 'accountProfile', 'contacts']),
      ),
      roles: z.array(z.enum(ROLES)).describe('Those that its contacts have.'),
    }),
  },
  'partner.unreachable': {
    version: 1,
    says: 'Nothing is sent to an address of a partner any more.',
    data: z.strictObject({ cause: z.enum(UNREACHABLE_CAUSES), since: day }),
  },
  'partner.merged': {
    version: 1,
    says: 'A partner has become part of another one.',
    data: z.strictObject({ into: id, on: day }),
  },
  'membership.ordered': {
    version: 1,
    says: 'A partner has enrolled, and is to pay.',
    data: membership({}),
  },
  'membership.lapsed': {
    version: 1,
    says: 'An order was not paid in time.',
    data: membership({}),
  },
  'membership.enrolled': {
    version: 1,
    says: 'A membership has come into force, by an import or by the payment of an order.',
    data: membership({ how: z.enum(['import', 'payment']) }),
  },
  'membership.renewed': {
    version: 1,
    says: 'A membership was renewed in time.',
    data: membership({
      paidOn: day,
      closedCycle: cycle,
      notRenewed: z.array(terms).describe('Terms that ended, because they were not met.'),
    }),
  },
  'membership.reinstated': {
    version: 1,
    says: 'A membership that had expired was renewed, by a payment that was recorded late or allowed after the window.',
    data: membership({
      paidOn: day,
      closedCycle: cycle,
      notRenewed: z.array(terms).describe('Terms that ended, because they were not met.'),
    }),
  },
  'membership.upgraded': {
    version: 1,
    says: 'A gold membership has come into force in the place of a silver one.',
    data: membership({ from: id.describe('The silver membership.') }),
  },
  'membership.expired': {
    version: 1,
    says: 'A membership has expired: its benefits have ended.',
    data: membership({}),
  },
  'membership.superseded': {
    version: 1,
    says: 'Another membership is in the place of this one.',
    data: membership({ by: id }),
  },
  'membership.at-risk': {
    version: 1,
    says: 'Something that a renewal needs is missing.',
    data: membership({ shortfalls: z.array(z.enum(SHORTFALLS)), metrics: z.array(z.enum(METRICS)) }),
  },
  'membership.on-track': {
    version: 1,
    says: 'Nothing is missing any more of what a renewal needs.',
    data: membership({}),
  },
  'membership.declined': {
    version: 1,
    says: 'The partner has declared that it will not renew the cycle, or has withdrawn that.',
    data: membership({ isWithdrawn: z.boolean() }),
  },
  'membership.override-granted': {
    version: 1,
    says: 'A payment after the window is allowed.',
    data: membership({ until: day, ticket: z.string() }),
  },
  'membership.corrected': {
    version: 1,
    says: 'A membership was recorded wrongly, or a payment of it was taken back, and it is as it should be now.',
    data: membership({}),
  },
  'membership.renamed': {
    version: 1,
    says: 'A membership has another id: told of the former one, which is moved, and of the new one.',
    data: membership({
      former: id.nullable().describe('Of the new one: the former id. Null: this is the former one.'),
    }),
  },
  'membership.merged': {
    version: 1,
    says: 'A merge of two partners has moved a membership, told at both partners, or has it renewed together with others.',
    data: membership({
      what: z.enum(['left', 'arrived', 'renewed-together']),
      mergedFrom: id.nullable().describe('Of one that has arrived: the partner that had it.'),
    }),
  },
  'membership.changed': {
    version: 1,
    says: 'A membership has changed in a way that no other event tells.',
    data: membership({}),
  },
  'payment.recorded': {
    version: 1,
    says: 'A payment was recorded.',
    data: z.strictObject({ ...payment, paidOn: day, recordedOn: day }),
  },
  'payment.refused': {
    version: 1,
    says: 'A payment was refused: nothing has changed.',
    data: z.strictObject({ reason: z.string().describe('In words; the rule is in `rule`.') }),
  },
  'payment.reversed': {
    version: 1,
    says: 'A payment that was recorded does not count any more.',
    data: z.strictObject({ ...payment, cause, ticket: z.string() }),
  },
  'notice.sent': {
    version: 1,
    says: 'The mail service has accepted a mail.',
    data: z.strictObject({ ...notice, messageId: id.describe('The id that the mail service gave.') }),
  },
  'notice.undeliverable': {
    version: 1,
    says: 'A mail was not accepted, or did not arrive.',
    data: z.strictObject({
      ...notice,
      loss: z.enum(LOSSES).nullable().describe('Null: the mail service never accepted it.'),
    }),
  },
  'notice.uncertain': {
    version: 1,
    says: 'Nobody can say whether a mail was accepted.',
    data: z.strictObject(notice),
  },
  'kpi.published': {
    version: 1,
    says: "A partner's KPI were published, or published anew because lines came late or were corrected.",
    data: z.strictObject({
      from: month,
      to: month.describe('The last month, inclusive.'),
      kpi: amount,
      revenue: z.record(z.string(), amount).describe('By currency, ISO 4217.'),
      isRevision: z.boolean(),
      renewals: z.array(
        z.strictObject({
          membershipId: id,
          cycle,
          anniversary: day,
          requirement: amount.nullable(),
          eligibility: z.enum(['met', 'not-met', 'pending', 'waived', 'undecidable']),
        }),
      ),
    }),
  },
  'listing.submitted': {
    version: 1,
    says: 'A listing was submitted to the directory with the batch of a month.',
    data: z.strictObject({ ...listing, action: z.enum(['add', 'update']) }),
  },
  'listing.visible': {
    version: 1,
    says: 'A submitted listing is visible in the directory.',
    data: z.strictObject({ ...listing, on: day }),
  },
  'listing.removed': {
    version: 1,
    says: 'A listing was withdrawn from the directory.',
    data: z.strictObject({}),
  },
  'benefit.issued': {
    version: 1,
    says: 'A membership has got a benefit.',
    data: z.strictObject({ ...granted, replaces: id.nullable().describe('The token that it replaces.') }),
  },
  'benefit.activated': {
    version: 1,
    says: 'A token or subscription was activated, or activations of a key were used.',
    data: z.strictObject({ ...benefit, on: day, count: z.int().positive() }),
  },
  'benefit.assigned': {
    version: 1,
    says: 'A subscription was assigned to a person, from whom it is taken at the next assignment.',
    data: z.strictObject({ ...benefit, on: day }),
  },
  'benefit.changed': {
    version: 1,
    says: 'An activation, an assignment or a replacement was taken back, or the membership has another id.',
    data: z.strictObject(benefit),
  },
  'benefit.moved': {
    version: 1,
    says: 'A merge of two partners has brought a benefit.',
    data: z.strictObject({ ...granted, from: z.strictObject({ partnerId: id, tokenId: id }) }),
  },
  'benefit.ended': {
    version: 1,
    says: 'A benefit has ended; or all those of a membership, because it has ended.',
    data: z.strictObject({
      tokenId: id.nullable().describe('Null: whatever the membership has.'),
      cause: z.enum(['membership-ended', 'replaced', 'reversed', 'merged']),
    }),
  },
  'benefit.resumed': {
    version: 1,
    says: 'All benefits of a membership are in force again, because it is.',
    data: z.strictObject({}),
  },
  'person.erased': {
    version: 1,
    says: 'A person was erased. Whoever keeps what the events do not tell has to erase it, too.',
    data: z.strictObject({ partners: z.array(id).describe('At which the person was erased.'), ticket: z.string() }),
  },
  'command.done': {
    version: 1,
    says: 'A command was carried out.',
    data: z.strictObject({ command: id }),
  },
  'command.refused': {
    version: 1,
    says: 'A command was refused: nothing has changed.',
    data: z.strictObject({
      command: id,
      reason: z.string().nullable().describe('In words. Null: it may name people.'),
    }),
  },
  'run.completed': {
    version: 1,
    says: 'A planned run was done for all partners, and nothing failed.',
    data: z.strictObject({ workflow: z.enum(WORKFLOWS), asOf: day, phase: z.enum(PHASES).nullable() }),
  },
  'run.incomplete': {
    version: 1,
    says: 'A run of all partners has ended, and something failed or was left.',
    data: z.strictObject({
      workflow: z.enum(WORKFLOWS),
      asOf: day,
      phase: z.enum(PHASES).nullable(),
      failed: count,
    }),
  },
  'change.unreadable': {
    version: 1,
    says: 'Something has changed that could not be told: ask for it.',
    data: z.strictObject({ item: z.string().describe('The sort key of the item.'), version: count }),
  },
} as const satisfies Record<string, EventType>;

export type EventTypeName = keyof typeof EVENT_TYPES;
export type EventData<Type extends EventTypeName> = z.output<(typeof EVENT_TYPES)[Type]['data']>;
