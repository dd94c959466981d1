import { describe, expect, it } from 'vitest';
import { MailEventQueue } from '../../../infra/local/emulator/mail/mail-event-queue.ts';

/** The events of a mail, as SES publishes them: type, and what a bounce says. */
function toldOf(address: string): string[] {
  const queue = new MailEventQueue();
  const mail = { source: 'a@example.com', destinations: [address], tags: { notice: 'n' }, configurationSet: 'events' };
  queue.add({ ...mail, raw: Buffer.from('Subject: Hello\r\n\r\n'), messageId: 'm', at: '2027-01-01T08:00:00Z' });
  const told: string[] = [];
  for (let event = queue.next(); event !== undefined; event = queue.next()) {
    const { eventType, bounce } = event.detail as { eventType: string; bounce?: Record<string, string> };
    told.push(bounce === undefined ? eventType : `${eventType} ${bounce.bounceType}/${bounce.bounceSubType}`);
  }
  return told;
}

describe("SES's mailbox simulator (Amazon SES Developer Guide)", () => {
  it.each([
    ['success@simulator.amazonses.com', ['Send', 'Delivery']],
    ['bounce@simulator.amazonses.com', ['Send', 'Bounce Permanent/General']],
    ['bounce+label1@simulator.amazonses.com', ['Send', 'Bounce Permanent/General']],
    ['complaint@simulator.amazonses.com', ['Send', 'Delivery', 'Complaint']],
    ['ooto@simulator.amazonses.com', ['Send', 'Delivery', 'Bounce Transient/General']],
    ['suppressionlist@simulator.amazonses.com', ['Send', 'Bounce Permanent/Suppressed']],
    ['bounce@partner.example', ['Send', 'Delivery']],
  ])('%s', (address, told) => {
    expect(toldOf(address)).toEqual(told);
  });
});
