import type { CivilDate } from '../core/calendar.ts';
import type { Workflow } from '../core/workflow.ts';
import type { NoticeKind } from './notice-kind.ts';

/** The content of an alert to the operators, always in English. */
export type OperatorAlertContent = {
  kind: 'operator-alert';
  asOf: CivilDate;
  partnerId: string;
  partnerName: string;
  membershipId: string | null;
  /** The cause, e.g. that a notice has no recipient (R-ROLE-4). `stage`: null for a notice without one. */
  alert:
    | { code: 'no-recipient'; notice: NoticeKind; stage: number | null; anniversary: CivilDate }
    | { code: 'no-recipient-for-listing' }
    /** The mail to the last reachable admin bounced or was complained about. */
    | { code: 'last-admin-unreachable' }
    /**
     * A notice that no recipient received. `anniversary`: null if it is about none; `more`: number of recipients not
     * listed.
     */
    | {
        code: 'undelivered';
        notice: NoticeKind;
        stage: number | null;
        anniversary: CivilDate | null;
        recipients: { to: string; reason: string }[];
        more: number;
      }
    /** Notices that were not accepted for days and are not tried again. */
    | { code: 'given-up'; notices: { to: string; reason: string }[] }
    /** A payment recorded late has left two packs that are paid: one ends on the day (R-MEM-6). */
    | { code: 'second-pack'; kept: string; ended: string; on: CivilDate }
    /** An operator has reversed a payment (R-REN-9). `isNobodyTold`: no admin can be reached by email (R-ROLE-4). */
    | {
        code: 'payment-reversed';
        reference: string;
        paidOn: CivilDate;
        cause: string;
        ticket: string;
        isNobodyTold: boolean;
      }
    /** An item that has failed in a workflow since a day and is not tried again. */
    | { code: 'set-aside'; workflow: Workflow; since: CivilDate; reason: string };
};
