/** What a membership's own item says of its life, for `explain`: how it began, and how it ended. */
import type { CivilDate } from './calendar.ts';
import { enrolledSaid } from './enrolment.ts';
import type { Membership } from './membership.ts';
import { boughtSaid } from './order-payment.ts';
import type { Stamp } from './stamp.ts';
import { upgradedSaid } from './upgrade.ts';

export type LifeFact = {
  on: CivilDate;
  what: string;
  rule: string;
  reason: string;
  inputs: Record<string, unknown>;
  stamp: Stamp | null;
};

/** Of a membership that no import loaded; the earliest first. */
export function beginningOf(membership: Membership): LifeFact[] {
  const { origin, loadedOn, stamp } = membership;
  switch (origin.kind) {
    case 'import':
      return [];
    case 'order': {
      const { payment, commandId } = origin;
      const enrolled = { on: loadedOn, what: 'enrolled', ...enrolledSaid(membership), stamp };
      if (payment === null || payment.commandId === commandId) return [enrolled];
      const said = boughtSaid(membership, payment);
      return [enrolled, { on: payment.recordedOn, what: 'order-paid', ...said, stamp: payment.stamp }];
    }
    case 'upgrade':
      return [{ on: loadedOn, what: 'upgraded', ...upgradedSaid(membership), stamp }];
  }
}

/** What ends with a notice is told by that. */
export function endOf({ status }: Pick<Membership, 'status'>): LifeFact[] {
  switch (status.name) {
    case 'ordered':
    case 'active':
    case 'expired':
      return [];
    case 'lapsed': {
      const reason = `ordered on ${status.createdOn} and not paid in time`;
      const inputs = { createdOn: status.createdOn };
      return [{ on: status.on, what: 'order-lapsed', rule: 'R-MEM-8', reason, inputs, stamp: null }];
    }
    case 'superseded': {
      const reason = `superseded by ${status.by}`;
      return [{ on: status.on, what: 'superseded', rule: 'R-MEM-5', reason, inputs: { by: status.by }, stamp: null }];
    }
  }
}
