import * as z from 'zod';
import type { Reply } from './reply.ts';
import { failure } from './reply.ts';

/** As many items as one answer may hold. */
const MOST = 200;
const LONGEST = 200;

const text = z.string().max(LONGEST).default('');
const date = z.union([z.literal(''), z.iso.date()]).default('');
const part = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MOST).default(50),
};

/** What may be asked of each list. */
export const QUERIES = {
  mails: z.object({ ...part, q: text, kind: text, locale: text, partner: text, day: date }),
  partners: z.object({ ...part, q: text, status: text }),
  runs: z.object({ ...part, workflow: text, day: date, state: text }),
  decisions: z.object({ ...part, membership: text }),
} as const;

/** The query of an address as `schema` reads it, or the answer that refuses it. */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  parameters: URLSearchParams,
): { query: z.infer<Schema> } | { refusal: Reply } {
  const result = schema.safeParse(Object.fromEntries(parameters));
  if (result.success) return { query: result.data };
  const issue = result.error.issues[0];
  return { refusal: failure(400, `${issue?.path.join('.')}: ${issue?.message}`) };
}
