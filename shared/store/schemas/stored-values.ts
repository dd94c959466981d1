/** Values that stored items have in common. */
import * as z from 'zod';
import type { CivilDate, CivilMonth } from '../../domain/core/calendar.ts';
import { parseCivilDate } from '../../domain/core/calendar.ts';

export const date = z.custom<CivilDate>((value) => typeof value === 'string' && parseCivilDate(value) !== null);
export const month = z.custom<CivilMonth>((value) => typeof value === 'string' && /^\d{4}-\d{2}$/.test(value));
export const decimal = z.string().regex(/^\d+(\.\d+)?$/);
/** Perhaps negative: what credit notes bring (R-KPI-13). */
export const signedDecimal = z.string().regex(/^-?\d+(\.\d+)?$/);
export const facts = z.record(z.string(), z.unknown());
export const at = z.string().nullable().default(null);
export const execution = z.object({ at: z.string(), runId: z.string() });
export const stamp = execution.nullable().default(null);
const change = z.object({ on: date, stamp, what: z.string(), rule: z.string(), reason: z.string(), inputs: facts });
export const history = z
  .object({ changes: z.array(change), forgotten: z.int() })
  .default(() => ({ changes: [], forgotten: 0 }));
