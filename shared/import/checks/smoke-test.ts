import { formatValue, type Place, type Problem } from '../../domain/core/problem.ts';
import { isOfSmokeTest, SMOKE_TEST_PREFIX } from '../../domain/partners/smoke-test.ts';
import { columnOf } from '../files.ts';

/** Uploads of the smoke test lie below it. */
export const SMOKE_TEST_FOLDER = 'smoke-test/';

/** Partners of the smoke test are in its files alone, and no others are in these. */
export function checkSmokeTest(partnerId: string, place: Place, isSmokeTest: boolean): Problem[] {
  if (isOfSmokeTest(partnerId) === isSmokeTest) return [];
  const allowed = `${isSmokeTest ? 'an' : 'no'} id that begins with ${SMOKE_TEST_PREFIX}: it is reserved for the smoke test`;
  return [{ ...place, field: columnOf('partnerId'), got: formatValue(partnerId), allowed }];
}
