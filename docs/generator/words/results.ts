/** What the lines of a simulation's result files hold. */
type Words = Readonly<Record<string, string>>;

const MEMBERSHIP: Words = {
  partnerId: 'the partner',
  membershipId: 'the membership',
};

export const EMAILS: Words = {
  asOf: 'the day on which it was sent',
  workflow: 'by which workflow',
  kind: 'what it is about: see [mail](#mail)',
  stage: 'the stage of the notice, 31 for `expired`; null where there is none',
  ...MEMBERSHIP,
  membershipId: 'the membership; null for a listing',
  cycle: 'the cycle; null for a listing',
  to: 'the recipient; a mail to two is two lines',
  role: 'as which the recipient got it',
  locale: 'its language',
  subject: 'its subject',
  noticeId: "the ledger's id of the notice, which the mail carries",
};

export const MEMBERSHIPS: Words = {
  ...MEMBERSHIP,
  offer: 'as in `memberships.csv`',
  competency: 'its competency; empty where there is none',
  level: 'its level; empty where there is none',
  status: '`active`, `in-window`, `expired` or `superseded`',
  cycle: 'the number of the anniversary that comes next, or is being renewed',
  anniversary: 'that anniversary',
  windowOpens: 'the first day on which it can be paid, inclusive (R-CAL-3)',
  windowCloses: 'the last day on which it can be paid, inclusive',
  expiredOn: 'when it expired',
  eligibility: '`met`, `not-met`, `pending`, `waived` or `undecidable` (R-REN-3)',
  scorecard: 'the requirements of its next renewal, reached or not, by the figures that count after the last day',
  'scorecard[].code': '`kpi`, `mct`, `exams` or `performance`',
  'scorecard[].have': 'how much there is; of `kpi` what is published so far',
  'scorecard[].need': 'how much it takes; 0: the next level alone asks for it',
  'scorecard[].next': 'how much the next level takes; null: there is none, or it does not ask for it',
  'scorecard[].path':
    'of several paths, one of which is enough, which asks for it, from 1; null: in any case (R-COMP-1)',
  'scorecard[].certification': 'of `exams`: which',
  'scorecard[].metric': 'of `performance`: which',
  'scorecard[].from': 'of `kpi`: first month, inclusive',
  'scorecard[].to': 'of `kpi`: last month, inclusive',
  'scorecard[].terms': 'of a joint renewal: which of what it renews asks for it (R-MRG-4)',
  'scorecard[].terms.competency': 'the competency',
  'scorecard[].terms.level': 'and its level',
};

export const KPI: Words = {
  asOf: 'the day of the refresh, or the day on which lines that came late had its report published anew (R-KPI-12)',
  ...MEMBERSHIP,
  from: 'first published month, inclusive',
  to: 'last published month, inclusive',
  kpi: 'the sum of these months',
  revenue: 'the sum of these months, by currency',
  requirement: 'the KPI that is asked for',
  eligibility: 'as in `memberships.jsonl`',
};

export const FORECAST: Words = {
  ...MEMBERSHIP,
  cycle: 'the cycle whose renewal it is',
  anniversary: 'its anniversary',
  windowCloses: 'the last day on which it can be paid',
  riskOn: 'since when the renewal is at risk, or from when on it will be',
  because:
    '`now`: a requirement is not met; `achievements`: what counts today ceases to; `kpi-trend`: KPI falls short if it goes on as in the last 12 published months; `declined`: the partner has declared that it will not renew, and leaves',
  lacks: 'the smallest change that mends it: all of these together; nothing, where the partner leaves',
  'lacks[].code': '`kpi`, `mct`, `exams` or `performance`',
  'lacks[].have': 'how much there is',
  'lacks[].need': 'how much it takes',
  'lacks[].certification': 'of `exams`: which',
  'lacks[].metric': 'of `performance`: which',
  'lacks[].from': 'of `kpi`: first month, inclusive',
  'lacks[].to': 'of `kpi`: last month, inclusive',
  'lacks[].terms': 'of a joint renewal: which of what it renews lacks it (R-MRG-4)',
  'lacks[].terms.competency': 'the competency',
  'lacks[].terms.level': 'and its level',
};

export const PARTNERS: Words = {
  partnerId: 'the partner',
  name: 'its name',
  country: 'its country, ISO 3166-1',
  contacts: 'who acts for it',
  'contacts[].role': '`global-admin`, `mpn-admin` or `account-admin`',
  'contacts[].name': 'the name',
  'contacts[].email': 'the address',
  'contacts[].locale': 'the language',
  'contacts[].unreachable':
    'why nothing is sent to the address (R-NOT-7, R-NOT-8, R-OPS-4): `bounce`, `bounces-in-a-row`, `complaint`, `suppressed` or `erased`; null: it can be reached',
  courseware: 'what it may do with courseware',
  'courseware.purchase':
    '`partner-offers`: those of the Courseware Marketplace; `full-price`: for internal training only',
  'courseware.since': 'the day from which it has been so; null: from the beginning',
  'courseware.why': 'why, for a person',
  'courseware.delivery': 'the delivery outside the organisation',
  'courseware.delivery.isAllowed': 'whether it is allowed',
  'courseware.delivery.since': 'the day from which it has been so; null: from the beginning',
  'courseware.delivery.why': 'why, for a person',
  benefits: 'its benefits, in the order of issue: what `list-benefits` tells',
  'benefits[].tokenId': 'names the benefit',
  'benefits[].membershipId': 'the membership that it belongs to',
  'benefits[].kind': '`token`, `mak` or `visual-studio`; the fields below go with it',
  'benefits[].issuedOn': 'when it was issued',
  'benefits[].state': '`in-force`, `ended` with its membership, or `replaced` by another token',
  'benefits[].endsOn':
    'the first day on which it is gone: of a token that was replaced, the day of its replacement; else if its membership is not renewed, or was not',
  'benefits[].product': 'what it is for',
  'benefits[].needsKey': 'whether that takes a product key and an activation (R-LIC-7)',
  'benefits[].edition': 'of a subscription',
  'benefits[].seats': 'of a token: granted',
  'benefits[].seatsLeft': 'of a token: all or none (R-LIC-2)',
  'benefits[].activations': 'of a key: granted',
  'benefits[].activationsLeft': 'of a key: left (R-LIC-4)',
  'benefits[].assignmentsLeft':
    'of a subscription: 1 if it can be assigned to another person on the last day (R-LIC-5)',
  'benefits[].assignableFrom': 'of a subscription: from which day on it can be; null: on any day, or never again',
  'benefits[].replacedBy': 'of a token: which one took its place (R-LIC-3)',
  'benefits[].usedFor': 'what it was used for, the earliest first',
  'benefits[].usedFor[].on': 'when',
  'benefits[].usedFor[].tenant': 'of a token: for which tenant it was activated',
  'benefits[].usedFor[].count': 'of a key: how many activations',
  'benefits[].usedFor[].to': 'of a subscription: to whom it was assigned',
  'benefits[].usedFor[].activatedOn': 'of a subscription: when that person activated it',
};

