/** What rows must have in common with other rows, of their own file and of others. */
import { ID_PATTERN } from '../domain/ids.ts';
import { type Place, type Problem, shown } from '../domain/problem.ts';
import { columnOf, type Kind, type RowOf } from './files.ts';
import type { Cells } from './table.ts';

type InvoiceLine = RowOf<'invoices'>;
/** Where a key was first seen: by what it names (R-KPI-10 wants the values of an invoice line too). */
type Seen<Value> = Map<string, { line: number; value: Value }>;

/** Partners first, then every other file, row by row in file order. Knows ids and invoice lines, not whole rows. */
export class CrossChecks {
  readonly #partners: Seen<null> = new Map();
  readonly #memberships: Seen<null> = new Map();
  readonly #listings: Seen<null> = new Map();
  readonly #invoiceLines: Seen<string> = new Map();
  #arePartnersKnown = true;

  /** Not all the partners could be read: nobody can say of a partner that it is unknown. */
  missPartners(): void {
    this.#arePartnersKnown = false;
  }

  /** The ids of a row, which may be bad otherwise: it still names what it names. */
  checkIds(kind: Kind, cells: Cells, place: Place & { line: number }): Problem[] {
    const { partnerId = '', membershipId = '' } = cells;
    if (kind === 'partners') return once(this.#partners, partnerId, { ...place, id: partnerId, field: 'partnerId' });
    const key = `${partnerId}/${membershipId}`;
    return [
      ...this.checkPartner(partnerId, place, columnOf('partnerId')),
      ...(kind === 'memberships'
        ? once(this.#memberships, key, { ...place, id: membershipId, field: 'membershipId' })
        : []),
      ...(kind === 'listings' ? once(this.#listings, partnerId, { ...place, id: partnerId, field: 'partnerId' }) : []),
    ];
  }

  /** Whether `partners.csv` has the partner. */
  checkPartner(partnerId: string, place: Place, field: string): Problem[] {
    if (!this.#arePartnersKnown || this.#partners.has(partnerId) || !ID_PATTERN.test(partnerId)) return [];
    return [
      { ...place, field, got: `${shown(partnerId)}, an unknown partner`, allowed: 'a partner_id of partners.csv' },
    ];
  }

  /** `repeated`: an invoice line that was there before, and counts once; with other values it is in conflict (R-KPI-10). */
  checkRow<K extends Kind>(kind: K, row: RowOf<K>, place: Place & { line: number }): Repetition {
    return kind === 'invoices' ? this.#checkInvoiceLine(row as InvoiceLine, place) : { repeated: false, problems: [] };
  }

  #checkInvoiceLine(row: InvoiceLine, place: Place & { line: number }): Repetition {
    const key = JSON.stringify([row.partnerId, row.invoiceNumber, row.line]);
    const value = JSON.stringify(row);
    const first = this.#invoiceLines.get(key);
    if (first === undefined) this.#invoiceLines.set(key, { line: place.line, value });
    if (first === undefined || first.value === value) return { repeated: first !== undefined, problems: [] };
    const allowed = `the same values as on line ${first.line}, or another invoice_number or line`;
    const got = `line ${row.line} of invoice ${shown(row.invoiceNumber)} with other values`;
    return { repeated: true, problems: [{ ...place, field: columnOf('invoiceNumber'), got, allowed }] };
  }
}

type Repetition = { repeated: boolean; problems: Problem[] };
type Named = Place & { line: number; id: string; field: string };

function once(seen: Seen<null>, key: string, { id, field, file, line }: Named): Problem[] {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, { line, value: null });
  if (first === undefined || !ID_PATTERN.test(id)) return [];
  const allowed = `each ${allowedOnce(field, file)} once (first on line ${first.line})`;
  return [{ file, line, field: columnOf(field), got: `${shown(id)} again`, allowed }];
}

function allowedOnce(field: string, file: string | null): string {
  return field === 'membershipId' ? 'membership_id of a partner' : `partner in ${file}`;
}
