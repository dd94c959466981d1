/** English. Awaits a review by a native reader before a real mailing. */
import type { Catalogue } from '../catalogue.ts';
import { en as endings } from './endings/en.ts';

const plural = new Intl.PluralRules('en');
/** "1 day", "2 days". */
const days = (count: number): string => `${count} ${plural.select(count) === 'one' ? 'day' : 'days'}`;

const levels = { silver: 'Silver', gold: 'Gold' };

export const en: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'action-pack') return 'Microsoft Action Pack';
    if (offer === 'learning-action-pack') return 'Learning Action Pack';
    if (offer === 'advanced-specialization') return [competency, 'advanced specialization'].filter(Boolean).join(' ');
    const name = [level && levels[level], competency, 'competency'].filter(Boolean).join(' ');
    return learningOption ? `${name} with Learning option` : name;
  },
  subject: (headline, about, partner) => `${headline}: ${about} – ${partner}`,
  frame: {
    colon: ': ',
    greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
    partner: 'Partner',
    membership: 'Membership',
    range: (from, to) => `${from} – ${to}`,
    openPartnerCenter: 'Open Partner Center',
    signature: 'The partner program team',
    whyYou: (partner) => `You receive this message because you are a contact of ${partner} in the partner program.`,
  },
  renewal: {
    eyebrow: 'Renewal reminder',
    subject: {
      before: (count) => `Renewal window opens in ${days(count)}`,
      open: (count) => `${days(count)} left to renew`,
      lastDay: 'Today is the last day to renew',
    },
    headline: {
      before: (count) => `The renewal window opens in ${days(count)}`,
      open: (count) => `${days(count)} left to renew`,
      lastDay: 'Today is the last day to renew',
    },
    detail: {
      before: ({ asOf, closes, daysLeft }) =>
        `As of ${asOf}. The last day to renew is ${closes}, in ${days(daysLeft)}.`,
      open: ({ asOf, closes }) => `As of ${asOf}. The last day to renew is ${closes}.`,
      lastDay: (closes) => `After ${closes}, the annual fee can no longer be paid.`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `The ${membership} of ${partner} has to be renewed to stay active. Its anniversary date is ${anniversary}.`,
    grace: 'The renewal window is also the grace period: your benefits continue through its last day.',
    timeline: { anniversary: 'Anniversary date', opens: 'Renewal window opens', closes: 'Last day to renew' },
    missing: {
      heading: 'What is still missing',
      fee: {
        label: 'Annual fee',
        text: {
          before: (opens, closes) => `Payable from ${opens} to ${closes}.`,
          open: (closes) => `Payable until ${closes}.`,
          lastDay: (closes) => `Payable today, ${closes}, for the last time.`,
        },
      },
      profileReview: {
        label: 'Company profile review',
        text: (count, lastReview) =>
          `A global admin or an account admin must review the company profile in Partner Center, no more than ${days(count)} before the renewal. ${lastReview ? `Last review: ${lastReview}.` : 'No review is on record.'}`,
      },
      kpi: {
        label: 'KPI',
        text: (have, need, months) => `${have} of the ${need} required, counted over ${months}.`,
        pending: (date) => `Not all of the months that count are published yet. The KPI refresh of ${date} decides.`,
      },
      mct: { label: 'Microsoft Certified Trainers (MCT)', text: (have, need) => `${have} of the ${need} required.` },
      path: (number, count) => `Option ${number} of ${count} (one of them is enough)`,
      goal: (label, text) => `${label}: ${text}`,
      exams: {
        label: 'Exams and assessments',
        text: (certification, have, need) => `${have} of the ${need} certified people required (${certification}).`,
      },
      performance: {
        label: 'Performance goals',
        text: (metric, have, need) => `${metric}: ${have} of the ${need} required.`,
        metrics: {
          revenue: 'Revenue',
          'active-usage': 'Active usage',
          'deployed-seats': 'Deployed seats',
          'new-customers': 'New customers',
        },
      },
      undecidable: {
        label: 'Requirements',
        text: 'The program team is checking which requirements apply to this renewal. You do not have to do anything about this point.',
      },
    },
    extension: {
      heading: 'Extension: requirements waived',
      text: (closes) =>
        `A program extension covers this anniversary date: the requirements are waived for this renewal. The annual fee is not waived and is still due by ${closes}.`,
    },
    losses: {
      heading: 'What ends without renewal',
      intro: (expiresOn) => `If the membership is not renewed, it expires on ${expiresOn}, and these end with it:`,
      benefits: 'All benefits of the membership',
      licenses:
        'Product licenses and internal use rights; on-premises software must then be licensed commercially or uninstalled',
      competency: (membership) => `The status “${membership}” and its display`,
      courseware:
        'Partner offers on the Courseware Marketplace, and the delivery of courseware outside your organization',
      'directory-listing': 'The directory listing in the Learning Partner directory',
    },
    act: 'Renew in Partner Center, under Membership offers.',
  },
  expired: {
    eyebrow: 'Expiry notice',
    subject: 'Membership expired',
    headline: 'The membership has expired',
    detail: (expiredOn) => `Expiry date: ${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `The ${membership} of ${partner} has expired: no payment of the annual fee was recorded by ${windowClosed}, the last day of the renewal window.`,
    timeline: { anniversary: 'Anniversary date', closed: 'Last day to renew', expired: 'Expiry date' },
    losses: {
      heading: 'What has ended',
      benefits: 'All benefits of the membership',
      licenses: 'Product licenses and internal use rights',
      competency: (membership) => `The status “${membership}” and its display`,
      courseware:
        'Partner offers on the Courseware Marketplace, and the delivery of courseware outside your organization: courseware can be bought at full price, for internal training only',
      'directory-listing':
        'The directory listing: it is withdrawn from the Learning Partner directory with the next submission',
    },
    software: {
      heading: 'On-premises software',
      text: 'On-premises software obtained through the program must be licensed commercially or uninstalled.',
    },
    next: {
      heading: 'What you can do',
      anew: 'Purchase the membership anew in Partner Center, under Membership offers. It is then a new membership with a new anniversary date.',
      paidInTime: (windowClosed) =>
        `If you paid on or before ${windowClosed}, do not purchase again: the membership is reactivated as soon as that payment is recorded.`,
    },
  },
  renewed: {
    eyebrow: 'Renewal confirmed',
    subject: 'Membership renewed',
    headline: 'The membership is renewed',
    detail: (nextAnniversary) => `New anniversary date: ${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `Thank you. With the payment of ${paidOn}, the ${membership} of ${partner} is renewed for another year.`,
    paidOn: 'Paid on',
    newAnniversary: 'New anniversary date',
    nextWindow: 'Next renewal window',
  },
  reinstated: {
    eyebrow: 'Renewal confirmed',
    subject: 'Membership reactivated',
    headline: 'The membership is reactivated',
    detail: (nextAnniversary) => `New anniversary date: ${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `The ${membership} of ${partner} had expired. Its annual fee was paid in time, on ${paidOn}, and the membership is reactivated and renewed as if the payment had been recorded then.`,
    paidOn: 'Paid on',
    newAnniversary: 'New anniversary date',
    nextWindow: 'Next renewal window',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `The ${membership} of ${partner} had expired. Its annual fee was paid on ${paidOn}, after the renewal window, as agreed on a support ticket, and the membership is reactivated and renewed.`,
  },
  continued: {
    subject: 'Payment recorded',
    headline: 'The payment is recorded',
    detail: (on) => `Another membership takes its place on ${on}.`,
    lead: ({ membership, partner, paidOn }) =>
      `Thank you. The annual fee of the ${membership} of ${partner} was paid in time, on ${paidOn}.`,
    inItsPlace: (membershipId, on) =>
      `On ${on}, the membership ${membershipId} takes its place. What is renewed next is ${membershipId}.`,
  },
  paymentReversed: {
    eyebrow: 'Payment reversed',
    subject: 'Payment reversed',
    headline: 'A payment was reversed',
    detail: (paidOn) => `Payment of ${paidOn}`,
    lead: ({ membership, partner, paidOn }) =>
      `The payment of ${paidOn} for the ${membership} of ${partner} no longer counts.`,
    causes: {
      error: 'It had been recorded by mistake.',
      refund: 'It was refunded.',
      chargeback: 'It was charged back by the bank.',
    },
    renewal: {
      payable: (through) =>
        `The annual fee is unpaid again. It can be paid until ${through}, and your benefits continue through that day.`,
      over: (through) =>
        `The annual fee is unpaid again, and the renewal window closed on ${through}: the membership expires. Another message tells you what ends with it.`,
    },
    order: {
      payable: (through) => `The order is unpaid again, and there is no membership. It can be paid until ${through}.`,
      over: (through) => `The order is unpaid again, and could be paid until ${through}: there is no membership.`,
    },
    expired: (on) => `The annual fee is unpaid again: the membership, which had expired on ${on}, has ended.`,
    superseded: (by, on) => `Since ${on}, the membership ${by} takes its place. Nothing changes there.`,
  },
  atRisk: {
    eyebrow: 'Renewal at risk',
    subject: 'Renewal at risk',
    headline: 'The next renewal is at risk',
    detail: (since) => `A requirement has not been met since ${since}.`,
    lead: ({ membership, partner, anniversary }) =>
      `After a recent change, the ${membership} of ${partner} does not meet the requirements for its next renewal, with the anniversary date ${anniversary}.`,
    causes: {
      heading: 'Why',
      left: (name, certifications) => `${name} has left your organization (${certifications}).`,
      severed: (name, certifications) => `${name} is now associated with another organization (${certifications}).`,
      expired: (name, certifications) => `What ${name} has achieved has expired (${certifications}).`,
      fell: (figure, before, after) => `${figure}: ${after} instead of ${before}.`,
      measured: (figure, value) => `${figure}: ${value}.`,
      kpiDecided: 'All of the months that count are published, and the KPI requirement is not met.',
      corrected: (lines) => `Invoice lines were corrected: ${lines}.`,
      credited: (lines) => `Credit notes were recorded: ${lines}.`,
      more: (count) => `and ${count} more`,
    },
    missing: 'Requirements that are not met so far',
    delivery: (since) => `Without a trainer (MCT) since ${since}, you may not deliver courseware to others.`,
    status: 'Status and display stay as they are until the membership year has elapsed.',
    window: 'Renewal window',
    fix: {
      heading: 'What you can do',
      text: (closes) => `Everything has to be met when you renew, on ${closes} at the latest.`,
      people:
        'Other employees can meet the requirements: their achievements count one day after they are completed and associated with your organization.',
    },
  },
  licences: {
    token: (id, seats) => `Token ${id}, ${seats} ${seats === '1' ? 'seat' : 'seats'}`,
    mak: (id, left) =>
      `Multiple activation key (MAK) ${id}, ${left} ${left === '1' ? 'activation' : 'activations'} left`,
    subscription: (id, to) => `Subscription ${id}, assigned to ${to ?? 'nobody'}`,
    keyNeeded: (licence) => `${licence}; takes a product key and activation`,
    more: (count) => `and ${count} more`,
  },
  endings,
  fallback: {
    heading: 'Another level than before',
    text: (was, is) => `Until now: ${was}. From now on: ${is}. The requirements of the level until now were not met.`,
  },
  together: {
    label: 'Renewed together',
    lead: 'One annual fee renews it together with the others that are named here. Each of them has requirements of its own.',
    met: 'All its requirements are met.',
    waived: 'A program extension waives its requirements for this renewal.',
    ended: {
      heading: 'What was not renewed',
      text: (was) => `${was}: its requirements were not met, so it has ended.`,
    },
  },
  listingIncomplete: {
    eyebrow: 'Learning Partner directory',
    subject: 'Directory listing incomplete',
    headline: (submissionOn) => `Complete the directory listing before ${submissionOn}`,
    detail: (month) => `The submission of ${month} is on that day, in the third week of the month.`,
    lead: (partner) => `The directory listing of ${partner} cannot be submitted to the Learning Partner directory yet.`,
    heading: 'What is missing or needs a correction',
    name: { label: 'Name to show', text: 'The name is missing.' },
    country: { label: 'Associated country', text: 'The country is missing.' },
    url: {
      label: 'Landing page',
      missing: 'The address of the landing page is missing.',
      refused: (url, reason) => `${url}: ${reason}`,
      reasons: {
        'not-a-url': 'this is not a complete web address.',
        'not-https': 'the address must begin with https://.',
        credentials: 'the address must not contain a user name or a password.',
        port: 'the address must not contain a port.',
        'ip-address': 'the address must have a host name instead of an IP address.',
        'local-host': 'the page must be public, not on a local host.',
        'microsoft-host': 'the page must be on your own domain, not on a Microsoft host.',
        'not-a-verified-domain': 'the host must belong to one of your verified domains.',
        'used-by-another-partner': 'another partner uses this address already; each partner needs its own.',
      },
    },
    attestation: {
      label: 'Attestation',
      text: (statement) => `Not attested yet: ${statement}`,
      statements: {
        'about-partner-only': 'the landing page is about your organization only.',
        'no-competitors': 'no competitors are shown on the landing page.',
        'owned-by-partner': 'the landing page is owned by your organization.',
      },
    },
    batch: (month) =>
      `Listings that are complete when the submission starts are in the batch of ${month}. A listing completed later waits for the next one.`,
  },
  listingVisible: {
    eyebrow: 'Learning Partner directory',
    subject: 'Directory listing visible',
    headline: 'Your directory listing is visible',
    since: (date) => `Visible since ${date}`,
    lead: (partner) => `The directory listing of ${partner} is now visible in the Learning Partner directory.`,
    displayName: 'Name shown',
    landingPage: 'Landing page',
  },
};
