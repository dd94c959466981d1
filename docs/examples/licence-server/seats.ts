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
  };
};

/** Seats of a token, activations of a key, or one subscription. */
export type Grant = { readonly membershipId: string; readonly amount: number };

export type Licences = {
  /** The status of each membership, by its id. */
  readonly memberships: Readonly<Record<string, string>>;
  /** What was granted and has not ended itself, by the id of its token. */
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
  const { tokenId, amount = 0 } = data;
  // `benefit.ended` of a whole membership, and `benefit.resumed`: whether it is active is known from its own event.
  if (typeof tokenId !== 'string') return licences;
  switch (type) {
    case 'benefit.issued':
    case 'benefit.moved':
      return { ...licences, grants: { ...grants, [tokenId]: { membershipId, amount } } };
    case 'benefit.changed': {
      // Its membership may have another id now.
      const known = grants[tokenId];
      return known === undefined
        ? licences
        : { ...licences, grants: { ...grants, [tokenId]: { ...known, membershipId } } };
    }
    case 'benefit.ended': {
      const { [tokenId]: _, ...left } = grants;
      return { ...licences, grants: left };
    }
    default:
      return licences;
  }
}

/** How many seats of each token are in force: those of a membership that is active. */
export function seatsOf({ memberships, grants }: Licences): Record<string, number> {
  const inForce = Object.entries(grants).map(([tokenId, { membershipId, amount }]) => [
    tokenId,
    memberships[membershipId] === 'active' ? amount : 0,
  ]);
  return Object.fromEntries(inForce);
}
