import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decisionOfNotice, decisionsAbout, decisionsOfRun } from '../archive/decisions.ts';
import { eventsAbout } from '../archive/events.ts';
import { calendarOf, overviewOf } from '../archive/overview.ts';
import { getPartner, listPartners } from '../archive/partners.ts';
import { getRun, listRuns } from '../archive/runs.ts';
import { dayAskedFor, todayOf } from '../archive/today.ts';
import { DISCREPANCY_FOLDER, isReportFile } from '../results/result-files.ts';
import { mailBody } from './mail-body.ts';
import { QUERIES, readQuery } from './query.ts';
import { document, failure, json, type Reply } from './reply.ts';
import { rulesPage } from './rules-page.ts';
import type { Sources } from './sources.ts';

type Route = {
  readonly path: RegExp;
  /** `name`: the path's group, decoded. */
  readonly answer: (sources: Sources, name: string, parameters: URLSearchParams) => Promise<Reply>;
};

const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const ROUTES: readonly Route[] = [
  { path: /^\/api\/overview$/, answer: async ({ archive }) => json(await overviewOf(archive)) },
  {
    path: /^\/api\/calendar$/,
    answer: async ({ archive, course, outages }) => json(await calendarOf(archive, course, outages)),
  },
  {
    path: /^\/api\/today$/,
    answer: (sources, _, parameters) =>
      list(QUERIES.today, parameters, async ({ day }) => todayOf(sources, await dayAskedFor(sources.archive, day))),
  },
  {
    path: /^\/api\/mails$/,
    answer: ({ mails }, _, parameters) => list(QUERIES.mails, parameters, (query) => mails.list(query, query)),
  },
  { path: /^\/api\/mails\/(\d{1,9})$/, answer: mail },
  { path: /^\/mails\/(\d{1,9})\/body$/, answer: body },
  {
    path: /^\/api\/partners$/,
    answer: ({ archive }, _, parameters) =>
      list(QUERIES.partners, parameters, (query) => listPartners(archive, query, query)),
  },
  {
    path: /^\/api\/partners\/([^/]+)$/,
    answer: async ({ archive }, partnerId) => jsonOrNotFound(await getPartner(archive, partnerId), 'partner'),
  },
  {
    path: /^\/api\/partners\/([^/]+)\/decisions$/,
    answer: ({ archive, mails }, partnerId, parameters) =>
      list(QUERIES.decisions, parameters, (query) =>
        decisionsAbout(archive, mails, { partnerId, membershipId: query.membership }, query),
      ),
  },
  {
    path: /^\/api\/partners\/([^/]+)\/events$/,
    answer: ({ archive, mails }, partnerId, parameters) =>
      list(QUERIES.events, parameters, (query) =>
        eventsAbout(archive, mails, { partnerId, membershipId: query.membership }, query),
      ),
  },
  {
    path: /^\/api\/runs$/,
    answer: ({ archive }, _, parameters) => list(QUERIES.runs, parameters, (query) => listRuns(archive, query, query)),
  },
  {
    path: /^\/api\/runs\/(\d{1,9})$/,
    answer: async ({ archive }, number) => jsonOrNotFound(await getRun(archive, Number(number)), 'run'),
  },
  {
    path: /^\/api\/runs\/(\d{1,9})\/decisions$/,
    answer: async ({ archive, mails }, number, parameters) => {
      const run = await getRun(archive, Number(number));
      return list(QUERIES.decisions, parameters, (query) => decisionsOfRun(archive, mails, run?.runId ?? '', query));
    },
  },
  { path: /^\/report\.html$/, answer: report },
  { path: /^\/rules$/, answer: rulesPage },
  { path: /^\/discrepancies\/([\w-]+)$/, answer: discrepancy },
];

/** The reply with the data at a path, or null if there is no such path. */
export async function answer(sources: Sources, path: string, parameters: URLSearchParams): Promise<Reply | null> {
  for (const route of ROUTES) {
    const match = route.path.exec(path);
    if (match !== null) return route.answer(sources, decodePart(match[1] ?? ''), parameters);
  }
  return null;
}

async function list<Schema extends (typeof QUERIES)[keyof typeof QUERIES], Result>(
  schema: Schema,
  parameters: URLSearchParams,
  readList: (query: ReturnType<Schema['parse']>) => Promise<Result>,
): Promise<Reply> {
  const read = readQuery(schema, parameters);
  return 'refusal' in read ? read.refusal : json(await readList(read.query as ReturnType<Schema['parse']>));
}

async function mail({ archive, mails, mailbox }: Sources, number: string): Promise<Reply> {
  const item = await mails.get(Number(number));
  if (item === null) return failure(404, 'There is no such mail.');
  const why = await decisionOfNotice(archive, item.noticeId);
  return json({ ...item, why, message: await mailbox.find(item.noticeId) });
}

async function body({ mails, mailbox }: Sources, number: string): Promise<Reply> {
  const item = await mails.get(Number(number));
  const message = item === null ? null : await mailbox.find(item.noticeId);
  return message === null ? failure(404, 'The mail itself was not kept.') : mailBody(message);
}

async function report({ outDir }: Sources): Promise<Reply> {
  const text = await readFile(join(outDir, 'report.html'), 'utf8').catch(() => null);
  return text === null ? failure(404, 'There is no report.html yet.') : document(text, REPORT_POLICY);
}

async function discrepancy({ outDir }: Sources, runId: string): Promise<Reply> {
  const name = `${runId}.html`;
  const text = isReportFile(name)
    ? await readFile(join(outDir, DISCREPANCY_FOLDER, name), 'utf8').catch(() => null)
    : null;
  return text === null ? failure(404, 'There is no such report.') : document(text, REPORT_POLICY);
}

function jsonOrNotFound<Item>(item: Item | null, what: string): Reply {
  return item === null ? failure(404, `There is no such ${what}.`) : json(item);
}

/** Decodes a part of a path; empty if it cannot be decoded. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
