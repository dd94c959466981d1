import type { CivilDate } from '../civil-date.ts';
import type { CommandBody, DatedCommand } from '../command.ts';
import type { Achievement, Benefit, Contact, Employee, Figure, InvoiceLine, Listing, Membership } from '../model.ts';
import { drawCompany } from '../people/company-names.ts';
import { drawRegion, type Region } from '../people/regions.ts';
import type { Period } from '../period.ts';
import { type Random, randomStream } from '../random.ts';

/** A partner of the sample while it is generated: all of its rows in all of the files. */
export type PartnerDraft = {
  readonly id: string;
  readonly number: number;
  readonly period: Period;
  readonly region: Region;
  readonly random: Random;
  /** The first verified domain. */
  readonly domain: string;
  name: string;
  domains: string[];
  /** Empty: never reviewed. */
  profileReviewedOn: CivilDate | '';
  mctCount: number;
  contacts: Contact[];
  /** Before the number of every membership's id. */
  membershipPrefix: string;
  memberships: Membership[];
  invoices: InvoiceLine[];
  listing: Listing | undefined;
  employees: Employee[];
  achievements: Achievement[];
  figures: Figure[];
  benefits: Benefit[];
  commands: DatedCommand[];
};

export type DraftOptions = {
  readonly seed: number;
  /** From 1. */
  readonly number: number;
  readonly period: Period;
  /** Domains of the partners drafted before; the new one is added. */
  readonly takenSlugs: Set<string>;
};

/** A partner with a name and a domain, and nothing else yet. */
export function draftPartner({ seed, number, period, takenSlugs }: DraftOptions): PartnerDraft {
  const random = randomStream(seed, `partner ${number}`);
  const region = drawRegion(random);
  const { name, slug } = drawCompany(random, region, takenSlugs, number);
  const domain = `${slug}.example`;
  const identity = { id: partnerIdOf(number), number, name, domain, domains: [domain] };
  const rows = { contacts: [], memberships: [], invoices: [], commands: [], listing: undefined };
  const skills = { employees: [], achievements: [], figures: [], benefits: [] };
  const rest = { profileReviewedOn: '', mctCount: 0, membershipPrefix: 'M' } as const;
  return { ...identity, ...rows, ...skills, ...rest, period, region, random };
}

/** `P-00001` for 1. */
export const partnerIdOf = (number: number): string => `P-${String(number).padStart(5, '0')}`;

/** Commands of one day are carried out in the order in which they are given here. */
export function giveCommand(partner: PartnerDraft, on: CivilDate, body: CommandBody): void {
  partner.commands.push({ on, partnerId: partner.id, ...body });
}
