/** What a membership's own item says of its life, for `explain`: how it began, and how it ended. */
import type { CivilDate } from './calendar.ts';
import { enrolledSaid } from './enrolment.ts';
import type { Membership } from './membership.ts';
import { boughtSaid } from './order-payment.ts';
import { upgradedSaid } from './upgrade.ts';

export type LifeFact = {
  on: CivilDate;
  what: string;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
  runId: string | null;
};

/** The earliest first. */
export const lifeOf = (membership: Membership): LifeFact[] => [...beginning(membership), ...end(membership)];

function beginning(membership: Membership): LifeFact[] {
  const { origin, loadedOn, status, cycle, stamp } = membership;
  const runId = stamp?.runId ?? null;
  switch (origin.kind) {
    case 'import': {
      const reason = `loaded; now ${status.name}, cycle ${cycle}`;
      return [{ on: loadedOn, what: 'loaded', rule: 'R-MEM-1', reason, inputs: {}, runId }];
    }
    case 'order': {
      const { payment, commandId } = origin;
      const enrolled = { on: loadedOn, what: 'enrolled', ...enrolledSaid(membership), runId };
      if (payment === null || payment.commandId === commandId) return [enrolled];
      const said = boughtSaid(membership, payment);
      return [enrolled, { on: payment.recordedOn, what: 'order-paid', ...said, runId: payment.stamp?.runId ?? null }];
    }
    case 'upgrade':
      return [{ on: loadedOn, what: 'upgraded', ...upgradedSaid(membership), runId }];
  }
}

/** What ends with a notice is told by that. */
function end({ status }: Membership): LifeFact[] {
  switch (status.name) {
    case 'ordered':
    case 'active':
    case 'expired':
      return [];
    case 'lapsed': {
      const reason = `ordered on ${status.createdOn} and not paid in time`;
      const inputs = { createdOn: status.createdOn };
      return [{ on: status.on, what: 'order-lapsed', rule: 'R-MEM-8', reason, inputs, runId: null }];
    }
    case 'superseded': {
      const reason = `superseded by ${status.by}`;
      return [{ on: status.on, what: 'superseded', rule: 'R-MEM-5', reason, inputs: { by: status.by }, runId: null }];
    }
  }
}
