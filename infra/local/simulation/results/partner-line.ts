import type { Benefits } from '../../../../shared/domain/benefits/benefit.ts';
import { type BenefitStatus, benefitStatuses } from '../../../../shared/domain/benefits/benefit-status.ts';
import type { ProgramConfig } from '../../../../shared/domain/config/program-config.ts';
import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import { type CoursewareRights, coursewareRights } from '../../../../shared/domain/eligibility/courseware-rights.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Contact, Partner } from '../../../../shared/domain/partners/partner.ts';
import { markOf } from '../../../../shared/domain/partners/reachability.ts';

/**
 * A line of partners.jsonl: who a partner is, who acts for it, what it may do with courseware (R-MEM-10), and what is left of its
 * benefits (R-LIC-8), on a day.
 */
export type PartnerLine = {
  partnerId: string;
  name: string;
  country: string;
  /** `unreachable`: why nothing is sent to the address; null: it can be reached. */
  contacts: (Contact & { unreachable: string | null })[];
  courseware: CoursewareRights;
  benefits: BenefitStatus[];
};

type Facts = { partner: Partner; memberships: readonly Membership[]; benefits: Benefits; config: ProgramConfig };

/** None for a partner that was merged into another: what it had is that one's. */
export function partnerLines({ partner, memberships, benefits, config }: Facts, on: CivilDate): PartnerLine[] {
  if (partner.mergedInto !== null) return [];
  const courseware = coursewareRights(partner, memberships, on);
  const { partnerId, name, country } = partner;
  const contacts = partner.contacts.map((contact) => ({
    ...contact,
    unreachable: markOf(partner, contact.email)?.cause ?? null,
  }));
  return [
    { partnerId, name, country, contacts, courseware, benefits: benefitStatuses(benefits, memberships, on, config) },
  ];
}
