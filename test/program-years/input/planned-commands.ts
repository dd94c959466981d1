import * as fc from 'fast-check';
import { contacts, int, type PlannedContact } from './planned-contacts.ts';

/** What operators do in a year, as often as it stands here. */
export const WHAT = [
  'pay',
  'pay-late',
  'early',
  ...Array<'pay-in-window'>(16).fill('pay-in-window'),
  ...(['review', 'override', 'enrol', 'order', 'pay-order', 'upgrade', 'associate', 'achieve'] as const),
  ...(['review', 'override', 'enrol', 'order', 'pay-order', 'upgrade', 'associate', 'achieve'] as const),
  ...(['measure', 'issue', 'activate', 'assign'] as const),
  ...(['measure', 'issue', 'activate', 'upgrade'] as const),
  ...(['contacts', 'listing', 'merge', 'leave', 'replace', 'issue', 'correct-line'] as const),
  ...([
    'reverse-token',
    'reverse-token',
    'reverse-token',
    'list-benefits',
    'resend',
    'resend',
    'resend',
    'resend',
  ] as const),
  ...(['erase', 'erase', 'account-profile', 'issue', 'enrol', 'assign'] as const),
  ...Array<'take-back'>(4).fill('take-back'),
  ...Array<'pack'>(5).fill('pack'),
  ...Array<'trainers'>(7).fill('trainers'),
  ...(['decline', 'decline', 'reverse', 'reverse', 'reverse', 'correct', 'correct', 'rename'] as const),
] as const;

export type PlannedCommand = {
  /** Days after the beginning; a payment in a window has a day of its own. */
  readonly day: number;
  readonly partner: number;
  /** Which of the memberships that the partner may have. */
  readonly membership: number;
  readonly what: (typeof WHAT)[number];
  readonly fallback: 'silver' | 'learning-action-pack' | 'attained' | null;
  /** Sent a second time, at the same moment. */
  readonly twice: boolean;
  /** Tried right before, by a dry run (R-OPS-3). */
  readonly tried: boolean;
  readonly contacts: readonly PlannedContact[];
  /** Decides whatever else there is to choose. */
  readonly pick: number;
  /** Days after which something is recorded that has happened. */
  readonly delay: number;
};

export const plannedCommand = (days: number) =>
  fc.record({
    day: int(0, days - 1),
    partner: int(0, 3),
    membership: int(0, 11),
    what: fc.constantFrom(...WHAT),
    fallback: fc.constantFrom(null, null, null, 'silver', 'learning-action-pack', 'attained'),
    twice: fc.boolean(),
    tried: fc.constantFrom(false, false, false, false, false, true),
    contacts,
    pick: int(0, 9_999),
    delay: fc.constantFrom(0, 0, 0, 0, 1, 5, 20, 60, 150),
  } as const);
