import { unmarshall } from '@aws-sdk/util-dynamodb';
import { dayAfter } from '../input/dates.ts';
import type { Letter } from '../run/world.ts';
import { anniversaryOf } from './invariants.ts';

// biome-ignore lint/suspicious/noExplicitAny: stored items, read without the program's schemas.
export type Value = any;

/** What was stored of the mail's partner when SES accepted it. */
export type State = {
  readonly partner: Value;
  /** Those that were merged into it. */
  readonly formerPartners: readonly Value[];
  readonly publishedThrough: string | null;
  readonly lines: readonly Value[];
  readonly figures: readonly Value[];
  readonly employees: readonly Value[];
  readonly benefits: readonly Value[];
  readonly memberships: readonly Value[];
  readonly membership: Value | null;
  readonly listing: Value | null;
  /** The ledger's record of the mail, and its entry. */
  readonly record: Value;
  readonly entry: Value;
};

const DAYS_OF_WINDOW = 30;

export const asOf = ({ entry }: State): string => entry.state.on;

export function windowOf({ purchasedOn, cycle }: Value) {
  const ad = anniversaryOf(purchasedOn, cycle);
  return { ad, opens: dayAfter(ad, 1), closes: dayAfter(ad, DAYS_OF_WINDOW) };
}

export const window = ({ membership }: State, cycle: number = membership.cycle) => windowOf({ ...membership, cycle });

/** The terms that are renewed together, its own first: of silver and gold of one competency gold alone (R-MRG-4). */
export function renewedTogether({ terms, covers }: Value): Value[] {
  const all: Value[] = [terms, ...covers];
  const isGoldOf = (gold: Value, { competency, level, learningOption }: Value): boolean =>
    level === 'silver' &&
    gold.level === 'gold' &&
    gold.competency === competency &&
    gold.learningOption === learningOption;
  return all.filter((each) => !all.some((other) => isGoldOf(other, each)));
}

/** What has the place of a membership: what it was upgraded to, or renewed with; itself, if nothing has. */
export function placeTaker(membership: Value, memberships: readonly Value[]): Value {
  if (membership.status.name !== 'superseded') return membership;
  const next = memberships.find(({ membershipId }) => membershipId === membership.status.by);
  return next === undefined ? membership : placeTaker(next, memberships);
}

/** The licences that end with a membership: those that no other has replaced (R-LIC-6). */
export const licencesOf = ({ benefits }: State, membershipId: string): Value[] =>
  benefits.filter((each) => each.membershipId === membershipId && !each.replacedBy);

export function stateOf({ noticeId, items, membershipId }: Letter): State {
  const values: Value[] = items.map((item) => unmarshall(item));
  const of = (sk: string): Value => values.find((each) => each.sk === sk)?.value ?? null;
  const all = (prefix: string): Value[] => values.filter(({ sk }) => sk.startsWith(prefix)).map(({ value }) => value);
  const ledgers: Value[] = values.map(({ value }) => value?.notices ?? {});
  const records = ledgers.flatMap((ledger) => Object.values<Value>(ledger));
  const found = records.flatMap((each) =>
    (each.notices ?? [])
      .filter((notice: Value) => notice.noticeId === noticeId)
      .map((entry: Value) => ({ record: each, entry })),
  );
  // A cycle that is open again has left a record of the same notices where it was closed (R-REN-9).
  const current = found.find(({ entry: { state } }) => state.status === 'claimed') ?? found[0];
  if (current === undefined) throw new Error(`${noticeId} was sent without a record in the ledger (R-NOT-2)`);
  const memberships = all('MEMBERSHIP#');
  return {
    partner: of('PARTNER'),
    formerPartners: all('PARTNER').slice(1),
    publishedThrough: of('KPI')?.publishedThrough ?? null,
    lines: all('INVOICE#'),
    figures: of('SKILLS')?.figures ?? [],
    employees: values.filter(({ sk }) => sk === 'EMPLOYEE').map(({ value }) => value),
    benefits: of('BENEFITS')?.entries ?? [],
    memberships,
    membership: membershipOf(values, memberships, membershipId, current.entry),
    listing: of('LISTING'),
    ...current,
  };
}

/** By the record that the mail is of: the notice may have the name that the membership had before. */
function membershipOf(values: readonly Value[], memberships: readonly Value[], id: string, entry: Value): Value | null {
  const holds = ({ notices }: Value): boolean =>
    Object.values<Value>(notices).some((record) => record.notices.includes(entry));
  const named = values.find(({ sk }) => sk === `MEMBERSHIP#${id}`)?.value ?? null;
  return memberships.find(holds) ?? named;
}
