import * as z from 'zod';
import { BENEFIT_KINDS, type BenefitKind, EDITIONS } from '../../domain/benefits/benefit.ts';
import { type Misfit, misfitsOf } from '../../domain/benefits/grant.ts';
import { date, existingId, id, isDate, line, oneOf } from '../../domain/config/values.ts';
import { email } from '../fields.ts';
import { optionalCell, wholeNumberCell } from './cells.ts';

export const MAX_SEATS = 1_000_000;
export const MAX_ACTIVATIONS = 1_000_000;

export const product = line(1, 100);
/** A tenant's domain or id. */
export const tenant = line(1, 253);

/** A line of `tokens.csv` (R-LIC). Which fields go with which kind: `misfitsOf`. */
export const tokenRow = z
  .object({
    partnerId: id,
    membershipId: existingId,
    tokenId: id,
    kind: optionalCell<BenefitKind, BenefitKind>(oneOf(BENEFIT_KINDS), 'token'),
    product: optionalCell(product, null),
    seats: optionalCell(wholeNumberCell(1, MAX_SEATS), null),
    activations: optionalCell(wholeNumberCell(1, MAX_ACTIVATIONS), null),
    edition: optionalCell(oneOf(EDITIONS), null),
    issuedOn: date,
    activatedOn: optionalCell(date, null),
    tenant: optionalCell(tenant, null),
    assignedTo: optionalCell(email, null),
    assignedOn: optionalCell(date, null),
  })
  .superRefine((row, context) => {
    for (const { field, allowed } of [...misfitsOf(row), ...useMisfits(row)])
      context.addIssue({ code: 'custom', path: [field], message: allowed });
  });

type Use = {
  kind: BenefitKind;
  issuedOn: string;
  activatedOn: string | null;
  tenant: string | null;
  assignedTo: string | null;
  assignedOn: string | null;
};

/** The fields on the use of a benefit that do not fit: tenant, assignee and dates. */
function useMisfits({ kind, issuedOn, activatedOn, tenant, assignedTo, assignedOn }: Use): Misfit[] {
  const isToken = kind === 'token';
  const isSubscription = kind === 'visual-studio';
  const problems: (Misfit | false)[] = [
    kind === 'mak' && activatedOn !== null && { field: 'activatedOn', allowed: 'nothing for kind mak' },
    isToken && (tenant === null) !== (activatedOn === null) && pairMisfit('tenant', tenant, 'activated_on'),
    !isToken && tenant !== null && { field: 'tenant', allowed: `nothing for kind ${kind}` },
    !isSubscription && assignedTo !== null && { field: 'assignedTo', allowed: `nothing for kind ${kind}` },
    !isSubscription && assignedOn !== null && { field: 'assignedOn', allowed: `nothing for kind ${kind}` },
    isSubscription &&
      (assignedTo === null) !== (assignedOn === null) &&
      pairMisfit('assignedOn', assignedOn, 'assigned_to'),
    isSubscription &&
      activatedOn !== null &&
      assignedTo === null && { field: 'activatedOn', allowed: 'nothing without assigned_to' },
    tooEarly('assignedOn', assignedOn, issuedOn, 'issued_on'),
    tooEarly('activatedOn', activatedOn, assignedOn ?? issuedOn, assignedOn === null ? 'issued_on' : 'assigned_on'),
  ];
  return problems.filter((misfit) => misfit !== false);
}

const pairMisfit = (field: string, value: string | null, other: string): Misfit => ({
  field,
  allowed: value === null ? `a value, as ${other} has one` : `nothing without ${other}`,
});

const tooEarly = (field: string, day: string | null, from: string, column: string): Misfit | false =>
  day !== null && isDate(day) && isDate(from) && day < from && { field, allowed: `${from} (${column}) or later` };
