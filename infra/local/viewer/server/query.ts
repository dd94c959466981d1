import * as z from 'zod';
import type { Reply } from './reply.ts';
import { failure } from './reply.ts';

/** Items in one reply. */
const MAX_ITEMS = 200;
const MAX_CHARACTERS = 200;

const text = z.string().max(MAX_CHARACTERS).default('');
const date = z.union([z.literal(''), z.iso.date()]).default('');
const range = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_ITEMS).default(50),
};

/** The query parameters of each list. */
export const QUERIES = {
  today: z.object({ day: date }),
  mails: z.object({ ...range, q: text, kind: text, locale: text, partner: text, day: date }),
  partners: z.object({
    ...range,
    q: text,
    status: text,
    eligibility: text,
    risk: z.enum(['', 'yes']).default(''),
    sort: z.enum(['', 'anniversary']).default(''),
  }),
  runs: z.object({ ...range, workflow: text, command: text, day: date, state: text }),
  decisions: z.object({ ...range, membership: text }),
  events: z.object({ ...range, membership: text }),
} as const;

/** Parses query parameters by their schema. @returns the query, or the reply that refuses it */
export function readQuery<Schema extends z.ZodType>(
  schema: Schema,
  parameters: URLSearchParams,
): { query: z.infer<Schema> } | { refusal: Reply } {
  const result = schema.safeParse(Object.fromEntries(parameters));
  if (result.success) return { query: result.data };
  const issue = result.error.issues[0];
  return { refusal: failure(400, `${issue?.path.join('.')}: ${issue?.message}`) };
}
