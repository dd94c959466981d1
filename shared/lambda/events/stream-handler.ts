/** Lambda handlers of a table's stream, a batch of changes in a call. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Item, Key } from '../../store/table.ts';
import type { TableChange } from '../../store/table-change.ts';
import { lambdaHandler } from '../handler.ts';

const image = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null),
);

/** As Lambda hands it over (AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB"). */
const batch = z.object({
  Records: z
    .array(
      z.object({
        eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
        dynamodb: z.object({
          /** Seconds of the epoch. */
          ApproximateCreationDateTime: z.number(),
          NewImage: image.optional(),
          OldImage: image.optional(),
        }),
      }),
    )
    .min(1),
});

/**
 * Makes a Lambda handler for the changes of a table, in the order in which they were written; an item that is removed,
 * whose time was over, is no change. What it throws makes Lambda hand over the batch again.
 *
 * @throws InvalidInput if the event is no batch of a stream
 */
export function streamHandler(take: (changes: readonly TableChange[]) => Promise<void>) {
  return lambdaHandler(batch, ({ Records }) =>
    take(
      Records.flatMap(({ dynamodb: { ApproximateCreationDateTime, NewImage, OldImage } }) => {
        if (NewImage === undefined) return [];
        const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(ApproximateCreationDateTime) * 1000).toString();
        return [{ before: OldImage ? unmarshall(OldImage) : null, after: unmarshall(NewImage) as Item & Key, at }];
      }),
    ),
  );
}
