/** What the workflows take and put out. */
import type { SweepName, WorkflowName } from '../../../infra/constructs/workflow-context.ts';

type Words = Readonly<Record<string, string>>;

export const MACHINES: Readonly<Record<WorkflowName, string>> = {
  'kpi-refresh': 'publishes the KPI reports, decides pending eligibility (R-KPI)',
  'directory-submission': "makes the month's batch of listings, reminds before and publishes after it (R-DIR)",
  'renewal-notices': 'sends the notices that are due (R-NOT)',
  'grace-expiry': 'expires what is unpaid past its window, sends the expiry notice (R-EXP)',
  import: 'imports an uploaded [import file](#import-files)',
  'partner-command': 'carries out one [operator command](#operator-commands)',
  'merge-partners': 'makes two partners one, step by step (R-MRG)',
  reindex: 'rewrites what an earlier release or configuration has stored otherwise',
};

export const STARTED_BY: Readonly<Record<WorkflowName, string>> = {
  'kpi-refresh': 'schedule',
  'directory-submission': 'schedule',
  'renewal-notices': 'schedule',
  'grace-expiry': 'schedule',
  import: 'an upload to the imports bucket',
  'partner-command': 'an operator',
  'merge-partners': 'an operator, or `partner-command`',
  reindex: 'an operator, with `npm run reindex`',
} satisfies Record<SweepName, string> & Record<string, string>;

export const SWEEP_INPUT: Words = {
  asOf: 'the day of the run (R-CAL-1); left out: the day on which it starts. In the future only with `dryRun`',
  dryRun: 'decides everything and reports what it would do; writes nothing but its report, sends nothing',
  partnerIds:
    'only these partners; left out: all. One that does not exist is refused (R-OPS-2); one that was merged into another is accepted, but what it had is now with the other: name that one, too',
  reason: 'why it is started, for a person; it goes into the report',
  phase: '`directory-submission` alone: which part of it',
};

export const SWEEP_OUTPUT: Words = {
  runId: 'the name of the execution',
  workflow: 'the name of the state machine',
  asOf: 'the day of the run',
  dryRun: 'as in the input',
  examined: 'items that were due and looked at',
  acted: 'items on which something was done',
  skipped: 'items on which there was nothing to do',
  failed: 'items that failed, and stay due. They do not stop the rest, and end the execution as failed after it',
  uncertain: 'mails of which nobody can say whether they were sent (R-NOT-2)',
  quotaUsedUpUntil:
    'only if the run stopped early, since the daily quota of SES was used up: until when nothing is sent. What is left stays due, and the execution ends as failed',
  report: 'where the report lies, a JSON line for each decision, and `summary.json`',
};

export const COMMAND_OUTPUT: Words = {
  runId: 'the name of the execution',
  workflow: '`partner-command`',
  asOf: 'the day of the command',
  command: 'its name',
  commandId: '`R-` and the `requestId`, or `C-` and a digest of the content',
  dryRun: '`true`: it was only tried, and all that follows is what it would have been',
  partnerId: 'the partner',
  membershipId: 'the membership, where it is about one',
  cycle: 'its cycle, where it is about one',
  outcome: '`done` or `refused`. A refusal is a result: the execution succeeds, and nothing but the refusal is written',
  repeated: '`true`: it was done before, and nothing was done now',
  rule: 'the rule that allowed or refused it',
  reason: 'why, for a person',
  inputs: 'what it was decided by; of `correct-invoice-line` also `renewals`, those that it changes (R-KPI-12)',
  report: 'where the decisions lie',
};

export const IMPORT_INPUT: Words = {
  bucket: 'the imports bucket of the stage, and no other',
  key: 'the key of the file, in any folder; its last part is the name of an import file',
};

export const IMPORT_OUTPUT: Words = {
  file: 'which import file',
  bucket: 'as in the input',
  key: 'as in the input',
  rows: 'rows that were read',
  loaded: 'rows that changed something',
  unchanged: 'rows that say what is there already',
  rejected: 'rows that are not imported',
  report: 'how the keys of the report on rejected rows begin; null where none was',
  rewrittenBy:
    'the command that wrote the file anew, without somebody who was erased: it was imported before, and is not imported again; null: it was imported',
};

