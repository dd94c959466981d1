/** What a partner may use: its memberships and what they grant, as the events tell them. */

/** The detail of an event of the program, as far as it is looked at here. */
export type ProgramEvent = {
  readonly type: string;
  readonly at: string;
  readonly series: string;
  readonly about: string;
  readonly number: number;
  readonly membershipId: string | null;
  readonly data: {
    readonly state?: { readonly status: string };
    readonly tokenId?: string | null;
    readonly amount?: number;
    readonly replaces?: string | null;
    readonly cause?: string;
  };
};

/** Seats of a token, activations of a key, or one subscription. */
export type Grant = {
  readonly membershipId: string;
  readonly amount: number;
  /** The token that it replaces, which is in force again if its replacement is taken back. */
  readonly replaces: string | null;
  readonly isReplaced: boolean;
};

export type Licences = {
  /** The status of each membership, by its id. */
  readonly memberships: Readonly<Record<string, string>>;
  /** What was granted, by the id of its token, until it ends itself. */
  readonly grants: Readonly<Record<string, Grant>>;
};

export const NOTHING: Licences = { memberships: {}, grants: {} };

/** The licences after an event. What this server does not keep, or does not know, changes nothing. */
export function afterEvent(licences: Licences, event: ProgramEvent): Licences {
  const { memberships, grants } = licences;
  const { type, membershipId, data } = event;
  if (membershipId === null) return licences;
  // Whatever has happened to it: all of the membership is in the event.
  if (type.startsWith('membership.') && data.state !== undefined)
    return { ...licences, memberships: { ...memberships, [membershipId]: data.state.status } };
  const { tokenId, amount = 0, replaces = null } = data;
  // `benefit.ended` of a whole membership, and `benefit.resumed`: whether it is active is known from its own event.
  if (typeof tokenId !== 'string') return licences;
  switch (type) {
    case 'benefit.issued':
    case 'benefit.moved':
      return { ...licences, grants: { ...grants, [tokenId]: { membershipId, amount, replaces, isReplaced: false } } };
    case 'benefit.changed': {
      // Its membership may have another id now.
      const known = grants[tokenId];
      return known === undefined
        ? licences
        : { ...licences, grants: { ...grants, [tokenId]: { ...known, membershipId } } };
    }
    case 'benefit.ended':
      return {
        ...licences,
        grants: data.cause === 'replaced' ? marked(grants, tokenId, true) : without(grants, tokenId),
      };
    default:
      return licences;
  }
}

/** `tokenId` null: nothing. */
function marked(grants: Licences['grants'], tokenId: string | null, isReplaced: boolean): Licences['grants'] {
  const known = tokenId === null ? undefined : grants[tokenId];
  return tokenId === null || known === undefined ? grants : { ...grants, [tokenId]: { ...known, isReplaced } };
}

function without(grants: Licences['grants'], tokenId: string): Licences['grants'] {
  const { [tokenId]: ended, ...left } = grants;
  return marked(left, ended?.replaces ?? null, false);
}

/** How many seats of each token are in force: those of a membership that is active. */
export function seatsOf({ memberships, grants }: Licences): Record<string, number> {
  const left = Object.entries(grants).filter(([, { isReplaced }]) => !isReplaced);
  return Object.fromEntries(
    left.map(([tokenId, { membershipId, amount }]) => [tokenId, memberships[membershipId] === 'active' ? amount : 0]),
  );
}
