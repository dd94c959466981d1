/** import: loads a part of an uploaded file, and says how to go on (contract, import files). */
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { environment, tableSettings } from '../../shared/lambda/environment.ts';
import { lambdaHandler } from '../../shared/lambda/handler.ts';
import { objectStore } from '../../shared/lambda/object-store.ts';
import { deployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { type LoadDeps, loadState, runLoad } from '../../shared/workflows/load/run-load.ts';

/** Each call reads the file from its beginning: few calls, each well below the function's own limit of 15 minutes. */
const LIMITS = { rows: 10_000, milliseconds: 5 * 60_000 };

const settings = environment(z.object({ ...tableSettings.shape, IMPORTS_BUCKET: z.string().min(1) }));
const config = deployedConfig();
const isElsewhere = (process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) !== undefined;
/** A stand-in for S3 has no host name for every bucket. */
const s3 = new S3Client({ forcePathStyle: isElsewhere });

const deps: LoadDeps = {
  store: openStore(openTable(settings.TABLE_NAME), config),
  timeZone: config.timeZone,
  imports: objectStore(settings.IMPORTS_BUCKET),
  open: async (key) => {
    try {
      const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: settings.IMPORTS_BUCKET, Key: key }));
      if (Body === undefined) return null;
      return { etag: ETag ?? null, stream: Body as AsyncIterable<Uint8Array> };
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  },
  now: () => performance.now(),
  limits: LIMITS,
};

export const handler = lambdaHandler(loadState, (state) => runLoad(state, deps));
