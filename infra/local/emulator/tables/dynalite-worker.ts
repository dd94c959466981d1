import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { countBytes, type DynaliteChecks } from './count-bytes.ts';

/* A thread of its own for dynalite: posts the port it listens on. It ends with the thread. */

type DynaliteOptions = {
  /** A folder for the tables; in memory without one. */
  readonly path: string | undefined;
  readonly createTableMs: number;
  readonly deleteTableMs: number;
  readonly updateTableMs: number;
};

// No shared pool of buffers: one stored value would keep the memory of all others in its pool alive.
Buffer.poolSize = 0;

const require = createRequire(import.meta.url);
const dynalite = require('dynalite') as (options: DynaliteOptions) => Server;
countBytes(require('dynalite/db') as DynaliteChecks);

const { folder } = workerData as { readonly folder: string | undefined };
const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
