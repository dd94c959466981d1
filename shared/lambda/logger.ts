/** Structured logs: ids, never an address or a person's name in clear. */
import { Logger } from '@aws-lambda-powertools/logger';

/** Anything that may be an email address; errors of the mail service quote them. */
const ADDRESS = /[^\s@<>"'`()[\],;:]+@[^\s@<>"'`()[\],;:]+/g;

/** Fields that hold a person's or company's name or address, at any depth. */
const PERSONAL = new Set(['to', 'email', 'contacts', 'displayName', 'subject', 'grantedBy', 'by']);

/** What a field is logged as: for `JSON.stringify`. */
export function redact(field: string, value: unknown): unknown {
  if (PERSONAL.has(field) && value !== null && value !== undefined) return '<withheld>';
  return typeof value === 'string' ? value.replace(ADDRESS, '<address>') : value;
}

export const logger = new Logger({ jsonReplacerFn: redact });
