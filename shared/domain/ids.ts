/** What may name a partner or a membership: no separator of a table key can be part of it. */
export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
