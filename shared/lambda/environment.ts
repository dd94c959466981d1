import * as z from 'zod';
import { MONTHLY_WORKFLOWS, WORKFLOWS } from '../domain/core/workflow.ts';

/** The function's settings, parsed once at its start. @throws Error naming every variable that is missing or wrong. */
export function parseEnvironment<T>(schema: z.ZodType<T>, variables: NodeJS.ProcessEnv = process.env): T {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`the function's environment is wrong: ${problems.join('; ')}`);
}

export const tableSettings = z.object({
  TABLE_NAME: z.string().min(1),
  /** Of the table's sparse indexes: another number than that of what is stored would find a part of what is due. */
  INDEX_SHARDS: z.coerce.number().int().positive(),
});
/** Of the function that begins a sweep. */
export const planSettings = z.object({
  WORKFLOW: z.enum(WORKFLOWS),
  /** That work at the same time. */
  SEGMENTS: z.coerce.number().int().positive(),
});
export const reportSettings = z.object({ REPORTS_BUCKET: z.string().min(1) });
/** Of a function that works through the items of a sweep. */
export const sweepSettings = z.object({ ITEMS_IN_FLIGHT: z.coerce.number().int().positive() });
export const mailSettings = z.object({
  SENDER: z.string().min(3),
  /** Shown beside the address. */
  SENDER_NAME: z.string().min(1).optional(),
  /** Where answers go. */
  REPLY_TO: z.string().min(3).optional(),
  OPERATORS_ADDRESS: z.string().min(3),
  CONFIGURATION_SET: z.string().min(1),
  /** Mails per second of the account. */
  SEND_RATE: z.union([z.literal('unlimited'), z.coerce.number().positive()]),
  PARTNER_CENTER_URL: z.url(),
});
/** Of the function that looks whether runs are missing. */
export const watchSettings = z.object({
  /** JSON: what starts missed runs. Without it none is started. */
  MISSED_RUNS: z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(
      z.object({
        machines: z.record(z.enum(MONTHLY_WORKFLOWS), z.string().min(1)),
        scheduleGroup: z.string().min(1),
      }),
    )
    .optional(),
  /** What is called after a complete day. Without it nothing is. */
  HEARTBEAT_URL: z.url({ protocol: /^https$/ }).optional(),
});
