/** The payments of this billing system, as the partner program is told of them. */

/** A payment of a partner that has come in. */
export type Payment = {
  /** Of the invoice: a payment that is sent again under the same number is recorded once. */
  readonly invoice: string;
  readonly partnerId: string;
  readonly membershipId: string;
  /** A day, YYYY-MM-DD. */
  readonly paidOn: string;
};

/** The source under which the stage of the program lets this system give commands (`commandSources`). */
export const SOURCE = 'billing';

/** Own ids begin so: the rule of the answers goes by it. */
export const REQUEST_ID_PREFIX = 'billing-';

/**
 * The id of the command. It follows from the invoice, so that a payment that is put again, because nobody knows whether
 * it arrived, is the same command.
 */
export const requestIdOf = ({ invoice }: Payment): string => `${REQUEST_ID_PREFIX}${invoice}`;

/** The event that has the program record a payment. */
export function paymentCommand(payment: Payment, busName: string) {
  const { invoice: reference, partnerId, membershipId, paidOn } = payment;
  const requestId = requestIdOf(payment);
  return {
    EventBusName: busName,
    Source: SOURCE,
    DetailType: 'partner-command',
    Detail: JSON.stringify({ command: 'record-payment', requestId, partnerId, membershipId, paidOn, reference }),
  };
}
