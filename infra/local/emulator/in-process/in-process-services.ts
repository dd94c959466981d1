import { answerEventBridge } from '../events/event-bridge-server.ts';
import type { PutEventsDeps } from '../events/put-events.ts';
import { mailOf } from '../mail/ses-request.ts';
import { acceptMail, type SesOptions } from '../mail/ses-server.ts';
import { answerStepFunctions, type StepFunctionsDeps } from '../states/step-functions-server.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { answerS3, type ObjectCreated } from '../storage/s3-server.ts';
import type { DynamoDbEngine } from '../tables/memory/dynamodb-engine.ts';
import type { InProcessServices, RawEmail } from './services.ts';

export type InProcessParts = {
  readonly tables: DynamoDbEngine;
  readonly mail: SesOptions;
  readonly buckets: ReadonlyMap<string, ObjectStore>;
  readonly onCreated: ObjectCreated;
  readonly events: PutEventsDeps;
  readonly executions: StepFunctionsDeps;
};

/** The services that listen where functions run as they are deployed, and the tables of the engine. */
export function inProcessServices(parts: InProcessParts): InProcessServices {
  const { tables, mail, buckets, onCreated, events, executions } = parts;
  return {
    dynamodb: (operation, input) => tables.perform(operation, input as Readonly<Record<string, unknown>>),
    ses: async (email) => ({ MessageId: await acceptMail(mailOf(fieldsOf(email)), mail) }),
    s3: (request) => answerS3(request, buckets, onCreated),
    eventbridge: (request) => answerEventBridge(request, events),
    stepFunctions: (request) => answerStepFunctions(request, executions),
  };
}

const fieldsOf = ({ Source, Destinations = [], RawMessage, ConfigurationSetName, Tags = [] }: RawEmail) => ({
  raw: Buffer.from(RawMessage?.Data ?? []),
  source: Source,
  destinations: Destinations,
  configurationSet: ConfigurationSetName,
  tags: Object.fromEntries(Tags.map(({ Name, Value }) => [Name, Value])),
});