export const MERGE_INPUT: Words = {
  into: 'the partner that stays',
  from: 'the partner that becomes a part of it',
  dryRun: 'only says what would be done, and what stands in the way',
  ticket: 'who asked for it',
  commandId: 'set by `partner-command`; nobody else needs it',
};

export const MERGE_OUTPUT: Words = {
  into: 'as in the input',
  from: 'as in the input',
  moved: 'how many memberships, invoice lines and employees were moved',
  conflicts: 'what is in the way, each with its rule; the first of them',
  conflictCount: 'how many there are',
  notes: 'what somebody should know',
  memberships: 'what becomes of each membership',
};

export const REINDEX_INPUT: Words = {
  itemsPerSecond: 'how many items are read a second, at most',
  dryRun: 'only counts what would be rewritten',
  reason: 'for people; kept with the execution',
};

export const REINDEX_OUTPUT: Words = {
  runId: 'the name of the execution',
  dryRun: 'as in the input',
  read: 'items that the table has',
  rewritten:
    'those that were of an older shape, or not where they should be in an index; in a dry run: that would be rewritten',
  alreadyRight: 'those that were not',
  newer: 'those that only newer code knows: they stay as they are',
  unreadable: 'those that match no schema: they stay as they are, and the execution fails with `ReindexIncomplete`',
  unreadableKeys: 'the keys of the first 20 of these',
};

/** What decisions of the reports are called, besides `<command>-done` and `<command>-refused`. */
export const DECISIONS: Words = {
  'notice-due': 'a notice was decided upon, and claimed',
  'notice-sent': 'SES has accepted a mail; the line has `email`',
  'notice-skipped': 'a notice is not sent, and never will be; the reason says why',
  'notice-would-be-sent': 'in a dry run: a mail that would be sent',
  'notice-failed': 'a mail was certainly not accepted; it stays due',
  'notice-unanswered': 'a mail without an answer, to be settled',
  'notice-uncertain': 'nobody can say whether a mail was sent',
  'notice-undeliverable': 'a mail is refused for good, or given up',
  expired: 'a membership has ended unpaid',
  superseded: 'another membership goes on in its place',
  'order-lapsed': 'an order was not paid in time',
  renewed: 'a membership was renewed',
  reinstated: 'an expired membership was renewed after all',
  'delivery-lost': 'the admins are to be told that courseware may no longer be delivered to others',
  'renewal-at-risk': 'the admins are to be told that a renewal is at risk',
  'standing-changed': 'how a membership stands to its requirements has changed',
  'kpi-published': 'the KPI of a partner were published; the line has `kpi` for each membership with a Learning option',
  'kpi-republished': 'lines that came late have changed published months, and the report is published anew (R-KPI-12)',
  'kpi-discrepancy': "a difference between a partner's list and the recorded lines",
  'listing-add': 'a listing is in the batch, and was not there before',
  'listing-update': 'a listing is in the batch with other contents',
  'listing-remove': 'a listing is to be taken out of the directory',
  'listing-incomplete': 'the admins are to be told what their listing lacks',
  'listing-visible': 'a listing has become visible',
  'membership-kept': 'a merge leaves the membership as it is',
  'membership-consolidated': 'a merge lets another membership go on in its place',
  'membership-moved': 'a merge has given the membership to the other partner',
  'membership-kept-if-merged': 'what a merge would do, in a dry run or a refusal',
  'membership-consolidated-if-merged': 'what a merge would do, in a dry run or a refusal',
  'merge-conflict': 'what is in the way of a merge',
  'merge-note': 'what somebody should know of a merge',
  'left-alone': 'the partner is being merged; nothing was done',
  failed: 'an item failed, and stays due; the reason says why',
  'set-aside': 'an item has failed for too long, and is not tried again until `retry-set-aside`',
};
