import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factOf } from '../../../docs/examples/billing/answer.ts';
import { paymentCommand } from '../../../docs/examples/billing/payment.ts';
import { readBusCommand } from '../../../shared/workflows/events/read-bus-command.ts';

const EVENTS = join(import.meta.dirname, '../../../docs/events');
const PAYMENT = { invoice: 'INV-9', partnerId: 'P-00042', membershipId: 'M-1', paidOn: '2027-03-02' };

/** The example that the schema of a type has. */
const exampleOf = (type: string) => JSON.parse(readFileSync(join(EVENTS, `${type}.v1.json`), 'utf8')).examples[0];

describe('the example of a billing system', () => {
  it('gives a command that the program takes, once for each invoice', () => {
    const { Source: source, DetailType, Detail } = paymentCommand(PAYMENT, 'partner-program-prod');
    const detail = JSON.parse(Detail);
    const read = readBusCommand({ id: 'event-1', source, detail }, { billing: ['record-payment'] });
    expect(read).toMatchObject({
      input: { requestId: 'billing-INV-9', command: 'record-payment', reference: 'INV-9' },
    });
    expect(DetailType).toBe('partner-command');
    expect(paymentCommand(PAYMENT, 'partner-program-prod').Detail).toBe(Detail);
  });

  it('knows the payment that was recorded, or refused by a rule', () => {
    expect(factOf(exampleOf('command.done'))).toEqual({
      of: { requestId: 'billing-2027-118' },
      what: 'answer',
      number: 17,
      says: { outcome: 'done', rule: 'R-REN-2', reason: null, at: '2027-03-02T08:00:00Z' },
    });
    expect(factOf(exampleOf('command.refused'))?.says).toMatchObject({
      outcome: 'refused',
      rule: 'R-REN-4',
      reason: expect.stringContaining('800 KPI'),
    });
  });

  it('knows what was no command by the event that brought it', () => {
    const fact = factOf(exampleOf('command.rejected'));
    expect(fact?.of).toEqual({ eventId: '6c3b0c0e-5a4f-4c57-9e1d-7f2f6f0a1b2c' });
    expect(fact?.says).toMatchObject({ outcome: 'rejected', problems: [{ field: 'paidOn' }] });
  });

  it('knows the membership that a payment has renewed, apart from the answer', () => {
    const renewed = { ...exampleOf('membership.renewed'), commandId: 'R-billing-INV-9', number: 18 };
    expect(factOf(renewed)).toEqual({
      of: { requestId: 'billing-INV-9' },
      what: 'membership/M-1',
      number: 18,
      says: {
        type: 'membership.renewed',
        status: renewed.data.state.status,
        cycle: renewed.data.state.cycle,
        at: renewed.at,
      },
    });
  });

  it.each([
    ['that no command did', { ...exampleOf('membership.expired'), commandId: null }],
    ['of a command without an id of its own', { ...exampleOf('command.done'), commandId: `C-${'0'.repeat(32)}` }],
    ['of a type that is not known', { ...exampleOf('command.done'), type: 'command.delayed' }],
  ])('leaves out what it cannot use: %s', (_, event) => {
    expect(factOf(event)).toBeNull();
  });
});
