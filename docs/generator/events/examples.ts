/** An example of each type of event; all are of one partner, in no order. */
import type { EventData, EventTypeName } from '../../../shared/workflows/events/catalogue/event-types.ts';
import {
  type EventSubject,
  numbered,
  type ProgramEvent,
  type UnnumberedEvent,
} from '../../../shared/workflows/events/catalogue/program-event.ts';
import { type CommandRejection, rejectionOf } from '../../../shared/workflows/events/catalogue/rejection.ts';
import type { MembershipState } from '../../../shared/workflows/events/catalogue/values.ts';

const PARTNER = 'P-00042';
const SERIES = 'partner-program-prod-data-Table';
const AT = '2027-03-02T08:00:00Z';
const RUN = 'renewal-notices-2027-03-02';

const active: MembershipState = {
  offer: 'competency',
  competency: 'Cloud Platform',
  level: 'silver',
  learningOption: true,
  status: 'active',
  since: null,
  purchasedOn: '2021-03-01',
  cycle: 6,
  anniversary: '2027-03-01',
  windowOpens: '2027-03-02',
  windowCloses: '2027-03-31',
  overrideUntil: null,
  declinedOn: null,
  isAtRisk: false,
  together: [],
  renewedWith: null,
  supersededBy: null,
  movedTo: null,
};
const renewed: MembershipState = {
  ...active,
  cycle: 7,
  anniversary: '2028-03-01',
  windowOpens: '2028-03-02',
  windowCloses: '2028-03-31',
};
const state = active;
const membershipId = 'M-1';
const ofCycle = { membershipId, cycle: 6 };
const paid = { commandId: 'R-billing-2027-118', runId: 'bus-0b6f0f0e' };
const renewal = { paidOn: '2027-03-02', closedCycle: 6, notRenewed: [] };
const mail = { kind: 'renewal', stage: 1, role: 'global-admin', locale: 'ko-KR' } as const;
const noticeId = 'P-00042__M-1__6__1__8d0c6a2b1f3e4d5c';
const tokenId = 'T-7';
const token = { tokenId, kind: 'token', product: 'Windows Server', edition: null, amount: 25 } as const;
const TICKET = 'SR-1042';

type Example<Type extends EventTypeName> = Omit<EventSubject, 'partnerId'> & { data: EventData<Type> };

