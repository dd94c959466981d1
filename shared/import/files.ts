/** The import files: their names, columns and rows. */
import type * as z from 'zod';
import { achievementRow } from './rows/achievement.ts';
import { contactRow } from './rows/contact.ts';
import { employeeRow } from './rows/employee.ts';
import { figureRow } from './rows/figure.ts';
import { invoiceLineRow } from './rows/invoice-line.ts';
import { listingRow } from './rows/listing.ts';
import { membershipRow } from './rows/membership.ts';
import { partnerRow } from './rows/partner.ts';
import { tokenRow } from './rows/token.ts';

const ROWS = {
  partners: partnerRow,
  contacts: contactRow,
  memberships: membershipRow,
  invoices: invoiceLineRow,
  listings: listingRow,
  employees: employeeRow,
  achievements: achievementRow,
  performance: figureRow,
  tokens: tokenRow,
} as const;

/** A kind of import file; its name is `<kind>.csv`. */
export type Kind = keyof typeof ROWS;
export type RowOf<K extends Kind> = z.output<(typeof ROWS)[K]>;

/** In the order in which they are imported: files that others refer to come first. */
export const KINDS = Object.keys(ROWS) as Kind[];

/** Files without which a folder says nothing. */
const NEEDED_KINDS: readonly Kind[] = ['partners', 'contacts', 'memberships'];

/** Files that may be missing in a folder: it then has no such rows. */
export const OPTIONAL_KINDS: ReadonlySet<Kind> = new Set(KINDS.filter((kind) => !NEEDED_KINDS.includes(kind)));

export function fileNameOf(kind: Kind): string {
  return `${kind}.csv`;
}

/** The kind of a file by its name, e.g. the last part of an object's key; null for any other file. */
export function kindOf(fileName: string): Kind | null {
  return KINDS.find((kind) => fileNameOf(kind) === fileName) ?? null;
}

export function rowSchemaOf<K extends Kind>(kind: K): z.ZodType<RowOf<K>> {
  return ROWS[kind] as unknown as z.ZodType<RowOf<K>>;
}

/** The fields of a row in the order of its schema. */
export function fieldsOf(kind: Kind): string[] {
  return Object.keys(ROWS[kind].shape);
}

/** The column of a field: `partnerId` is `partner_id`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
