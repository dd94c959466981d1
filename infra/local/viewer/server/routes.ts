import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decisionOfNotice, decisionsAbout, decisionsOfRun } from '../archive/decisions.ts';
import { calendarOf, overviewOf } from '../archive/overview.ts';
import { getPartner, listPartners } from '../archive/partners.ts';
import { getRun, listRuns } from '../archive/runs.ts';
import { mailBody } from './mail-body.ts';
import { QUERIES, readQuery } from './query.ts';
import { document, failure, json, type Reply } from './reply.ts';
import type { Sources } from './sources.ts';

type Route = {
  readonly path: RegExp;
  /** `name` is what the path's group holds, decoded. */
  readonly answer: (sources: Sources, name: string, parameters: URLSearchParams) => Promise<Reply>;
};

const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

const ROUTES: readonly Route[] = [
  { path: /^\/api\/overview$/, answer: async ({ archive }) => json(await overviewOf(archive)) },
  { path: /^\/api\/calendar$/, answer: async ({ archive, outages }) => json(await calendarOf(archive, outages)) },
  {
    path: /^\/api\/mails$/,
    answer: ({ mails }, _, asked) => list(QUERIES.mails, asked, (query) => mails.list(query, query)),
  },
  { path: /^\/api\/mails\/(\d{1,9})$/, answer: mail },
  { path: /^\/mails\/(\d{1,9})\/body$/, answer: body },
  {
    path: /^\/api\/partners$/,
    answer: ({ archive }, _, asked) => list(QUERIES.partners, asked, (query) => listPartners(archive, query, query)),
  },
  {
    path: /^\/api\/partners\/([^/]+)$/,
    answer: async ({ archive }, partnerId) => found(await getPartner(archive, partnerId), 'partner'),
  },
  {
    path: /^\/api\/partners\/([^/]+)\/decisions$/,
    answer: ({ archive, mails }, partnerId, asked) =>
      list(QUERIES.decisions, asked, (query) =>
        decisionsAbout(archive, mails, { partnerId, membershipId: query.membership }, query),
      ),
  },
  {
    path: /^\/api\/runs$/,
    answer: ({ archive }, _, asked) => list(QUERIES.runs, asked, (query) => listRuns(archive, query, query)),
  },
  {
    path: /^\/api\/runs\/(\d{1,9})$/,
    answer: async ({ archive }, number) => found(await getRun(archive, Number(number)), 'run'),
  },
  {
    path: /^\/api\/runs\/(\d{1,9})\/decisions$/,
    answer: async ({ archive, mails }, number, asked) => {
      const run = await getRun(archive, Number(number));
      return list(QUERIES.decisions, asked, (query) => decisionsOfRun(archive, mails, run?.runId ?? '', query));
    },
  },
  { path: /^\/report\.html$/, answer: report },
];

/** The answer of the page's data to a path, or null if it leads nowhere. */
export async function answer(sources: Sources, path: string, parameters: URLSearchParams): Promise<Reply | null> {
  for (const route of ROUTES) {
    const match = route.path.exec(path);
    if (match !== null) return route.answer(sources, decoded(match[1] ?? ''), parameters);
  }
  return null;
}

async function list<Schema extends (typeof QUERIES)[keyof typeof QUERIES], Page>(
  schema: Schema,
  parameters: URLSearchParams,
  page: (query: ReturnType<Schema['parse']>) => Promise<Page>,
): Promise<Reply> {
  const read = readQuery(schema, parameters);
  return 'refusal' in read ? read.refusal : json(await page(read.query as ReturnType<Schema['parse']>));
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

function found<Item>(item: Item | null, what: string): Reply {
  return item === null ? failure(404, `There is no such ${what}.`) : json(item);
}

/** A part of a path as it was meant; what cannot be decoded names nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
