import { addDays } from '../civil-date.ts';
import { importBenefit } from '../partner/benefits.ts';
import type { PartnerDraft } from '../partner/draft.ts';
import type { Holding } from '../partner/memberships.ts';

/** What comes with most memberships: seats, keys and subscriptions, some of them in use (R-LIC-1). */
export function addUsualBenefits(partner: PartnerDraft, holdings: readonly Holding[]): void {
  for (const holding of holdings) if (partner.random.chance(70)) addBenefit(partner, holding);
}

function addBenefit(partner: PartnerDraft, holding: Holding): void {
  const { random, domain, period } = partner;
  const drawn = addDays(period.from, -random.between(1, 90));
  const { purchasedOn } = holding.membership;
  const on = drawn < purchasedOn ? purchasedOn : drawn;
  const kind = random.weighted<'token' | 'mak' | 'visual-studio'>([
    [60, 'token'],
    [20, 'mak'],
    [20, 'visual-studio'],
  ]);
  const activation = random.chance(70) ? { activation: { on, tenant: domain } } : {};
  const seats = random.pick([5, 10, 25]);
  if (kind === 'token') importBenefit(partner, holding, { kind, product: 'Microsoft 365', seats }, activation);
  if (kind === 'mak') importBenefit(partner, holding, { kind, product: 'Windows Server', activations: seats * 2 });
  if (kind === 'visual-studio') {
    const assignment = { on, to: `developer@${domain}` };
    importBenefit(partner, holding, { kind, edition: 'professional' }, { assignment });
  }
}
