/**
 * What SES tells of a mail to an address of its mailbox simulator (Amazon SES Developer Guide, "Using the mailbox
 * simulator"). A label changes nothing: `bounce+label@…`.
 */
import { DEFAULT_EVENTS, type ToldEvent } from './mail-events.ts';

const SIMULATOR = /^([a-z]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/** "As if the recipient's address is on the Amazon SES global suppression list." */
const SUPPRESSED: ToldEvent = {
  type: 'Bounce',
  facts: { bounceType: 'Permanent', bounceSubType: 'Suppressed', bouncedRecipients: [{ status: '5.1.1' }] },
};
/** An automatic answer comes as a bounce that passes. */
const OUT_OF_OFFICE: ToldEvent = {
  type: 'Bounce',
  facts: { bounceType: 'Transient', bounceSubType: 'General', bouncedRecipients: [{}] },
};

const EVENTS: ReadonlyMap<string, readonly ToldEvent[]> = new Map<string, readonly ToldEvent[]>([
  ['success', DEFAULT_EVENTS],
  // "SMTP 550 5.1.1 (Unknown User)".
  ['bounce', ['Send', 'Bounce']],
  // Accepted and delivered; then the recipient marks it as spam.
  ['complaint', ['Send', 'Delivery', 'Complaint']],
  ['ooto', ['Send', 'Delivery', OUT_OF_OFFICE]],
  ['suppressionlist', ['Send', SUPPRESSED]],
]);

/** The events of a mail, in their order; undefined: no recipient is the simulator's. */
export function simulatedEvents(destinations: readonly string[]): readonly ToldEvent[] | undefined {
  for (const address of destinations) {
    const name = SIMULATOR.exec(address)?.[1]?.toLowerCase();
    if (name !== undefined) return EVENTS.get(name);
  }
  return undefined;
}
