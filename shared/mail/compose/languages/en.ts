/** English. Awaits a review by a native reader before a real mailing. */
import type { Catalogue } from '../catalogue.ts';
import { en as asked } from './asked/en.ts';
import { en as endings } from './endings/en.ts';
import { en as listings } from './listings/en.ts';

const plural = new Intl.PluralRules('en');
/** "1 day", "2 days". */
const days = (count: number): string => `${count} ${plural.select(count) === 'one' ? 'day' : 'days'}`;

const levels = { silver: 'Silver', gold: 'Gold' };

export const en: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'learning-action-pack') return 'Learning Action Pack';
    if (offer === 'advanced-specialization') return [competency, 'advanced specialization'].filter(Boolean).join(' ');
    const name = [level && levels[level], competency, 'competency'].filter(Boolean).join(' ');
    return learningOption ? `${name} with Learning option` : name;
  },
  shortMembership: (terms) => {
    const { competency, level } = terms;
    return competency === null ? en.membership(terms) : [level && levels[level], competency].filter(Boolean).join(' ');
  },
  subject: (headline, names) => `${headline}: ${names.join(' – ')}`,
  frame: {
    colon: ': ',
    space: ' ',
    list: (items, more) => (more === 0 ? items.join(', ') : `${items.join(', ')}, and ${more} more`),
    greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
    partner: 'Partner',
    membership: 'Membership',
    withId: (name, id) => `${name} · ${id}`,
    range: (from, to) => `${from} – ${to}`,
    openPartnerCenter: 'Open Partner Center',
    signature: 'The partner program team',
    whyYou: (partner) => `You are receiving this email because you are a contact of ${partner} in the partner program.`,
  },
  renewal: {
    eyebrow: 'Renewal reminder',
    subject: {
      before: (count) => `Renewal opens in ${days(count)}`,
      open: (count) => `${days(count)} left to renew`,
      lastDay: 'Today is the last day to renew',
    },
    headline: {
      before: (count) => `Your renewal window opens in ${days(count)}`,
      open: (count) => `${days(count)} left to renew`,
      lastDay: 'Today is the last day to renew',
    },
    detail: {
      before: ({ asOf, closes, daysLeft }) =>
        `Today is ${asOf}. The last day to renew is ${closes}, ${days(daysLeft)} from now.`,
      open: ({ asOf, closes }) => `Today is ${asOf}. The last day to renew is ${closes}.`,
      lastDay: (closes) => `The annual fee can no longer be paid after ${closes}.`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `Please renew the ${membership} held by ${partner} to keep it active. Its anniversary date is ${anniversary}.`,
    grace: 'The renewal window is also your grace period: your benefits continue through its last day.',
    timeline: { anniversary: 'Anniversary date', opens: 'Renewal window opens', closes: 'Last day to renew' },
    missing: {
      heading: 'What is still missing',
      fee: {
        label: 'Annual fee',
        text: {
          before: (opens, closes) => `Payable from ${opens} to ${closes}.`,
          open: (closes) => `Due by ${closes}.`,
          lastDay: (closes) => `Today, ${closes}, is the last day to pay.`,
        },
      },
      profileReview: {
        label: 'Company profile review',
        text: (count, lastReview) =>
          `A global admin or an account admin must review the company profile in Partner Center, no more than ${days(count)} before the renewal. ${lastReview ? `Last review: ${lastReview}.` : 'There is no review on record.'}`,
      },
      kpi: {
        label: 'KPI',
        text: (have, need, months) => `${have} of the ${need} required (${months}).`,
        pending: (date) =>
          `Some of the months that count are not published yet. The KPI refresh of ${date} will decide.`,
      },
      mct: { label: 'Microsoft Certified Trainers (MCT)', text: (have, need) => `${have} of the ${need} required.` },
      path: (number, count) => `Option ${number} of ${count} (one is enough)`,
      goal: (label, text) => `${label}: ${text}`,
      exams: {
        label: 'Exams and assessments',
        text: (certification, have, need) => `${have} of the ${need} certified people required (${certification}).`,
      },
      performance: {
        label: 'Performance goals',
        text: (metric, have, need) => `${metric}, ${have} of the ${need} required.`,
        metrics: {
          revenue: 'Revenue',
          'active-usage': 'Active usage',
          'deployed-seats': 'Deployed seats',
          'new-customers': 'New customers',
        },
      },
      undecidable: {
        label: 'Requirements',
        text: 'The program team is checking which requirements apply to this renewal. You do not need to do anything about this.',
      },
    },
    extension: {
      heading: 'Extension: requirements waived',
      text: (closes) =>
        `A program extension covers this anniversary date: the requirements are waived for this renewal. The annual fee is not waived and is still due by ${closes}.`,
    },
    losses: {
      heading: 'What you lose without renewal',
      intro: (expiresOn) =>
        `If the membership is not renewed, it expires on ${expiresOn}, and the following ends with it:`,
      benefits: 'All benefits of the membership',
      licenses:
        'Product licenses and internal use rights; on-premises software must then be licensed commercially or uninstalled',
      competency: (membership) => `The status “${membership}” and its display`,
      courseware:
        'Partner offers on the Courseware Marketplace, and the delivery of courseware outside your organization',
      'directory-listing': 'Your directory listing in the Learning Partner directory, if you have one',
    },
    act: 'Renew in Partner Center, under Membership offers.',
  },
  expired: {
    eyebrow: 'Expiry notice',
    subject: 'Membership expired',
    headline: 'Your membership has expired',
    detail: (expiredOn) => `Expiry date: ${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `The ${membership} held by ${partner} has expired: no payment of the annual fee was recorded by ${windowClosed}, the last day of the renewal window.`,
    reversed: ({ membership, partner, windowClosed, paidOn, cause }) =>
      `The ${membership} held by ${partner} has expired. The payment of ${paidOn} no longer counts. ${cause} The annual fee is unpaid, and ${windowClosed}, the last day of the renewal window, has passed.`,
    timeline: { anniversary: 'Anniversary date', closed: 'Last day to renew', expired: 'Expiry date' },
    losses: {
      heading: 'What has ended',
      benefits: 'All benefits of the membership',
      licenses: 'Product licenses and internal use rights',
      competency: (membership) => `The status “${membership}” and its display`,
      courseware:
        'Partner offers on the Courseware Marketplace, and the delivery of courseware outside your organization; courseware can only be bought at full price, for internal training',
      'directory-listing':
        'Your directory listing, which is withdrawn from the Learning Partner directory with the next submission',
    },
    software: {
      heading: 'On-premises software',
      text: 'On-premises software obtained through the program must be licensed commercially or uninstalled.',
    },
    next: {
      heading: 'What you can do',
      anew: 'You can purchase the membership again in Partner Center, under Membership offers. It will be a new membership with a new anniversary date.',
      paidInTime: (windowClosed) =>
        `If you paid on or before ${windowClosed}, do not purchase it again: your membership will be reactivated as soon as the payment is recorded.`,
      paidAgain: (windowClosed) =>
        `If you made another payment on or before ${windowClosed}, do not purchase it again: your membership will be reactivated as soon as that payment is recorded.`,
    },
  },
  renewed: {
    eyebrow: 'Renewal confirmed',
    subject: 'Membership renewed',
    headline: 'Your membership has been renewed',
    detail: (nextAnniversary) => `New anniversary date: ${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `Thank you for your payment of ${paidOn}. The ${membership} held by ${partner} has been renewed for another year.`,
    paidOn: 'Paid on',
    newAnniversary: 'New anniversary date',
    nextWindow: 'Next renewal window',
  },
  reinstated: {
    eyebrow: 'Renewal confirmed',
    subject: 'Membership reactivated',
    headline: 'Your membership has been reactivated',
    detail: (nextAnniversary) => `New anniversary date: ${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `The ${membership} held by ${partner} had expired. Its annual fee was paid in time, on ${paidOn}, so the membership has been reactivated and renewed as if the payment had been recorded on that day.`,
    paidOn: 'Paid on',
    newAnniversary: 'New anniversary date',
    nextWindow: 'Next renewal window',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `The ${membership} held by ${partner} had expired. Its annual fee was paid on ${paidOn}, after the renewal window, as agreed in a support ticket, so the membership has been reactivated and renewed.`,
  },
  continued: {
    subject: 'Payment recorded',
    headline: 'Your payment has been recorded',
    detail: (on) => `Another membership takes its place on ${on}.`,
    lead: ({ membership, partner, paidOn }) =>
      `Thank you. The annual fee for the ${membership} held by ${partner} was paid in time, on ${paidOn}.`,
    inItsPlace: (membershipId, on) =>
      `As of ${on}, membership ${membershipId} takes its place. The next one to be renewed is ${membershipId}.`,
  },
  paymentReversed: {
    eyebrow: 'Payment reversed',
    subject: 'Payment reversed',
    headline: 'A payment was reversed',
    detail: (paidOn) => `Payment of ${paidOn}`,
    lead: ({ membership, partner, paidOn }) =>
      `The payment of ${paidOn} for the ${membership} held by ${partner} no longer counts.`,
    causes: {
      error: 'It had been recorded by mistake.',
      refund: 'It was refunded.',
      chargeback: 'It was charged back by the bank.',
    },
    renewal: {
      payable: (through) =>
        `The annual fee is unpaid again. It can be paid until ${through}, and your benefits continue through that day.`,
      over: (through) =>
        `The annual fee is unpaid again, and the renewal window closed on ${through}: the membership will expire. Another email will tell you what ends with it.`,
    },
    order: {
      payable: (through) => `The order is unpaid again, and there is no membership. It can be paid until ${through}.`,
      over: (through) =>
        `The order is unpaid again, and its last day to pay, ${through}, has passed: there is no membership.`,
    },
    expired: (on) => `The annual fee is unpaid again: the membership, which had expired on ${on}, has ended.`,
    superseded: (by, on) => `Since ${on}, membership ${by} has taken its place. Nothing changes for ${by}.`,
  },
  atRisk: {
    eyebrow: 'Renewal at risk',
    subject: 'Renewal at risk',
    headline: 'Your next renewal is at risk',
    detail: (since) => `A requirement has not been met since ${since}.`,
    lead: ({ membership, partner, anniversary }) =>
      `After a recent change, the requirements for the next renewal of the ${membership} held by ${partner} are not met (anniversary date: ${anniversary}).`,
    causes: {
      heading: 'Why',
      left: (name, certifications) => `${name} has left your organization (${certifications}).`,
      severed: (name, certifications) => `${name} is now associated with another organization (${certifications}).`,
      expired: (name, certifications) => `Expired certifications of ${name}: ${certifications}.`,
      fell: (figure, before, after) => `${figure} fell from ${before} to ${after}.`,
      measured: (figure, value) => `${figure} measured at ${value}.`,
      kpiDecided: 'All of the months that count are published, and the KPI requirement is not met.',
      corrected: (lines) => `Invoice lines were corrected: ${lines}.`,
      credited: (lines) => `Credit notes were recorded: ${lines}.`,
      more: (count) => `And ${count} more`,
    },
    missing: 'Requirements not met yet',
    delivery: (since) => `You have had no trainer (MCT) since ${since}, so you may not deliver courseware to others.`,
    status: {
      before: 'Until the membership year ends, your status and its display stay as they are.',
      inWindow: (closes) => `Through ${closes}, your status and its display stay as they are.`,
    },
    window: 'Renewal window',
    fix: {
      heading: 'What you can do',
      text: (closes) => `All requirements must be met when you renew, by ${closes} at the latest.`,
      people:
        'Other employees can meet the requirements: a certification counts from the day after it is completed and associated with your organization.',
    },
  },
  licences: {
    token: (id, seats) => `Token ${id}, ${seats} ${seats === '1' ? 'seat' : 'seats'}`,
    mak: (id, left) =>
      `Multiple activation key (MAK) ${id}, ${left} ${left === '1' ? 'activation' : 'activations'} left`,
    subscription: (id, to) => `Subscription ${id}, ${to === null ? 'not assigned' : `assigned to ${to}`}`,
    keyNeeded: (licence) => `${licence} (needs a product key and activation)`,
    more: (count) => `And ${count} more`,
  },
  endings,
  asked,
  fallback: {
    heading: 'Your level has changed',
    text: (was, is) => `Before: ${was}. Now: ${is}. The requirements for the previous level were not met.`,
  },
  together: {
    label: 'Renewed together',
    lead: 'One annual fee renews it together with the others listed here. Each of them has its own requirements.',
    met: 'All its requirements are met.',
    waived: 'A program extension waives its requirements for this renewal.',
    ended: {
      heading: 'What was not renewed',
      text: (was) => `${was}: its requirements were not met, so it has ended.`,
    },
  },
  ...listings,
};
