import { newContact } from '../partner/contacts.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import { importListing } from '../partner/listings.ts';
import { hold, LEARNING_ACTION_PACK } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import type { AwkwardCase } from './case.ts';

type AwkwardName = {
  readonly name: string;
  readonly why: string;
  readonly company: string;
  readonly person: string;
};

const AWKWARD_NAMES: readonly AwkwardName[] = [
  {
    name: 'markup-in-names',
    why: 'Must be shown as typed, in mail, page and report, never be taken for HTML.',
    company: `<b>Fjord & Sons</b> "Training" <script>alert('x')</script>`,
    person: `Ann <img src=x onerror=alert(1)> O'Neill`,
  },
  {
    name: 'commas-and-quotes-in-names',
    why: 'Have to survive CSV and the address line of a mail.',
    company: 'Hart, Hart & "Partners", Inc.',
    person: '"Doe, Jane" <jane>',
  },
  {
    name: 'right-to-left-names',
    why: 'Arabic, a right-to-left mark and an override: must not turn the rest of the line around.',
    company: '\u0623\u0643\u0627\u062f\u064a\u0645\u064a\u0629\u200f (Training) \u202egninraeL\u202c',
    person: '\u05d3\u05e0\u05d9\u05d0\u05dc\u200f Levi',
  },
  {
    name: 'formula-as-name',
    why: 'A spreadsheet that opens the batch or a report must not run it.',
    company: `=cmd|' /C calc'!A0`,
    person: `@SUM(1+1)*cmd|' /C calc'!A0`,
  },
  {
    name: 'names-that-begin-with-a-sign',
    why: 'Plus and minus start a formula too, and these are honest names.',
    company: '+1 Training',
    person: '-2 Degrees',
  },
  {
    name: 'very-long-names',
    why: 'Mail subjects, table cells and listings must cope with 240 characters.',
    company: `${'International Institute for Professional Courseware and Certification '.repeat(4).slice(0, 236)} Ltd`,
    person: `Wolfeschlegelsteinhausen${'bergerdorff'.repeat(8)} Senior`,
  },
  {
    name: 'names-with-rare-characters',
    why: 'A character outside the basic plane, a combining accent, an emoji of several code points.',
    company: '\u{20bb7}\u91ce\u5bb6 E\u0301cole \u{1f469}\u200d\u{1f3eb}',
    person: '\u{20bb7}\u7530 Rene\u0301e',
  },
  {
    name: 'names-like-placeholders',
    why: 'Templates must not fill them in again, nor read a replacement pattern out of them.',
    company: '{{partnerName}} \u0024{days} %s $& Academy',
    person: '{{name}} $1',
  },
];

export const nameCases: readonly AwkwardCase[] = AWKWARD_NAMES.map(({ name, why, company, person }, index) => ({
  name,
  rules: ['R-NOT-5', 'R-DIR-1'],
  why,
  build: (partner) => fillWithNames(partner, company, person, index + 1),
}));

/** A Learning partner that renews in time, so that its name appears in mails, the directory and the reports. */
function fillWithNames(partner: PartnerDraft, company: string, person: string, month: number): void {
  partner.name = company;
  partner.contacts = [
    newContact(partner, 'global-admin', { name: person }),
    newContact(partner, 'mpn-admin', { name: person }),
  ];
  importListing(partner);
  reviewAndPay(partner, hold(partner, LEARNING_ACTION_PACK, dayAhead(partner.period, month, 22)));
}
