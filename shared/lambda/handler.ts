/** What every handler wears: parsed input, structured logs that bear the run's ids, errors that say what failed. */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { escapeInvisible } from '../domain/core/problem.ts';
import { InvalidInput } from '../errors.ts';
import { logger } from './logger.ts';

/** Characters of a message. */
const MAX_MESSAGE_LENGTH = 2000;

/** Ids that every line of a call's log bears. */
export type LogKeys = { runId: string; workflow: string; segment?: number; page?: number };

/**
 * A Lambda handler: `schema` parses the event, `run` is all that is left to do, `keysOf` names what the log lines are about.
 *
 * @throws InvalidInput for another event
 */
export function lambdaHandler<In, Out>(
  schema: z.ZodType<In>,
  run: (input: In) => Promise<Out>,
  keysOf?: (input: In) => LogKeys,
) {
  return middy<unknown, Out, Error, Context>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({
      onError: ({ error }) => {
        if (error) logger.error(error.message, error);
      },
    })
    .handler(async (event) => {
      const input = parseEvent(schema, event);
      if (keysOf) logger.appendKeys(keysOf(input));
      return run(input);
    });
}

function parseEvent<In>(schema: z.ZodType<In>, event: unknown): In {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInput(
    `the state machine handed over what this function does not take: ${escapeInvisible(z.prettifyError(result.error), MAX_MESSAGE_LENGTH)}`,
  );
}
