import type { PlannedContact } from './planned-contacts.ts';

export const COMPETENCIES = ['Data Analytics', 'Cloud Platform'] as const;
export const CERTIFICATIONS = ['DA-100', 'AZ-104'] as const;
export const METRICS = ['revenue', 'active-usage'] as const;

/** One of a list, whatever the number. */
export const oneOf = <T>(list: readonly T[], number: number): T => list[number % list.length] as T;

export const partnerId = (index: number): string => `P-${index}`;
/** The first one of each partner has the same id (R-MRG-5). */
export const membershipId = (partner: number, index: number): string =>
  index === 0 ? `M-${index}` : `M-${partner}-${index}`;
export const invoiceNumber = (partner: number, index: number): string =>
  index < 2 ? `I-${index}` : `I-${partner}-${index}`;
export const employeeId = (index: number): string => `E-${index}`;
export const domainOf = (id: string): string => `${id.toLowerCase()}.example`;

export const contactOf = ({ role, address, locale }: PlannedContact, id: string) => ({
  role,
  name: `Contact ${address}`,
  email: `c${address}@${domainOf(id)}`,
  locale,
});
