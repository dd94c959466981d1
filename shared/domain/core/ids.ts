/** Ids as they are given: they contain no separator of a table key. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Characters of an id that a merge made of a membership's and a partner's (R-MRG-5): two given ids and a point. */
export const MAX_MADE_ID = 129;

/** Ids of memberships and benefits, those that merges made included. */
export const MADE_ID_PATTERN = new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]{0,${MAX_MADE_ID - 1}}$`);

/** In place of an id for the one KPI ledger or listing of a partner; never a membership's id. */
export const ONLY = '-';
