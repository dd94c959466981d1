import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';

const REPORT = 'ReportBatchItemFailures';

/** Whether the function's answer names what it failed to take. */
export function readResponseTypes(types: Json, where: string): boolean {
  const given: readonly Json[] = Array.isArray(types) ? types : [];
  const unknown = given.find((type) => type !== REPORT);
  if (unknown !== undefined)
    throw new UnsupportedError(where, `${unknown} does not run on one machine; ${REPORT} does`);
  return given.length > 0;
}

/**
 * What a function failed to take of a batch, by its answer, as the AWS Lambda Developer Guide has it ("Handling errors
 * for an SQS event source in Lambda" and "Configuring partial batch response with DynamoDB and Lambda", success and
 * failure conditions): nothing without an answer or a list; all of it if the list has anything but ids of the batch.
 *
 * @param ids of the batch's messages, or the sequence numbers of its records
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
