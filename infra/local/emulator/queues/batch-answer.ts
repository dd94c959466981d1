import { isJsonObject, type Json } from '../json.ts';

/**
 * The messages of a batch that return to the queue, by a function's answer, as the AWS Lambda Developer Guide has it
 * ("Handling errors for an SQS event source in Lambda", success and failure conditions): none without an answer or a
 * list; all of them if the list has anything but ids of the batch.
 *
 * @param ids of the batch's messages
 */
export function failedOf(answer: Json, ids: readonly string[]): readonly string[] {
  if (answer === null) return [];
  if (!isJsonObject(answer)) return ids;
  const { batchItemFailures: failures = null } = answer;
  if (failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const failed = failures.map((failure: Json) => (isJsonObject(failure) ? failure.itemIdentifier : undefined));
  return failed.every((id) => typeof id === 'string' && ids.includes(id)) ? (failed as string[]) : ids;
}
