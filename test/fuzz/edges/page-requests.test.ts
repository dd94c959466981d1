import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openArchive } from '../../../infra/local/viewer/archive/archive.ts';
import { Course } from '../../../infra/local/viewer/archive/course.ts';
import { Mailbox } from '../../../infra/local/viewer/archive/mails/mailbox.ts';
import { Mails } from '../../../infra/local/viewer/archive/mails/mails.ts';
import { handleRequest } from '../../../infra/local/viewer/server/handle-request.ts';
import type { Sources } from '../../../infra/local/viewer/server/sources.ts';
import {
  AWKWARD_NAME,
  decision,
  email,
  event,
  mailFolder,
  membership,
  outputFolder,
  writtenRun,
} from '../../unit/viewer/fixture.ts';
import { hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';

const fuzz = fuzzing('page-requests');
let sources: Sources;
let folders: string[];

beforeAll(async () => {
  const mail = email(1, { subject: AWKWARD_NAME });
  const outDir = await outputFolder({
    emails: [mail],
    memberships: [membership()],
    decisions: [decision()],
    events: [event(1)],
    runs: [writtenRun()],
  });
  const mailDir = await mailFolder([{ ...mail, text: AWKWARD_NAME, html: `<p>${AWKWARD_NAME}</p>` }]);
  const archive = await openArchive(outDir, null);
  sources = {
    archive,
    mails: new Mails(archive),
    course: new Course(archive),
    mailbox: new Mailbox(mailDir),
    outDir,
    outages: [],
  };
  folders = [outDir, mailDir];
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const segment = fc.oneof(
  fc.constantFrom(
    'api',
    'mails',
    'partners',
    'runs',
    'decisions',
    'events',
    'P-1',
    '0',
    '1',
    'body',
    'report.html',
    '..',
    '%2e%2e',
  ),
  fc.constantFrom(
    '%',
    '%00',
    '%c3%28',
    '%2fetc%2fpasswd',
    '%5c..%5c',
    'app.js',
    'index.html',
    '..%2f..%2fpackage.json',
  ),
  hostileText,
);
const query = fc.array(fc.tuple(fc.constantFrom('q', 'limit', 'offset', 'day', '__proto__'), hostileText), {
  maxLength: 3,
});
const request = fc.record({
  path: fc.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
  query: query.map((pairs) =>
    pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
  ),
  method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'TRACE'),
  host: fc.oneof(fc.constantFrom('127.0.0.1:8080', 'localhost', '[::1]:1', 'evil.example', ''), hostileText),
});

it('every request to the viewer is answered, without a fault and without a file from outside the viewer', () =>
  fuzz.each(request, 1_500, async ({ path, query: asked, method, host }) => {
    const reply = await handleRequest({ method, url: `${path}?${asked}`, headers: { host } }, sources);
    expect([200, 400, 403, 404, 405]).toContain(reply.status);
    if (reply.status !== 200) expect(reply.type).toBe('application/json; charset=utf-8');
    expect(String(reply.body)).not.toMatch(/root:x:0|"devDependencies"/);
  }));
