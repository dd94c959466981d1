/** English. Awaits a review by a native reader before a real mailing. */
import type { EndingWords } from './words.ts';

export const en: EndingWords = {
  upgraded: {
    eyebrow: 'Upgrade confirmed',
    subject: 'Upgraded to gold',
    headline: 'The membership is upgraded to gold',
    detail: (nextAnniversary) => `New anniversary date: ${nextAnniversary}`,
    lead: ({ membership, partner, was, paidOn }) =>
      `Thank you. With the payment of ${paidOn}, ${partner} has the ${membership}. It takes the place of the ${was}.`,
    discount: 'Upgrade discount',
    percent: (percent) => `${percent}%`,
    ended: {
      heading: 'What has ended',
      intro: (was, endedOn) => `The ${was} ended on ${endedOn}, and its benefits with it.`,
      noRefund: 'The silver fee is not refunded.',
    },
  },
  consolidated: {
    eyebrow: 'Memberships joined',
    subject: 'Membership continues in another one',
    headline: 'Another membership goes on in its place',
    lead: ({ membership, partner, endedOn, goesOn }) =>
      `Since ${endedOn}, the ${membership} of ${partner} is no longer a membership of its own. The ${goesOn} goes on in its place.`,
    goesOn: {
      label: 'Goes on',
      heading: 'What holds now',
      intro: (anniversary) =>
        `There is one renewal for everything named here, with the anniversary date ${anniversary}. No fee is due for the membership that has ended.`,
    },
  },
  benefitsEnded: {
    eyebrow: 'Benefits ended',
    subject: 'Membership and benefits ended',
    headline: 'The membership and its benefits have ended',
    lead: ({ membership, partner, endedOn }) =>
      `The ${membership} of ${partner} ended on ${endedOn}, and its benefits with it. No other membership goes on in its place.`,
  },
  deliveryLost: {
    eyebrow: 'Courseware',
    subject: 'No delivery of courseware to others',
    headline: 'Courseware may no longer be delivered to others',
    detail: (since) => `Since ${since}`,
    lead: (partner, since) =>
      `No trainer (MCT) of ${partner} has been recorded since ${since}. Without one, you may not deliver courseware outside your organization.`,
    offers: 'The partner offers of the Courseware Marketplace stay as they are, for the training of your own people.',
    next: 'As soon as a trainer is recorded, you may deliver courseware to others again.',
  },
  endedOn: (date) => `Ended on ${date}`,
  software:
    'On-premises software that was used with these licenses must be licensed commercially or uninstalled, unless other licenses of yours cover it.',
  listingDropped: {
    eyebrow: 'Learning Partner directory',
    subject: 'Directory listing withdrawn',
    headline: 'The directory listing is withdrawn',
    detail: (date) => `Withdrawn with the submission of ${date}.`,
    lead: {
      'not-entitled': (partner) =>
        `The directory listing of ${partner} is withdrawn from the Learning Partner directory: no membership with the Learning option, and no Learning Action Pack, is active any more.`,
      incomplete: (partner) =>
        `The directory listing of ${partner} is withdrawn from the Learning Partner directory: it no longer meets the requirements.`,
      merged: (partner) =>
        `After the merge of partner accounts, ${partner} has one directory listing. The other listing, named below, is withdrawn from the Learning Partner directory.`,
    },
    next: {
      'not-entitled': 'With a Learning membership that is active, a complete listing is submitted again.',
      incomplete: 'Once it is corrected, it is submitted again with the next submission.',
      merged: null,
    },
  },
};
