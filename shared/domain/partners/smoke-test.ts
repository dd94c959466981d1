/**
 * The partners of the smoke test (docs/decisions/0039-smoke-test.md): their ids are reserved. No other file can have
 * them, no scheduled run finds them, and none is merged with a partner of the program.
 */
export const SMOKE_TEST_PREFIX = 'SMOKE-TEST-';

export const isOfSmokeTest = (partnerId: string): boolean => partnerId.startsWith(SMOKE_TEST_PREFIX);
