/** What every handler wears: parsed input, a structured log line per call, errors that say what failed. */
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { InvalidInput } from '../errors.ts';

export const logger = new Logger();

/** A Lambda handler: `schema` parses the event, `run` is all that is left to do. @throws InvalidInput for another event. */
export function lambdaHandler<In, Out>(schema: z.ZodType<In>, run: (input: In) => Promise<Out>) {
  return middy<unknown, Out, Error, Context>()
    .use(injectLambdaContext(logger))
    .use({
      onError: ({ error }) => {
        if (error) logger.error(error.message, error);
      },
    })
    .handler(async (event) => run(parsed(schema, event)));
}

function parsed<In>(schema: z.ZodType<In>, event: unknown): In {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInput(
    `the state machine handed over what this function does not take: ${z.prettifyError(result.error)}`,
  );
}
