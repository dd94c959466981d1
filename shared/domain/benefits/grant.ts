/** The grant of a benefit, as files and commands give it: which fields go with which kind. */
import { BENEFIT_KINDS, type BenefitKind, type Edition } from './benefit.ts';

/** Null: not given. */
export type GrantFields = {
  kind: BenefitKind;
  product: string | null;
  seats: number | null;
  activations: number | null;
  edition: Edition | null;
};

export type Grant =
  | { kind: 'token'; product: string; seats: number }
  | { kind: 'mak'; product: string; activations: number }
  | { kind: 'visual-studio'; edition: Edition };

/** A field that does not fit the kind, and what would. */
export type Misfit = { field: string; allowed: string };

const ALLOWED = {
  product: 'the name of a product',
  seats: 'a number of seats',
  activations: 'a number of activations',
};
const FIELDS: Record<BenefitKind, readonly (keyof Omit<GrantFields, 'kind'>)[]> = {
  token: ['product', 'seats'],
  mak: ['product', 'activations'],
  'visual-studio': ['edition'],
};

/**
 * Every field that the kind needs and does not have, or must not have. Empty for an unknown kind, which the schema
 * refuses.
 */
export function misfitsOf(fields: GrantFields): Misfit[] {
  const { kind } = fields;
  if (!BENEFIT_KINDS.includes(kind)) return [];
  const names = ['product', 'seats', 'activations', 'edition'] as const;
  return names.flatMap((field): Misfit[] => {
    const belongs = FIELDS[kind].includes(field);
    if (belongs === (fields[field] !== null)) return [];
    const allowed = field === 'edition' ? 'professional or enterprise' : ALLOWED[field];
    return [{ field, allowed: `${belongs ? allowed : 'nothing'} for kind ${kind}` }];
  });
}

/** The grant of fields that fit. @throws RangeError on others */
export function grantOf({ kind, product, seats, activations, edition }: GrantFields): Grant {
  if (kind === 'token' && product !== null && seats !== null) return { kind, product, seats };
  if (kind === 'mak' && product !== null && activations !== null) return { kind, product, activations };
  if (kind === 'visual-studio' && edition !== null) return { kind, edition };
  throw new RangeError(`the fields of the grant do not fit kind ${kind}`);
}
