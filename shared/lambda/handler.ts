/**
 * What all Lambda handlers have in common: the event is parsed, every log line has the run's ids, errors are logged.
 */
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { escapeInvisible } from '../domain/core/problem.ts';
import { InvalidInput } from '../errors.ts';
import { flushTrace } from './connections/traces.ts';
import { logger } from './logger.ts';

/** Characters of a message. */
const MAX_MESSAGE_LENGTH = 2000;

/** Ids in every log line of a call. */
export type LogKeys = { runId: string; workflow: string; segment?: number; page?: number };

/**
 * Makes a Lambda handler: `schema` parses the event, `run` does the work, `keysOf` gives the ids for the log lines.
 *
 * @throws InvalidInput if the event does not match the schema
 */
export function lambdaHandler<In, Out>(
  schema: z.ZodType<In>,
  run: (input: In) => Promise<Out>,
  keysOf?: (input: In) => LogKeys,
) {
  return middy<unknown, Out, Error, Context>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({
      after: () => flushTrace(),
      onError: async ({ error }) => {
        if (error) logger.error(error.message, error);
        await flushTrace();
      },
    })
    .handler(async (event) => {
      const input = parseEvent(schema, event);
      if (keysOf) logger.appendKeys(keysOf(input));
      return run(input);
    });
}

/** @throws InvalidInput if the event does not match the schema */
export function parseEvent<In>(schema: z.ZodType<In>, event: unknown): In {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInput(
    `this function does not take what was handed over: ${escapeInvisible(z.prettifyError(result.error), MAX_MESSAGE_LENGTH)}`,
  );
}
