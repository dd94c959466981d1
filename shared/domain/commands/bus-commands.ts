import type { CommandName } from './command.ts';

/**
 * Commands that other systems may be allowed to give by the bus: those whose outcome an event tells. Questions have
 * their answers as the output of an execution, and a merge of partners is for people to decide.
 */
export const BUS_COMMANDS = [
  'record-payment',
  'reverse-payment',
  'decline-renewal',
  'enrol',
  'upgrade-to-gold',
  'grant-override',
  'record-profile-review',
  'record-account-profile',
  'record-performance',
  'set-contacts',
  'set-listing',
  'associate-employee',
  'employee-left',
  'record-achievement',
  'issue-token',
  'activate-token',
  'replace-token',
  'assign-subscription',
  'reverse-token',
  'correct-invoice-line',
  'correct-membership',
  'rename-membership',
  'resend-notice',
  'retry-set-aside',
  'erase-person',
] as const satisfies readonly CommandName[];
