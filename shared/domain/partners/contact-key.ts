import type { Contact } from './partner.ts';

/** Names a contact within its partner: the role and the address, whatever its letter case (R-IMP-2). */
export const contactKey = ({ role, email }: Pick<Contact, 'role' | 'email'>): string =>
  `${role} ${email.toLowerCase()}`;
