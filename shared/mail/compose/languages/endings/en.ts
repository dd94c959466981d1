/** English. Awaits a review by a native reader before a real mailing. */
import type { EndingWords } from './words.ts';

export const en: EndingWords = {
  upgraded: {
    eyebrow: 'Upgrade confirmed',
    subject: 'Membership upgraded',
    headline: 'Your membership has been upgraded to gold',
    detail: (nextAnniversary) => `New anniversary date: ${nextAnniversary}`,
    lead: ({ membership, partner, was, paidOn }) =>
      `Thank you for your payment of ${paidOn}. The ${membership} held by ${partner} now replaces the ${was}.`,
    discount: 'Upgrade discount',
    percent: (percent) => `${percent}%`,
    ended: {
      heading: 'What has ended',
      intro: (was, endedOn) => `The ${was} ended on ${endedOn}, and its benefits with it.`,
      noRefund: 'The silver fee is not refunded.',
    },
  },
  consolidated: {
    eyebrow: 'Memberships combined',
    subject: 'Membership combined with another',
    headline: 'Your membership has been combined with another',
    lead: ({ membership, partner, endedOn, goesOn }) =>
      `Since ${endedOn}, the ${membership} held by ${partner} is no longer a separate membership. The ${goesOn} continues in its place.`,
    goesOn: {
      label: 'Continues in',
      heading: 'What applies now',
      intro: (anniversary) =>
        `There is one renewal for everything listed here, with the anniversary date ${anniversary}. No fee is due for the membership that has ended.`,
    },
  },
  benefitsEnded: {
    eyebrow: 'Benefits ended',
    subject: 'Membership and benefits ended',
    headline: 'Your membership and its benefits have ended',
    lead: ({ membership, partner, endedOn }) =>
      `The ${membership} held by ${partner} ended on ${endedOn}, and its benefits with it. No other membership takes its place.`,
  },
  deliveryLost: {
    eyebrow: 'Courseware',
    subject: 'Courseware delivery not allowed',
    headline: 'You may no longer deliver courseware to others',
    detail: (since) => `Since ${since}`,
    lead: (partner, since) =>
      `Since ${since}, no trainer (MCT) has been on record for ${partner}. Without one, you may not deliver courseware outside your organization.`,
    offers: 'You keep the partner offers on the Courseware Marketplace, for training your own people.',
    next: 'As soon as a trainer is on record, you may deliver courseware to others again.',
  },
  endedOn: (date) => `Ended on ${date}`,
  software:
    'On-premises software that was used with these licenses must be licensed commercially or uninstalled, unless it is covered by other licenses you have.',
  listingDropped: {
    eyebrow: 'Learning Partner directory',
    subject: 'Directory listing withdrawn',
    headline: 'Your directory listing is withdrawn',
    detail: (date) => `Withdrawn with the submission of ${date}.`,
    lead: {
      'not-entitled': (partner) =>
        `The directory listing of ${partner} is withdrawn from the Learning Partner directory: there is no longer an active membership with the Learning option or an active Learning Action Pack.`,
      incomplete: (partner) =>
        `The directory listing of ${partner} is withdrawn from the Learning Partner directory: it no longer meets the requirements.`,
      merged: (partner) =>
        `After the merger of partner accounts, ${partner} keeps one directory listing. The other listing, shown below, is withdrawn from the Learning Partner directory.`,
    },
    next: {
      'not-entitled': 'Once a Learning membership is active again, a complete listing will be submitted again.',
      incomplete: 'Once it is corrected, it will be part of the next submission again.',
      merged: null,
    },
  },
};
