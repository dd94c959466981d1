import { addDays } from '../civil-date.ts';
import { advancedSpecialization, hold, LEARNING_ACTION_PACK, learningCompetency } from '../partner/memberships.ts';
import { reviewAndPay } from '../partner/renewals.ts';
import { dayAhead } from '../period.ts';
import { EXCEPTED_COMPETENCY } from '../program-config.ts';
import type { AwkwardCase } from './case.ts';

/** None of these partners has any KPI, so that the extension alone decides. */
export const extensionCases: readonly AwkwardCase[] = [
  {
    name: 'extension-first-and-last-day',
    rules: ['R-EXT-1'],
    why: 'Anniversaries on both ends of the range: waived, both ends are inclusive.',
    build: (partner) => {
      const { from, to } = partner.period.extension;
      reviewAndPay(partner, hold(partner, learningCompetency('DevOps', 'silver'), from));
      reviewAndPay(partner, hold(partner, learningCompetency('Data Analytics', 'gold'), to));
    },
  },
  {
    name: 'extension-day-before-and-day-after',
    rules: ['R-EXT-1', 'R-REN-4'],
    why: 'Anniversaries just outside the range: not waived, refused.',
    build: (partner) => {
      const { from, to } = partner.period.extension;
      reviewAndPay(partner, hold(partner, learningCompetency('DevOps', 'silver'), addDays(from, -1)));
      reviewAndPay(partner, hold(partner, learningCompetency('Data Analytics', 'gold'), addDays(to, 1)));
    },
  },
  {
    name: 'extension-does-not-waive-the-fee',
    rules: ['R-EXT-2'],
    why: 'Requirements waived, fee forgotten: expires like any other.',
    build: (partner) => {
      const { from } = partner.period.extension;
      hold(partner, learningCompetency('Application Development', 'gold'), addDays(from, 9));
    },
  },
  {
    name: 'extension-excepts-this-competency',
    rules: ['R-EXT-1'],
    why: 'In the range, but excepted by name: its requirements stand, refused.',
    build: (partner) => {
      const { from } = partner.period.extension;
      reviewAndPay(partner, hold(partner, learningCompetency(EXCEPTED_COMPETENCY, 'silver'), addDays(from, 14)));
    },
  },
  {
    name: 'extension-does-not-name-this-offer',
    rules: ['R-EXT-1', 'R-MEM-2'],
    why: 'A Learning Action Pack in the range: the extension is for competencies, so its trainer is still asked for.',
    build: (partner) => {
      partner.mctCount = 0;
      const { from } = partner.period.extension;
      reviewAndPay(partner, hold(partner, LEARNING_ACTION_PACK, addDays(from, 18)));
    },
  },
  {
    name: 'extension-covers-advanced-specialization',
    rules: ['R-EXT-1'],
    why: 'Waived although no requirement is configured for it.',
    build: (partner) => {
      const { from } = partner.period.extension;
      reviewAndPay(partner, hold(partner, advancedSpecialization('Kubernetes on Microsoft Azure'), addDays(from, 21)));
    },
  },
  {
    name: 'advanced-specialization-outside-the-extension',
    rules: ['R-REN-3'],
    why: 'Nothing waived and nothing configured: undecidable.',
    build: (partner) => {
      const offer = advancedSpecialization('Adoption and Change Management');
      reviewAndPay(partner, hold(partner, offer, dayAhead(partner.period, 8, 14)));
    },
  },
];
