/** PutEvents of EventBridge. */
import { AwsClient } from 'aws4fetch';

const { AWS_REGION = '', AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_EVENTBRIDGE } = process.env;
const endpoint = AWS_ENDPOINT_URL_EVENTBRIDGE ?? AWS_ENDPOINT_URL ?? `https://events.${AWS_REGION}.amazonaws.com`;

type Answer = { Entries: { EventId?: string; ErrorCode?: string; ErrorMessage?: string }[] };

/** @returns the id of the event @throws if the bus did not take it: PutEvents answers 200 to that, too */
export async function putEvent(entry: Record<string, string>): Promise<string> {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
  const aws = new AwsClient({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    region: AWS_REGION,
    service: 'events',
  });
  const answer = await aws.fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries: [entry] }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`PutEvents: ${answer.status} ${text}`);
  const [{ EventId, ErrorCode, ErrorMessage } = {}] = (JSON.parse(text) as Answer).Entries;
  if (EventId === undefined) throw new Error(`PutEvents: ${ErrorCode} ${ErrorMessage}`);
  return EventId;
}
