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

/** A person of several partners, who also has their subscriptions. */
export const KIM = 'kim@x.example';
const SHARED_ADDRESS = 3;

/** Each is a person of one partner, but for one. */
export const addressOf = (address: number, id: string): string =>
  address === SHARED_ADDRESS ? KIM : `c${address}@${domainOf(id)}`;
export const nameOf = (address: number, id: string): string =>
  address === SHARED_ADDRESS ? 'Kim Lee' : `Contact ${address} of ${id}`;

export const contactOf = ({ role, address, locale }: PlannedContact, id: string) => ({
  role,
  name: nameOf(address, id),
  email: addressOf(address, id),
  locale,
});

/** The name of whoever has an address or employee id, where it is theirs alone; null: nobody's. */
export function personOf(id: string): string | null {
  if (id.startsWith('E-')) return employeeName(id);
  if (id.toLowerCase() === KIM) return nameOf(SHARED_ADDRESS, '');
  const [, number, partner] = /^c(\d)@(p-\d+)\.example$/i.exec(id) ?? [];
  return number === undefined || partner === undefined ? null : nameOf(Number(number), partner.toUpperCase());
}

export const employeeName = (id: string): string => `Employee ${id}`;
