/** Ids of partners and memberships: they contain no separator of a table key. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** In place of an id for the one KPI ledger or listing of a partner; never a membership's id. */
export const ONLY = '-';
