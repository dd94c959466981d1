/** What may name a partner or a membership: no separator of a table key can be part of it. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Stands for the one KPI ledger or listing of a partner, where others have an id; no membership has it. */
export const ONLY = '-';
