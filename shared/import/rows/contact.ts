import * as z from 'zod';
import { id, line, lines, oneOf } from '../../domain/config/values.ts';
import { ROLES } from '../../domain/partners/partner.ts';
import { email } from '../fields.ts';

/**
 * A line of `contacts.csv`. Name and locale may be empty; whether the locale is supported is not checked here
 * (R-ROLE-1).
 */
export const contactRow = z.object({
  partnerId: id,
  role: oneOf(ROLES),
  name: lines(0, 500),
  email,
  locale: line(0, 64),
});
