import type { CivilDate } from '../core/calendar.ts';
import type { Workflow } from '../core/workflow.ts';

/** To the program's operators, in English. */
export type OperatorAlertContent = {
  kind: 'operator-alert';
  asOf: CivilDate;
  partnerId: string;
  partnerName: string;
  membershipId: string | null;
  /** What cannot be done without them, e.g. nobody to whom the notice of a stage could be sent (R-ROLE-4). */
  alert:
    | { code: 'no-recipient'; stage: number; anniversary: CivilDate }
    | { code: 'no-recipient-for-listing' }
    /** The mail to the last admin who could be reached did not arrive, or was complained about. */
    | { code: 'last-admin-unreachable' }
    /** Notices that no attempt of several days could send, and that are not tried again. */
    | { code: 'given-up'; notices: { to: string; reason: string }[] }
    /** An item that failed in a workflow since a day, and is not tried again. */
    | { code: 'set-aside'; workflow: Workflow; since: CivilDate; reason: string };
};
