import { emptyBenefits } from '../../../shared/domain/benefits/benefit.ts';
import { type ProgramConfig, parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { type CivilDate, civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { emptyKpiLedger, type KpiLedger } from '../../../shared/domain/kpi/kpi.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import type { DecisionContext } from '../../../shared/domain/notices/decision-context.ts';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import { type Contact, NEVER_MERGED, type Partner } from '../../../shared/domain/partners/partner.ts';
import { emptySkills } from '../../../shared/domain/people/skills.ts';
import type { RenewalFacts } from '../../../shared/domain/renewal/renewal-facts.ts';

export const date = civilDateOf;

export const LAP: Terms = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false };
export const ACTION_PACK: Terms = { offer: 'action-pack', competency: null, level: null, learningOption: false };
export const GOLD_LEARNING: Terms = { offer: 'competency', competency: 'DevOps', level: 'gold', learningOption: true };
export const SILVER_LEARNING: Terms = { ...GOLD_LEARNING, level: 'silver' };

export const contact = (fields: Partial<Contact> = {}): Contact => ({
  role: 'global-admin',
  name: 'Kim',
  email: 'kim@contoso.example',
  locale: 'en',
  ...fields,
});

export const partner = (fields: Partial<Partner> = {}): Partner => ({
  partnerId: 'P-1',
  name: 'Contoso',
  country: 'KR',
  verifiedDomains: ['contoso.example'],
  profileReviews: [],
  mctCount: 4,
  contacts: [contact()],
  unreachable: [],
  ...NEVER_MERGED,
  history: NO_HISTORY,
  ...fields,
});

const REQUIREMENTS = [
  { competency: 'DevOps', level: 'gold', learningOption: true, kpi: '30', mct: 4 },
  { competency: 'DevOps', level: 'silver', learningOption: true, kpi: '10', mct: 2 },
  { competency: 'DevOps', level: 'gold', learningOption: false, mct: 1 },
];

/** Two program years with the same requirements. @throws Error if a test gives an invalid configuration */
export function config(fields: Record<string, unknown> = {}): ProgramConfig {
  const programYears = [
    { from: '2020-07-01', to: '2027-06-30', requirements: REQUIREMENTS },
    { from: '2027-07-01', to: '2028-06-30', requirements: REQUIREMENTS },
  ];
  const result = parseProgramConfig({ programYears, ...fields });
  if ('config' in result) return result.config;
  throw new Error(JSON.stringify(result.problems));
}

/** Bought on 2020-09-01, its seventh anniversary being 2027-09-01, unless said otherwise. */
export const membership = (fields: Partial<Membership> = {}): Membership => ({
  ...newMembership(
    fields.terms ?? ACTION_PACK,
    { partnerId: 'P-1', membershipId: 'M1', purchasedOn: date('2020-09-01'), paidThroughCycle: 6 },
    date('2027-01-01'),
  ),
  ...fields,
});

export const kpi = (fields: Partial<KpiLedger> = {}): KpiLedger => ({ ...emptyKpiLedger('P-1'), ...fields });

export const facts = (fields: Partial<RenewalFacts> = {}): RenewalFacts => ({
  membership: membership(),
  partner: partner(),
  kpi: kpi(),
  skills: emptySkills('P-1'),
  benefits: emptyBenefits('P-1'),
  config: config(),
  ...fields,
});

export const on = (asOf: string): DecisionContext => ({
  asOf: date(asOf),
  runId: `run-${asOf}`,
  now: `${asOf}T08:00:00Z`,
  operators: 'operators@vendor.example',
});

export const dates = (...texts: string[]): CivilDate[] => texts.map(date);

/** The membership after every claimed mail was accepted, as the workflows record it. */
export function withAnswers(fields: Membership): Membership {
  const notices = Object.entries(fields.notices).map(([key, record]) => {
    const entries = record.notices.map((entry) =>
      entry.state.status === 'claimed'
        ? { ...entry, state: { status: 'sent' as const, messageId: 'm', on: record.decidedOn, subject: 's' } }
        : entry,
    );
    return [key, { ...record, notices: entries }];
  });
  return { ...fields, notices: Object.fromEntries(notices) };
}