export const DECISIONS: Words = {
  runId: 'the execution that decided',
  workflow: 'the state machine',
  asOf: 'the day of the run',
  what: 'what was decided: see [decisions](#decisions)',
  ...MEMBERSHIP,
  membershipId: 'the membership, where it is about one',
  cycle: 'the cycle, where it is about one',
  stage: 'the stage, where it is about one',
  rule: 'the [rule](rules.md) that decided',
  reason: 'why, for a person',
  inputs: 'the facts that the rule used',
  email: 'of a mail: who got it',
  'email.kind': 'as in `emails.jsonl`',
  'email.to': 'as in `emails.jsonl`',
  'email.subject': 'as in `emails.jsonl`',
  'email.noticeId': 'as in `emails.jsonl`',
};

export const RUNS: Words = {
  workflow: 'the state machine',
  scheduledFor: 'the instant for which it was scheduled; null for what no schedule started',
  asOf: 'the day',
  output: 'the output of the execution; null where it failed without one',
  status: "the state machine's: `SUCCEEDED`, `FAILED`, …",
  error: 'of a failed execution: its error',
  cause: 'of a failed execution: its cause',
};

export const EVENTS: Words = {
  id: 'of the event; the same whenever it is told again',
  type: 'what has happened: see [every type](events/README.md#every-type)',
  version: 'of the data of this type',
  at: 'when the change was written, an instant',
  about: 'what the numbers count: `partner/` and the partner, or `workflow/` and the state machine',
  series: 'what the numbers are of: the name of the table',
  number: 'grows by one from event to event about the same, without gaps',
  partnerId: 'the partner; null: about a run of all partners',
  membershipId: 'the membership, where it is about one',
  cycle: 'the cycle, where it is about one',
  noticeId: "of a mail: the ledger's id of the notice, as in `emails.jsonl`",
  commandId: 'the command that did it; null: none did, or it is not known',
  runId: 'the execution that made the change, where the table says so',
  rule: 'the [rule](rules.md) that decided',
  data: 'what this type says',
};

export const DIRECTORY: Words = {
  action: '`add`, `update` or `remove`',
  partner_id: 'the partner',
  display_name: 'as listed',
  country: 'as listed',
  url: 'the landing page, its host in ASCII',
};

/** The tables of report/: each with what it lists. */
export const REPORT_TABLES: Words = {
  renewals: 'the renewals that have ended, in that order',
  groups: 'the same, counted by offer and level, and by country',
  'at-risk': 'the renewals that are at risk after the last day, or will be if nothing happens',
  'not-ready':
    'memberships in their window, or with an anniversary in the 60 days after the last one, that could not be paid for on it',
  expired: 'the memberships that have expired, and stayed so',
  refused: 'the commands that a rule refused',
};

export const REPORT_COLUMNS: Words = {
  partner_id: 'the partner',
  name: 'its name',
  country: 'its country, ISO 3166-1',
  membership_id: 'the membership',
  cycle: 'the cycle that it renews',
  anniversary: 'its anniversary',
  outcome: '`renewed` or `expired`, as it stands in the end',
  on: 'the day of the payment, or of the expiry',
  reinstated: '`yes` where it had expired before it was paid for',
  last_stage: 'the stage of the last notice that was sent by then, in days from the anniversary',
  offer: 'its offer, as in `memberships.csv`',
  competency: 'its competency',
  level: 'its level',
  fee: 'what the renewal brings, or would have brought: the annual fee of the program configuration',
  currency: 'of the fee',
  by: '`offer` or `country`',
  group: 'which',
  renewed: 'how many were renewed',
  expired: 'how many expired',
  fees: 'the fees of the renewed ones',
  fees_lost: 'the fees of the expired ones',
  last_day: 'the last day on which it can be paid, or could',
  risk_on: 'since when it is at risk, or from when on it will be',
  cause: 'what kind of risk it is',
  reason: 'why, for a person',
  fixes: 'the smallest change that mends it',
  eligibility: 'as in `memberships.jsonl`',
  profile_review: '`missing` where the company profile was not reviewed (R-ROLE-3)',
  expired_on: 'when it expired',
  day: 'the day on which it was given',
  decision: 'as in `decisions.jsonl`',
  rule: 'the [rule](rules.md) that refused it',
};
