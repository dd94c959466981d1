import { ACTION_PACK, GOLD_LEARNING, SILVER_LEARNING } from '../../unit/rules/support.ts';
import { type Bought, begin, type Event, type LateProgram } from '../support/late-payments.ts';

/** Two Action Packs: A-1 of AD 2027-02-10 (window 02-11 … 03-12), A-2 of AD 2027-03-20 (window 03-21 … 04-19). */
export const PACKS: Bought[] = [
  { partnerId: 'P-1', membershipId: 'A-1', terms: ACTION_PACK, on: '2026-02-10' },
  { partnerId: 'P-2', membershipId: 'A-2', terms: ACTION_PACK, on: '2026-03-20' },
];
export const SECURITY = { ...GOLD_LEARNING, competency: 'Security' };

/** Silver DevOps of AD 2027-02-10, gold Security of AD 2027-03-20. */
export const COMPETENCIES: Bought[] = [
  { partnerId: 'P-1', membershipId: 'S-1', terms: SILVER_LEARNING, on: '2026-02-10' },
  { partnerId: 'P-2', membershipId: 'C-2', terms: SECURITY, on: '2026-03-20' },
];

export const payment = (partnerId: string, membershipId: string, paidOn: string) =>
  ({ command: 'record-payment', partnerId, membershipId, paidOn, reference: `wire of ${paidOn}` }) as const;

export const pay = (on: string, partnerId: string, membershipId: string, paidOn: string): Event => ({
  on,
  command: payment(partnerId, membershipId, paidOn),
});

export const expire = (on: string): Event => ({ on, sweep: 'grace-expiry' });
export const remind = (on: string): Event => ({ on, sweep: 'renewal-notices' });
export const merge = (on: string, into = 'P-1', from = 'P-2'): Event => ({ on, merge: { into, from } });

export const buyPack = (on: string, partnerId: string, membershipId: string): Event => ({
  on,
  command: { command: 'enrol', partnerId, membershipId, offer: 'action-pack', paidOn: on, reference: 'wire' },
});

export const upgrade = (on: string, partnerId: string, membershipId: string, goldMembershipId = 'G-1'): Event => ({
  on,
  command: {
    command: 'upgrade-to-gold',
    partnerId,
    membershipId,
    goldMembershipId,
    paidOn: on,
    reference: 'wire',
  },
});

export async function played(bought: Bought[], ...events: Event[]): Promise<LateProgram> {
  const program = await begin(bought);
  await program.play(events);
  return program;
}

/** Each membership: its id, status and anniversary. */
export async function shortState(program: LateProgram): Promise<string[]> {
  return (await program.memberships()).map(({ membershipId, cycle, status, consolidation }) => {
    const end = status.name === 'expired' ? ` ${status.expiredOn}` : '';
    const by = status.name === 'superseded' ? ` ${status.on} by ${status.by}` : '';
    const then = consolidation === null ? '' : `, into ${consolidation.into} on ${consolidation.on}`;
    return `${membershipId} cycle ${cycle} ${status.name}${end}${by}${then}`;
  });
}

export const mailsOf = ({ mails }: LateProgram, on: string): string[] =>
  mails.filter((mail) => mail.on === on).map(({ text }) => JSON.parse(text).subject as string);
