import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openArchive } from '../archive/archive.ts';
import { Course } from '../archive/course.ts';
import { Mailbox } from '../archive/mails/mailbox.ts';
import { Mails } from '../archive/mails/mails.ts';
import { ViewerError } from '../errors.ts';
import type { Period } from '../report/data/input.ts';
import { requireFolder } from '../results/folder.ts';
import { handleRequest } from './handle-request.ts';
import { send } from './reply.ts';
import type { Sources } from './sources.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

export type ViewerSource = {
  /** The simulation's output folder; it may still be written to. */
  readonly outDir: string;
  /** The folder of the emulated SES's mails: `<nnnnnn>.eml` and `index.jsonl`. */
  readonly mailDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Default `127.0.0.1`; nothing but a loopback address is accepted. */
  readonly host?: string | undefined;
  /** A partners.csv with the partners' names; without it partners are shown by their ids. */
  readonly partnersFile?: string | null | undefined;
  /** Days on which the schedules were down, to be marked in the calendar. */
  readonly outages?: readonly Period[] | undefined;
  /** The days of a simulation that still writes into the folder, which need not be there yet. */
  readonly running?: Period | undefined;
};

/** What is looked at: where it lies, and whose it is. */
export type ViewedResults = Omit<ViewerSource, 'port' | 'host'>;

export type ServedViewer = {
  readonly url: string;
  readonly port: number;
  /** Shows other results from now on. @throws ViewerError if their folder is not there */
  readonly show: (results: ViewedResults) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Serves the viewer until it is closed. @throws ViewerError if the port is taken or the folder is not there. */
export async function serveViewer(source: ViewerSource): Promise<ServedViewer> {
  const host = source.host ?? '127.0.0.1';
  if (!LOOPBACK.has(host))
    throw new ViewerError('not-loopback', `${host} is not an address of this machine alone: use 127.0.0.1`);
  let sources = await openSources(source);
  const server = createServer((request, response) => {
    void handleRequest(request, sources).then((reply) => send(response, reply, request.method === 'HEAD'));
  });
  const port = await listen(server, source.port, host);
  const name = host.includes(':') ? `[${host}]` : host;
  const show = async (results: ViewedResults): Promise<void> => {
    sources = await openSources(results);
  };
  return { url: `http://${name}:${port}/`, port, show, close: () => close(server) };
}

async function openSources(results: ViewedResults): Promise<Sources> {
  const { outDir, mailDir, partnersFile = null, outages = [], running = null } = results;
  if (running === null) await requireFolder(outDir);
  const archive = await openArchive(outDir, partnersFile, running);
  const mails = new Mails(archive);
  // The largest file is indexed in advance; its errors are reported to the first request.
  archive.decisions.entries().catch(() => undefined);
  return { archive, mails, course: new Course(archive), mailbox: new Mailbox(mailDir), outDir, outages };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(problemOf(error, port)));
    try {
      server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
    } catch (error) {
      reject(problemOf(error as NodeJS.ErrnoException, port));
    }
  });
}

function problemOf(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new ViewerError(
      'port-taken',
      `Port ${port} is taken: choose another with --port, or stop what uses it`,
      error,
    );
  if (error.code === 'EACCES' || error.code === 'ERR_SOCKET_BAD_PORT')
    return new ViewerError(
      'port-refused',
      `Port ${port} cannot be used: choose one from 1024 to 65535 with --port`,
      error,
    );
  return error;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
