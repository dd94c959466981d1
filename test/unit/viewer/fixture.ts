import { mkdtempSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { RenewalOutcome, ReportInput } from '../../../infra/local/viewer/report/data/input.ts';
import type { EventLine } from '../../../infra/local/viewer/results/lines.ts';
import type { RunLine } from '../../../infra/local/viewer/results/run-line.ts';

/** A name with markup and direction marks in it. */
export const AWKWARD_NAME = '\u202e<img src=x onerror=alert(1)> & "Söhne"';

export const email = (number: number, fields: object = {}) => ({
  asOf: '2027-03-01',
  workflow: 'renewal-notices',
  kind: 'renewal',
  stage: -30,
  partnerId: 'P-1',
  membershipId: 'M1',
  cycle: 3,
  to: 'admin@one.example',
  role: 'global-admin',
  locale: 'en',
  subject: `Renew gold, number ${number}`,
  noticeId: `P-1__M1__3__-30__${number}`,
  ...fields,
});

export const membership = (fields: object = {}) => ({
  partnerId: 'P-1',
  membershipId: 'M1',
  offer: 'competency',
  competency: 'Data Analytics',
  level: 'gold',
  status: 'active',
  cycle: 3,
  anniversary: '2027-09-01',
  windowOpens: '2027-09-02',
  windowCloses: '2027-10-01',
  expiredOn: null,
  eligibility: 'met',
  scorecard: [],
  ...fields,
});

export const forecast = (fields: object = {}) => ({
  partnerId: 'P-1',
  membershipId: 'M1',
  cycle: 3,
  anniversary: '2027-09-01',
  windowCloses: '2027-10-01',
  riskOn: '2027-05-01',
  because: 'achievements',
  lacks: [{ code: 'exams', certification: 'AZ-400', have: 1, need: 2 }],
  ...fields,
});

export const decision = (fields: object = {}) => ({
  runId: 'run-1',
  workflow: 'renewal-notices',
  asOf: '2027-03-01',
  what: 'notice-sent',
  partnerId: 'P-1',
  membershipId: 'M1',
  cycle: 3,
  stage: -30,
  rule: 'R-NOT-1',
  reason: 'stage -30 is due',
  inputs: {},
  ...fields,
});

/** The event with this number of a partner. */
export const event = (number: number, fields: Partial<EventLine> = {}) => {
  const { partnerId = 'P-1' } = fields;
  const about = partnerId === null ? 'workflow/kpi-refresh' : `partner/${partnerId}`;
  return {
    id: `table/${about}#${number}`,
    type: 'membership.declined',
    version: 1,
    at: '2027-03-01T08:00:00Z',
    about,
    series: 'table',
    number,
    partnerId,
    membershipId: 'M1',
    cycle: 3,
    noticeId: null,
    commandId: 'C-1',
    runId: null,
    rule: 'R-REN-8',
    data: { isWithdrawn: false },
    ...fields,
  };
};

/** A line of runs.jsonl as it is written, its output beside the rest. */
export const writtenRun = (fields: object = {}) => ({
  workflow: 'renewal-notices',
  scheduledFor: '2027-03-01T08:00:00Z',
  asOf: '2027-03-01',
  status: 'SUCCEEDED',
  output: { runId: 'run-1', examined: 2, acted: 1, skipped: 1, failed: 0, uncertain: 0, report: 's3://reports/run-1/' },
  ...fields,
});

export const run = (fields: Partial<RunLine> = {}): RunLine => ({
  workflow: 'renewal-notices',
  scheduledFor: '2027-03-01T08:00:00Z',
  asOf: '2027-03-01',
  status: 'SUCCEEDED',
  runId: 'run-1',
  examined: 2,
  acted: 1,
  skipped: 1,
  failed: 0,
  uncertain: 0,
  report: null,
  error: null,
  cause: null,
  isDryRun: false,
  command: null,
  ...fields,
});

export const outcome = (fields: Partial<RenewalOutcome> = {}): RenewalOutcome => ({
  partnerId: 'P-1',
  membershipId: 'M1',
  cycle: 3,
  anniversary: '2027-01-30',
  state: 'renewed',
  on: '2027-03-01',
  isReinstated: false,
  stages: [-30, 1],
  offer: 'competency',
  level: 'gold',
  country: 'DE',
  fee: null,
  ...fields,
});

export const reportInput = (fields: Partial<ReportInput> = {}): ReportInput => ({
  assumption: null,
  period: { from: '2027-03-01', to: '2027-03-02' },
  days: [
    { date: '2027-03-01', mails: { renewal: 2 }, expired: 1, marks: ['kpi-refresh'] },
    { date: '2027-03-02', mails: {}, expired: 0, marks: [] },
  ],
  memberships: [membership()],
  partners: 1,
  partnerNames: new Map([['P-1', { name: 'Contoso', country: 'DE' }]]),
  counts: { renewed: 0, reinstated: 0, expired: 0, refused: 0, merged: 0 },
  outcomes: [],
  toldAtRisk: new Map(),
  fees: undefined,
  kpi: [],
  unreviewed: new Set(),
  forecasts: null,
  refusals: [],
  runs: [run()],
  batches: [],
  ...fields,
});

type Folder = Partial<
  Record<
    'emails' | 'memberships' | 'decisions' | 'runs' | 'kpi' | 'forecast' | 'partners' | 'events',
    readonly object[]
  >
>;

export const jsonLines = (lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** A simulation's output folder with these lines, in a folder of its own. */
export async function outputFolder(files: Folder = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, `${name}.jsonl`), jsonLines(lines));
  return folder;
}

export type SentMail = { noticeId: string; to: string; subject: string; html?: string; text: string };

/** A mail folder as the mail service's stand-in writes it. */
export async function mailFolder(mails: readonly SentMail[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'page-mail-'));
  await mkdir(folder, { recursive: true });
  for (const [index, { to, subject, html, text }] of mails.entries()) {
    const message = await new MailComposer({ from: 'program@partner.example', to, subject, html, text })
      .compile()
      .build();
    await writeFile(join(folder, `${String(index + 1).padStart(6, '0')}.eml`), message);
  }
  const lines = mails.map(({ noticeId, to }, index) => ({
    file: `${String(index + 1).padStart(6, '0')}.eml`,
    messageId: `m-${index + 1}`,
    source: 'program@partner.example',
    destinations: [to],
    tags: { notice: noticeId },
    configurationSet: 'program',
    at: '2027-03-01T08:00:00Z',
  }));
  await writeFile(join(folder, 'index.jsonl'), jsonLines(lines));
  return folder;
}
