/** Lambda function: tells the partner program of a payment. Call it again after any failure: the command is the same. */

import { type Payment, paymentCommand, requestIdOf } from './payment.ts';
import { keepEventId, keepPayment } from './payments-table.ts';
import { putEvent } from './put-event.ts';

export const handler = async (payment: Payment): Promise<{ requestId: string }> => {
  const requestId = requestIdOf(payment);
  await keepPayment(requestId, payment);
  const eventId = await putEvent(paymentCommand(payment, process.env.EVENT_BUS ?? ''));
  await keepEventId(requestId, eventId);
  return { requestId };
};
