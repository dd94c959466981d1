import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import { Program } from '../support/program.ts';

let program: Program;
const heard: BusEvent[] = [];

beforeAll(async () => {
  program = await Program.start({ onEventPut: (event) => heard.push(event) });
  await program.importRows(
    {
      partners: ['P-1,House,KR,house.example,,1'],
      contacts: ['P-1,global-admin,Ada,ada@house.example,en'],
      memberships: ['P-1,M-1,action-pack,,,,2026-03-01,'],
    },
    '2027-01-01',
  );
  await program.command(
    { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-02-20', by: 'global-admin' },
    '2027-02-20',
  );
});
afterAll(() => program.stop());

const payment = {
  command: 'record-payment',
  partnerId: 'P-1',
  membershipId: 'M-1',
  paidOn: '2027-03-02',
  reference: 'INV-9',
};

/** Puts a command on the bus. @returns what is told then */
async function put(detail: Record<string, string>, { id = 'event-1', source = 'billing' } = {}) {
  heard.length = 0;
  const at = '2027-03-02T10:00:00Z';
  await program.emulator.passTimeTo(at);
  await program.emulator.publish({
    bus: 'partner-program-local',
    id,
    source,
    detailType: 'partner-command',
    detail,
    at,
  });
  await program.emulator.settled();
  return heard.map((event) => ({ type: event.detailType, ...(event.detail as Record<string, never>) }));
}

describe('a command by the bus', () => {
  it('is answered with what is allowed if it is none, and nothing is recorded', async () => {
    const told = await put({ ...payment, paidOn: 'tomorrow' }, { id: 'event-0' });
    expect(told).toEqual([
      expect.objectContaining({
        type: 'command.rejected',
        eventId: 'event-0',
        about: 'source/billing',
        problems: [{ field: 'paidOn', allowed: expect.stringContaining('YYYY-MM-DD') }],
      }),
    ]);
  });

  it('is answered, too, if it is about a partner that is not there', async () => {
    const told = await put({ ...payment, partnerId: 'P-9' }, { id: 'event-9' });
    expect(told).toEqual([
      expect.objectContaining({
        type: 'command.rejected',
        problems: [{ field: 'partnerId', allowed: 'a partner that was imported' }],
      }),
    ]);
  });

  it('records a payment, and the bus tells of the renewal and of the command (R-REN-2)', async () => {
    const told = await put(payment);
    const types = ['payment.recorded', 'membership.renewed', 'command.done', 'notice.sent'];
    expect(told.map(({ type }) => type).toSorted()).toEqual(types.toSorted());
    expect(told).toContainEqual(
      expect.objectContaining({
        type: 'membership.renewed',
        partnerId: 'P-1',
        commandId: 'R-event-1',
        rule: 'R-REN-2',
        data: expect.objectContaining({ state: expect.objectContaining({ cycle: 2, anniversary: '2028-03-01' }) }),
      }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'command.done', commandId: 'R-event-1', data: { command: 'record-payment' } }),
    );
  });

  it('is carried out once, whenever its event comes again', async () => {
    expect(await put(payment)).toEqual([]);
  });

  it('is answered with the rule and the reason if it is refused', async () => {
    const told = await put({ ...payment, membershipId: 'M-7', reference: 'INV-10' }, { id: 'event-2' });
    expect(told).toEqual([
      expect.objectContaining({ type: 'payment.refused', commandId: 'R-event-2' }),
      expect.objectContaining({
        type: 'command.refused',
        commandId: 'R-event-2',
        data: { command: 'record-payment', reason: expect.stringContaining('M-7') },
      }),
    ]);
  });

  it('is not taken from another source', async () => {
    expect(await put({ ...payment, reference: 'INV-11' }, { id: 'event-3', source: 'crm' })).toEqual([]);
  });
});
