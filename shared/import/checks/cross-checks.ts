/** What rows must have in common with other rows, of their own file and of others. */
import { ID_PATTERN } from '../../domain/core/ids.ts';
import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import type { Cells } from '../csv/table.ts';
import { columnOf, type Kind, type RowOf } from '../files.ts';
import { EmployeeChecks } from './employee-checks.ts';
import { checkUnique, type Seen } from './seen.ts';
import { TokenChecks } from './token-checks.ts';

type InvoiceLine = RowOf<'invoices'>;
type TokenRow = RowOf<'tokens'>;

/** Partners first, then every other file, row by row in file order. Knows ids and invoice lines, not whole rows. */
export class CrossChecks {
  readonly #partners: Seen<null> = new Map();
  /** Which offer it is. */
  readonly #memberships: Seen<string> = new Map();
  readonly #listings: Seen<null> = new Map();
  readonly #invoiceLines: Seen<string> = new Map();
  readonly #tokens = new TokenChecks(this.#memberships);
  readonly #employees = new EmployeeChecks();
  readonly #missed = new Set<Kind>();

  /** Not all of a file could be read: nobody can say of what it would name that it is unknown. */
  markUnreadable(kind: Kind): void {
    this.#missed.add(kind);
  }

  /** The ids of a row, which may be bad otherwise: it still names what it names. */
  checkIds(kind: Kind, cells: Cells, place: Place & { line: number }): Problem[] {
    const { partnerId = '', membershipId = '', offer = '' } = cells;
    if (kind === 'partners')
      return checkUnique(this.#partners, partnerId, null, { ...place, id: partnerId, field: 'partnerId' });
    const key = `${partnerId}/${membershipId}`;
    const ofPartner = this.checkPartner(partnerId, place, columnOf('partnerId'));
    if (kind === 'tokens' && ofPartner.length === 0)
      return this.#tokens.checkIds(cells, place, !this.#missed.has('memberships'));
    return [
      ...ofPartner,
      ...(kind === 'memberships'
        ? checkUnique(this.#memberships, key, offer, { ...place, id: membershipId, field: 'membershipId' })
        : []),
      ...(kind === 'listings'
        ? checkUnique(this.#listings, partnerId, null, { ...place, id: partnerId, field: 'partnerId' })
        : []),
    ];
  }

  /** Whether `partners.csv` has the partner. */
  checkPartner(partnerId: string, place: Place, field: string): Problem[] {
    if (this.#missed.has('partners') || this.#partners.has(partnerId) || !ID_PATTERN.test(partnerId)) return [];
    return [
      {
        ...place,
        field,
        got: `${formatValue(partnerId)}, an unknown partner`,
        allowed: 'a partner_id of partners.csv',
      },
    ];
  }

  /** `repeated`: an invoice line that was there before, and counts once; with other values it is in conflict (R-KPI-10). */
  checkRow<K extends Kind>(kind: K, row: RowOf<K>, place: Place & { line: number }): Repetition {
    if (kind === 'invoices') return this.#checkInvoiceLine(row as InvoiceLine, place);
    return { isRepeated: false, problems: this.#problemsOf(kind, row, place) };
  }

  #problemsOf<K extends Kind>(kind: K, row: RowOf<K>, place: Place & { line: number }): Problem[] {
    switch (kind) {
      case 'tokens':
        return this.#tokens.checkGrant(row as TokenRow, place);
      case 'employees':
        return this.#employees.checkBelonging(row as RowOf<'employees'>, place);
      case 'achievements':
        return this.#missed.has('employees')
          ? []
          : this.#employees.checkAchievement(row as RowOf<'achievements'>, place);
      case 'performance':
        return this.#employees.checkFigure(row as RowOf<'performance'>, place);
      default:
        return [];
    }
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
