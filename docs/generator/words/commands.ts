/** What the operator commands do, and what their fields mean. */
import type { CommandName } from '../../../shared/domain/commands/command.ts';

type Words = Readonly<Record<string, string>>;

/** Fields that every command has. */
export const COMMON: Words = {
  command: 'its name',
  partnerId: 'the partner, which was imported; a merge takes it from `into`',
  requestId: 'makes two requests the same; without it, the same content is the same request',
  dryRun:
    '`true`: only answers what the command would do, or why it is refused. Nothing is written but the report, nothing is sent, and the command can still be given with the same `requestId` (R-OPS-3)',
};

const MEMBERSHIP = 'which membership';
const TICKET = 'who asks for it; a second time takes another ticket';

export const COMMANDS: Readonly<Record<CommandName, { does: string; fields: Words }>> = {
  'record-payment': {
    does: 'Records the fee of a renewal (R-REN-1, R-REN-2), or the payment of an order (R-MEM-8). A payment made inside the window and recorded after expiry reinstates (R-REN-6).',
    fields: {
      membershipId: MEMBERSHIP,
      paidOn: 'the day of the payment, which may lie before the day on which it is recorded, not after it',
      reference: 'names the payment',
      acceptFallback:
        'renew at this lower level, if the own one is not met (R-REN-4); `attained`: whatever is attained, which a joint renewal takes alone (R-MRG-4)',
    },
  },
  'record-profile-review': {
    does: 'Records that the company profile was reviewed (R-ROLE-3).',
    fields: { reviewedOn: 'when', by: 'the role of who reviewed it; `global-admin` and `account-admin` may' },
  },
  'record-account-profile': {
    does: "Records that the partner's account profile was set up on the Courseware Marketplace, from which day on a Learning partner has its offers (R-MEM-10).",
    fields: { setUpOn: 'when; not after the day of the command' },
  },
  'set-contacts': {
    does: 'Replaces all contacts of the partner (R-ROLE-1). An address that bounced and is given again is written to again.',
    fields: {
      contacts: 'all of them',
      'contacts[].role': 'decides which mails the contact gets (R-ROLE-2, R-ROLE-3)',
      'contacts[].name': 'how mails address the contact',
      'contacts[].email': 'where mails go',
      'contacts[].locale': 'the language of its mails; an unknown or empty one reads English',
    },
  },
  'set-listing': {
    does: "Replaces the partner's listing. What is empty or null is not given, and makes it incomplete (R-DIR-3).",
    fields: {
      displayName: 'the name in the directory',
      country: 'the country in the directory',
      url: 'the landing page; which pages are allowed: R-DIR-2',
      aboutPartnerOnly: 'the partner has attested that the page is about itself alone',
      noCompetitors: 'the partner has attested that the page shows no competitors',
      ownedByPartner: 'the partner has attested that the page is its own',
    },
  },
  'grant-override': {
    does: 'Allows a payment after the window; it can only be granted then (R-REN-7).',
    fields: {
      membershipId: MEMBERSHIP,
      ticket: 'who asked for it',
      until: 'the last day on which the payment may be made, inclusive',
      grantedBy: 'who granted it',
      reason: 'why, for a person',
    },
  },
  'decline-renewal': {
    does: 'Records that the partner will not renew this cycle, or takes that back (R-REN-8). Its remaining renewal notices are skipped, and it ends after its window unless it is paid.',
    fields: {
      membershipId: MEMBERSHIP,
      withdraw: '`true`: takes the declaration back; the latest notice that is due goes out with the next run',
      ticket: 'who asked for it',
    },
  },
  'reverse-payment': {
    does: 'Takes the last payment of a membership back (R-REN-9): the cycle that it closed, or the order that it paid, is open again, and the calendar decides what follows. The admins and the operators are told.',
    fields: {
      membershipId: MEMBERSHIP,
      reference: 'the reference under which the payment was recorded',
      cause: 'why: `error` (recorded by mistake), `refund` (within 30 days, with nothing used), or `chargeback`',
      ticket: TICKET,
    },
  },
  'resend-notice': {
    does: 'Sends the latest notice of a membership to those who should have it and have not. The only way in which a notice is sent a second time (R-NOT-2).',
    fields: {
      membershipId: MEMBERSHIP,
      to: 'only to this recipient, even if it was sent there before',
      ticket: TICKET,
    },
  },
  'correct-invoice-line': {
    does: 'Replaces what a recorded invoice line says: the fields that are given (R-KPI-10). In a published month it counts at once; the `inputs` of the answer list the `renewals` that it changes, with the eligibility `before` and `after` (R-KPI-12).',
    fields: {
      invoiceNumber: 'which document',
      line: 'which line of it, as a number or in digits',
      cameFrom:
        'the merged partner that it came from, if the partner has another of this number (R-MRG-5); left out: the partner’s own',
      documentType: 'what it is instead; the signs of its values go with it (R-KPI-13)',
      invoiceDate: 'its day instead',
      omlpType: 'its kind of purchase instead',
      purchaseUnits: 'its units instead, as a number or in digits',
      kpiValue: 'what it counts instead',
      revenueValue: 'its amount instead',
      currency: 'its currency instead',
      reason: 'why, for a person',
    },
  },
  'correct-membership': {
    does: 'Corrects what was recorded wrongly about a membership: the fields that are given, at least one (R-MEM-9). The anniversary follows, and an expired membership is active again if its window has not closed; one whose window has closed by it ends by the next `grace-expiry`, with its notice; the `inputs` of the answer show it `before` and `after`.',
    fields: {
      membershipId: 'which membership',
      ticket: TICKET,
      reason: 'what was wrong, for a person',
      purchasedOn: 'the day on which it was really bought',
      paidThroughCycle:
        'how many anniversaries were really renewed; a payment that was recorded is taken back by `reverse-payment`',
      offer: 'what was really bought; with another offer, what that one does not have falls away',
      competency: 'which competency or specialization it really is',
      level: 'its real level',
      learningOption: 'whether it really has its Learning option',
    },
  },
  'erase-person': {
    does: 'Replaces a person by a pseudonym wherever the partner, or one merged with it, has it stored, in the table and in objects (R-OPS-4); nothing is sent to the address any more. The `inputs` of the answer have the `pseudonym`, how many `items` of the table were changed and how many `objects` (reports of runs, uploaded files, reports of rejected rows) rewritten, the first keys of objects that could not be searched (`unsearched`), and the partners that are left without an admin who can be reached (`unreached`). [privacy.md](privacy.md) says what is stored where.',
    fields: {
      email: 'the address, in any letter case; or',
      employeeId: 'the employee',
      ticket: TICKET,
    },
  },
  'rename-membership': {
    does: 'Gives a membership another id; the old one goes on working in commands, `explain`, files and events (R-MEM-9).',
    fields: {
      membershipId: 'which membership, by its id of now or a former one',
      to: 'the new id: one that no other membership of the partner has or had',
      ticket: TICKET,
    },
  },
  'retry-set-aside': {
    does: 'Lets the workflows try again what they have set aside.',
    fields: { membershipId: 'only of this membership; left out: all of the partner', ticket: TICKET },
  },
  'merge-partners': {
    does: 'Makes two partners one, for good (R-MRG-1 to R-MRG-3, R-MRG-5). The state machine `merge-partners` carries it out.',
    fields: {
      into: 'the partner that stays',
      from: 'the partner that becomes a part of it',
      ticket: 'who asked for it',
    },
  },
  'associate-employee': {
    does: 'Associates an employee with the partner, and with no other from that day on (R-COMP-2).',
    fields: {
      employeeId: 'names the employee, across all partners',
      name: 'for people',
      associatedOn: 'the first day; left out: the day of the command',
    },
  },
  'record-achievement': {
    does: 'Records what an employee of the partner has passed (R-COMP-3).',
    fields: {
      employeeId: 'who',
      certification: 'its name, as the paths of the program configuration write it',
      completedOn: 'the day on which it was passed',
      expiresOn: 'the first day on which it does not count any more; left out: never (R-COMP-4)',
    },
  },
  'employee-left': {
    does: 'Ends the association of an employee with the partner (R-COMP-4).',
    fields: {
      employeeId: 'who',
      leftOn: 'the first day on which nothing of the employee counts; left out: the day of the command',
    },
  },
  'record-performance': {
    does: 'Records a performance figure of a competency (R-COMP-1). The same day again replaces it.',
    fields: {
      competency: 'of which competency',
      metric: 'what was measured',
      value: 'the figure',
      measuredOn: 'the day from which it counts; left out: the day of the command',
    },
  },
  'issue-token': {
    does: 'Issues a benefit of a membership (R-LIC-1): an activation token, a MAK key or a Visual Studio subscription.',
    fields: {
      membershipId: 'the membership that it belongs to',
      tokenId: 'names the benefit within its partner',
      kind: 'what it is',
      product: 'of a `token` and a `mak`, needed there: what it is for',
      seats: 'of a `token`, needed there: how many it grants',
      activations: 'of a `mak`, needed there: how many it grants (R-LIC-4)',
      edition: 'of a `visual-studio` subscription, needed there (R-LIC-5)',
      issuedOn: 'left out: the day of the command',
    },
  },
  'activate-token': {
    does: 'Activates a token whole and once (R-LIC-2), or uses activations of a MAK key (R-LIC-4). Two activations of a key that say the same are one: give each a `requestId`.',
    fields: {
      tokenId: 'which benefit',
      activatedOn: 'left out: the day of the command',
      tenant: 'of a token, needed there: for which tenant, its domain or id',
      seats: 'of a token: all of them, or left out',
      count: 'of a MAK key: how many; left out: one',
    },
  },
  'replace-token': {
    does: 'Replaces an activated token, once ever, through the 30th day after its activation (R-LIC-3).',
    fields: {
      tokenId: 'which token',
      newTokenId: 'the id of the one that takes its place',
      cause: 'why',
      requestedOn: 'left out: the day of the command',
    },
  },
  'assign-subscription': {
    does: 'Assigns a Visual Studio subscription to a person; to another one from the 90th day after the former assignment (R-LIC-5).',
    fields: {
      tokenId: 'which subscription',
      to: 'whose it is from then on',
      assignedOn: 'left out: the day of the command',
    },
  },
  'reverse-token': {
    does: 'Takes back what was recorded of a benefit by mistake: its last step of a kind, on which no other rests (R-OPS-1). What is left, and the days that count from it, are then as if it had not happened; both stay in the history. The same command as the one taken back needs a `requestId`.',
    fields: {
      tokenId: 'which benefit; of a replacement, the token that was replaced',
      step: 'what was a mistake; what rests on it is taken back before',
      activatedOn: 'of a MAK key: the day of the activation; left out: the last one',
      count: 'of a MAK key: how many it was. Of its early activations only the sum is kept: how many of that',
      ticket: TICKET,
      reason: 'what was wrong, for a person',
    },
  },
  enrol: {
    does: 'Begins a membership (R-MEM-1 to R-MEM-6): bought at once with `paidOn` and `reference`, or an order that can be paid through its 30th day (R-MEM-8).',
    fields: {
      membershipId: 'names it within its partner; left out: made from the command, the same however often it is sent',
      offer: 'what is bought',
      competency: 'of a competency or an advanced specialization, needed there',
      level: 'of a competency, needed there',
      learningOption: 'whether a competency is bought with its Learning option',
      paidOn: 'the day of the payment; left out: it is an order',
      reference: 'names the payment; needed with `paidOn`',
      acceptFallback: 'take this lower level, if the wanted one is not met (R-MEM-4)',
      commitment: 'to the performance requirements of the program year; a Learning option may need it (R-MEM-11)',
      'commitment.by': 'who has committed',
      'commitment.on': 'on which day, not after the day of the command',
    },
  },
  'upgrade-to-gold': {
    does: 'Makes a silver membership gold (R-MEM-5): gold begins with its payment, silver ends as superseded.',
    fields: {
      membershipId: 'the silver membership',
      goldMembershipId: 'names the gold one; left out: made from the command',
      paidOn: 'the day of the payment',
      reference: 'names the payment',
    },
  },
  'list-benefits': {
    does: 'Tells what is left of each benefit (seats, activations, assignments), what it was used for, when it ends, and whether its product takes a product key (R-LIC-7, R-LIC-8). Changes nothing.',
    fields: { membershipId: 'only those of this membership' },
  },
  explain: {
    does: 'Tells the decisions about a partner, each with rule, inputs, run, time and a sentence; what the partner may display (R-MEM-7); and which renewals will be at risk (R-COMP-5). Changes nothing.',
    fields: {
      membershipId: 'only those about this membership',
      noticeId: 'only those about this notice',
      commandId: 'only those about this command; its id is in the output of the command',
    },
  },
  'explain-kpi-discrepancy': {
    does: "Compares a partner's own list of invoice lines with the recorded ones, and explains every difference (R-KPI-11). Instead of `rows` it takes `csv`, the text of a CSV file with the columns `month`, `year`, `omlp_type`, `purchase_units`, `invoice_number`, `kpi_value`, `revenue_value` and, if wanted, `currency`. Changes nothing.",
    fields: {
      membershipId: 'the months by which its renewal is judged; left out: the published months',
      locale: "of the partner's report; left out: that of its first admin",
      rows: "the partner's list",
      'rows[].month': 'month of the invoice',
      'rows[].year': 'year of the invoice',
      'rows[].omlpType': 'the kind of purchase',
      'rows[].purchaseUnits': 'how many were bought',
      'rows[].invoiceNumber': 'names the document',
      'rows[].kpiValue': 'what the partner thinks that it counts',
      'rows[].revenueValue': 'the amount',
      'rows[].currency': 'of the amount; left out: not compared',
    },
  },
};