const EXAMPLES: { [Type in EventTypeName]: Example<Type> } = {
  'partner.created': { rule: 'R-ROLE-1', data: { country: 'KR' } },
  'partner.changed': { rule: 'R-ROLE-1', data: { changed: ['contacts'], roles: ['global-admin', 'account-admin'] } },
  'partner.unreachable': { rule: 'R-NOT-7', noticeId, data: { cause: 'bounce', since: '2027-03-02' } },
  'partner.merged': { rule: 'R-MRG-1', data: { into: 'P-00007', on: '2027-03-02' } },
  'membership.ordered': {
    rule: 'R-MEM-3',
    membershipId,
    cycle: 1,
    data: { state: { ...state, status: 'ordered', since: '2027-03-02', cycle: 1 } },
  },
  'membership.lapsed': {
    rule: 'R-MEM-8',
    membershipId,
    cycle: 1,
    data: { state: { ...state, status: 'lapsed', since: '2027-04-02', cycle: 1 } },
  },
  'membership.enrolled': { rule: 'R-MEM-1', ...ofCycle, data: { state, how: 'import' } },
  'membership.renewed': { rule: 'R-REN-2', membershipId, cycle: 7, ...paid, data: { state: renewed, ...renewal } },
  'membership.reinstated': {
    rule: 'R-REN-6',
    membershipId,
    cycle: 7,
    ...paid,
    data: { state: renewed, ...renewal, paidOn: '2027-03-31' },
  },
  'membership.upgraded': {
    rule: 'R-MEM-5',
    membershipId: 'M-2',
    cycle: 1,
    data: { state: { ...renewed, level: 'gold', cycle: 1 }, from: membershipId },
  },
  'membership.expired': {
    rule: 'R-EXP-1',
    ...ofCycle,
    data: { state: { ...state, status: 'expired', since: '2027-04-01' } },
  },
  'membership.superseded': {
    rule: 'R-MEM-5',
    ...ofCycle,
    data: { state: { ...state, status: 'superseded', since: '2027-03-02', supersededBy: 'M-2' }, by: 'M-2' },
  },
  'membership.at-risk': {
    rule: 'R-COMP-5',
    ...ofCycle,
    data: { state: { ...state, isAtRisk: true }, shortfalls: ['performance'], metrics: ['active-usage'] },
  },
  'membership.on-track': { rule: 'R-COMP-5', ...ofCycle, data: { state } },
  'membership.declined': {
    rule: 'R-REN-8',
    ...ofCycle,
    data: { state: { ...state, declinedOn: '2027-03-02' }, isWithdrawn: false },
  },
  'membership.override-granted': {
    rule: 'R-REN-7',
    ...ofCycle,
    data: { state: { ...state, overrideUntil: '2027-04-15' }, until: '2027-04-15', ticket: TICKET },
  },
  'membership.corrected': { rule: 'R-MEM-9', ...ofCycle, data: { state } },
  'membership.renamed': { rule: 'R-MEM-9', ...ofCycle, data: { state, former: 'M-01' } },
  'membership.merged': { rule: 'R-MRG-1', ...ofCycle, data: { state, what: 'arrived', mergedFrom: 'P-00099' } },
  'membership.changed': { rule: 'R-MRG-7', ...ofCycle, data: { state } },
  'payment.recorded': {
    rule: 'R-REN-1',
    ...ofCycle,
    ...paid,
    data: { for: 'renewal', cycle: 6, reference: 'INV-9', paidOn: '2027-03-02', recordedOn: '2027-03-02' },
  },
  'payment.refused': {
    rule: 'R-REN-4',
    ...ofCycle,
    ...paid,
    data: { reason: 'not met: 800 KPI of 1000; the highest level met is Learning Action Pack' },
  },
  'payment.reversed': {
    rule: 'R-REN-9',
    ...ofCycle,
    data: { for: 'renewal', cycle: 6, reference: 'INV-9', cause: 'chargeback', ticket: TICKET },
  },
  'notice.sent': { rule: 'R-NOT-1', ...ofCycle, noticeId, runId: RUN, data: { ...mail, messageId: '0100018f-6f0e' } },
  'notice.undeliverable': { rule: 'R-NOT-2', ...ofCycle, noticeId, data: { ...mail, loss: 'permanent' } },
  'notice.uncertain': { rule: 'R-NOT-2', ...ofCycle, noticeId, data: mail },
  'kpi.published': {
    rule: 'R-KPI-4',
    runId: 'kpi-refresh-2027-03-15',
    data: {
      from: '2026-03',
      to: '2027-02',
      kpi: '1250',
      revenue: { EUR: '48000.00' },
      isRevision: false,
      renewals: [{ membershipId, cycle: 6, anniversary: '2027-03-01', requirement: '1000', eligibility: 'met' }],
    },
  },
  'listing.submitted': { rule: 'R-DIR-4', data: { month: '2027-03', action: 'add' } },
  'listing.visible': { rule: 'R-DIR-5', data: { month: '2027-03', on: '2027-04-07' } },
  'listing.removed': { rule: 'R-DIR-4', data: {} },
  'benefit.issued': { rule: 'R-LIC-1', membershipId, data: { ...token, replaces: null } },
  'benefit.activated': {
    rule: 'R-LIC-2',
    membershipId,
    data: { tokenId, kind: 'token', on: '2027-03-02', count: 25 },
  },
  'benefit.assigned': {
    rule: 'R-LIC-5',
    membershipId,
    data: { tokenId: 'VS-1', kind: 'visual-studio', on: '2027-03-02' },
  },
  'benefit.changed': { rule: 'R-OPS-1', membershipId, data: { tokenId, kind: 'token' } },
  'benefit.moved': {
    rule: 'R-MRG-1',
    membershipId,
    data: { ...token, from: { partnerId: 'P-00099', tokenId } },
  },
  'benefit.ended': { rule: 'R-LIC-6', ...ofCycle, data: { tokenId: null, cause: 'membership-ended' } },
  'benefit.resumed': { rule: 'R-LIC-1', ...ofCycle, data: {} },
  'person.erased': { rule: 'R-OPS-4', commandId: 'R-42', data: { partners: [PARTNER], ticket: TICKET } },
  'command.done': { rule: 'R-REN-2', ...ofCycle, ...paid, data: { command: 'record-payment' } },
  'command.refused': {
    rule: 'R-REN-4',
    ...ofCycle,
    ...paid,
    data: {
      command: 'record-payment',
      reason: 'not met: 800 KPI of 1000; the highest level met is Learning Action Pack',
    },
  },
  'run.completed': {
    rule: 'R-NOT-4',
    runId: RUN,
    data: { workflow: 'renewal-notices', asOf: '2027-03-02', phase: null },
  },
  'run.incomplete': {
    rule: 'R-NOT-4',
    runId: RUN,
    data: { workflow: 'renewal-notices', asOf: '2027-03-02', phase: null, failed: 2 },
  },
  'change.unreadable': { rule: 'none', data: { item: 'MEMBERSHIP#M-1', version: 9 } },
};

export function exampleOf(type: EventTypeName): ProgramEvent {
  const isOfRun = type.startsWith('run.');
  const event = { type, partnerId: isOfRun ? null : PARTNER, ...EXAMPLES[type] } as UnnumberedEvent;
  return numbered(
    event,
    { series: SERIES, about: isOfRun ? 'workflow/renewal-notices' : `partner/${PARTNER}` },
    17,
    AT,
  );
}

export const REJECTION_EXAMPLE: CommandRejection = rejectionOf({
  eventId: '6c3b0c0e-5a4f-4c57-9e1d-7f2f6f0a1b2c',
  source: 'billing',
  at: AT,
  problems: [{ field: 'paidOn', allowed: 'a date YYYY-MM-DD' }],
});
