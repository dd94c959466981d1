/** Checks of rows against other rows, of their own file and of others. */
import { ID_PATTERN } from '../../domain/core/ids.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import type { Cells } from '../csv/table.ts';
import { columnOf, type Kind, type RowOf } from '../files.ts';
import { ContactChecks } from './contact-checks.ts';
import { EmployeeChecks } from './employee-checks.ts';
import { checkUnique, type Seen } from './seen.ts';
import { type KnownMembership, TokenChecks } from './token-checks.ts';

type InvoiceLine = RowOf<'invoices'>;
type TokenRow = RowOf<'tokens'>;

/**
 * To be called with the partners first, then every other file, row by row in file order. Keeps ids and invoice lines,
 * not whole rows.
 */
export class CrossChecks {
  readonly #partners: Seen<null> = new Map();
  readonly #memberships: Seen<KnownMembership> = new Map();
  readonly #listings: Seen<null> = new Map();
  readonly #invoiceLines: Seen<string> = new Map();
  readonly #tokens = new TokenChecks(this.#memberships);
  readonly #contacts = new ContactChecks();
  readonly #employees = new EmployeeChecks();
  readonly #unreadable = new Set<Kind>();

  /** Marks a file that could not be read completely: ids that refer to it are not reported as unknown. */
  markUnreadable(kind: Kind): void {
    this.#unreadable.add(kind);
  }

  /** Checks the ids of a row; other cells of the row may be bad. */
  checkIds(kind: Kind, cells: Cells, place: Place & { line: number }): Problem[] {
    const { partnerId = '', membershipId = '', offer = '', purchasedOn = '' } = cells;
    if (kind === 'partners')
      return checkUnique(this.#partners, partnerId, null, { ...place, id: partnerId, field: 'partnerId' });
    const key = `${partnerId}/${membershipId}`;
    const partnerProblems = this.checkPartner(partnerId, place, columnOf('partnerId'));
    if (kind === 'tokens' && partnerProblems.length === 0)
      return this.#tokens.checkIds(cells, place, !this.#unreadable.has('memberships'));
    return [
      ...partnerProblems,
      ...(kind === 'memberships'
        ? checkUnique(
            this.#memberships,
            key,
            { offer, purchasedOn },
            { ...place, id: membershipId, field: 'membershipId' },
          )
        : []),
      ...(kind === 'listings'
        ? checkUnique(this.#listings, partnerId, null, { ...place, id: partnerId, field: 'partnerId' })
        : []),
    ];
  }

  /** A problem if `partners.csv` does not have the partner. */
  checkPartner(partnerId: string, place: Place, field: string): Problem[] {
    if (this.#unreadable.has('partners') || this.#partners.has(partnerId) || !ID_PATTERN.test(partnerId)) return [];
    return [
      {
        ...place,
        field,
        got: `${formatValue(partnerId)}, an unknown partner`,
        allowed: 'a partner_id of partners.csv',
      },
    ];
  }

  /**
   * `isRepeated`: an invoice line that occurred before, and counts once; with other values it is in conflict
   * (R-KPI-10).
   */
  checkRow<K extends Kind>(kind: K, row: RowOf<K>, place: Place & { line: number }): Repetition {
    if (kind === 'invoices') return this.#checkInvoiceLine(row as InvoiceLine, place);
    return { isRepeated: false, problems: this.#problemsOf(kind, row, place) };
  }

  #problemsOf<K extends Kind>(kind: K, row: RowOf<K>, place: Place & { line: number }): Problem[] {
    switch (kind) {
      case 'tokens':
        return this.#tokens.checkGrant(row as TokenRow, place);
      case 'contacts':
        return this.#contacts.checkNumber(row as RowOf<'contacts'>, place);
      case 'performance':
        return this.#employees.checkFigure(row as RowOf<'performance'>, place);
      default:
        return [];
    }
  }

  /** Checks a file of which each employee's rows are taken together. */
  checkEmployees<K extends 'employees' | 'achievements'>(
    kind: K,
    rows: readonly { row: RowOf<K>; place: Place & { line: number } }[],
  ): Problem[] {
    if (kind === 'achievements' && this.#unreadable.has('employees')) return [];
    return this.#employees.checkAll(
      kind,
      rows.map(({ row, place }) => ({ line: place.line, row, place })),
    );
  }

  #checkInvoiceLine(row: InvoiceLine, place: Place & { line: number }): Repetition {
    const key = JSON.stringify([row.partnerId, row.invoiceNumber, row.line]);
    const value = JSON.stringify(row);
    const first = this.#invoiceLines.get(key);
    if (first === undefined) this.#invoiceLines.set(key, { line: place.line, value });
    if (first === undefined || first.value === value) return { isRepeated: first !== undefined, problems: [] };
    const allowed = `the same values as on line ${first.line}, or another invoice_number or line`;
    const got = `line ${row.line} of invoice ${formatValue(row.invoiceNumber)} with other values`;
    return { isRepeated: true, problems: [{ ...place, field: columnOf('invoiceNumber'), got, allowed }] };
  }
}

type Repetition = { isRepeated: boolean; problems: Problem[] };
