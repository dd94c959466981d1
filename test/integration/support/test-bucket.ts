/** A bucket behind S3's protocol, in a folder that is gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectStore } from '../../../infra/local/emulator/storage/object-store.ts';
import { serveS3 } from '../../../infra/local/emulator/storage/s3-server.ts';

export type TestBucket = {
  name: string;
  /** What is in it. */
  objects: ObjectStore;
  /** The environment of a function that uses it. */
  environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
};

export async function startTestBucket(name: string): Promise<TestBucket> {
  const folder = await mkdtemp(join(tmpdir(), 'test-bucket-'));
  const objects = new ObjectStore(join(folder, name));
  await objects.create();
  const server = await serveS3(new Map([[name, objects]]), () => {});
  return {
    name,
    objects,
    environment: {
      AWS_ENDPOINT_URL_S3: server.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
