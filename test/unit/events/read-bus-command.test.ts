import { describe, expect, it } from 'vitest';
import { readBusCommand } from '../../../shared/workflows/events/read-bus-command.ts';

const SOURCES = { billing: ['record-payment' as const] };
const ID = '6c3b0c0e-5a4f-4c57-9e1d-7f2f6f0a1b2c';
const payment = {
  command: 'record-payment',
  partnerId: 'P-1',
  membershipId: 'M-1',
  paidOn: '2027-03-02',
  reference: 'INV-9',
};
const read = (detail: Record<string, unknown>, source = 'billing') =>
  readBusCommand({ id: ID, source, detail }, SOURCES);

describe('a command by the bus', () => {
  it('is the same command whenever its event comes again: the id of the event is its requestId', () => {
    expect(read(payment)).toMatchObject({ input: { ...payment, requestId: ID } });
  });

  it('keeps a requestId of its own, under which it can be put again', () => {
    expect(read({ ...payment, requestId: 'billing-118' })).toMatchObject({ input: { requestId: 'billing-118' } });
  });

  it.each([
    ['of a source that is not named', read(payment, 'crm'), 'command', 'nothing from this source'],
    ['that its source may not give', read({ ...payment, command: 'enrol' }), 'command', 'record-payment'],
    ['that is only tried', read({ ...payment, dryRun: true }), 'dryRun', 'nothing'],
  ])('%s is rejected', (_, result, field, allowed) => {
    expect(result).toEqual({ problems: [{ field, allowed }] });
  });

  it('is parsed as every command is, and told what is allowed, never what was got', () => {
    const result = read({ ...payment, paidOn: 'kim@partner.example', reference: '' });
    expect(result).toEqual({
      problems: [
        { field: 'paidOn', allowed: expect.any(String) },
        { field: 'reference', allowed: expect.any(String) },
      ],
    });
    expect(JSON.stringify(result)).not.toContain('kim');
  });
});
