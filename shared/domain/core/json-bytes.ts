/**
 * Bytes of UTF-8 of a value as JSON: a little more than DynamoDB counts for it, which limits an item to 400 KB
 * (R-IMP-6).
 */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
