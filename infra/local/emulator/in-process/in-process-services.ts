import { mailOf } from '../mail/ses-request.ts';
import { acceptMail, type SesOptions } from '../mail/ses-server.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { answerS3, type ObjectCreated } from '../storage/s3-server.ts';
import type { DynamoDbEngine } from '../tables/memory/dynamodb-engine.ts';
import type { InProcessServices, RawEmail } from './services.ts';

/** The same services that `serveS3` and `serveSes` offer over HTTP, and the tables of the engine. */
export function inProcessServices(
  tables: DynamoDbEngine,
  mail: SesOptions,
  buckets: ReadonlyMap<string, ObjectStore>,
  onCreated: ObjectCreated,
): InProcessServices {
  return {
    dynamodb: (operation, input) => tables.perform(operation, input as Readonly<Record<string, unknown>>),
    ses: async (email) => ({ MessageId: await acceptMail(mailOf(fieldsOf(email)), mail) }),
    s3: (request) => answerS3(request, buckets, onCreated),
  };
}

const fieldsOf = ({ Source, Destinations = [], RawMessage, ConfigurationSetName, Tags = [] }: RawEmail) => ({
  raw: Buffer.from(RawMessage?.Data ?? []),
  source: Source,
  destinations: Destinations,
  configurationSet: ConfigurationSetName,
  tags: Object.fromEntries(Tags.map(({ Name, Value }) => [Name, Value])),
});
