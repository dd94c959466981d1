import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ServedViewer, serveViewer } from '../../../infra/local/viewer/server/serve-viewer.ts';
import { decision, email, mailFolder, membership, outputFolder, writtenRun } from './fixture.ts';

const CLIENT = join(import.meta.dirname, '../../../infra/local/viewer/client');

let page: ServedViewer;

type Answer = { status: number; type: string; policy: string; text: string };

/** Asks for a path as it is written: `fetch` would tidy it up first. */
function ask(path: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
  const { method = 'GET', host = `127.0.0.1:${page.port}` } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: page.port, path, method, headers: { host } }, async (response) => {
      const text = (await response.toArray()).join('');
      const { 'content-type': type = '', 'content-security-policy': policy = '' } = response.headers;
      resolve({ status: response.statusCode ?? 0, type, policy: String(policy), text });
    });
    sent.on('error', reject).end();
  });
}

const get = async (path: string) => JSON.parse((await ask(path)).text);

beforeEach(async () => {
  const emails = [
    email(0, { partnerId: 'P-2', kind: 'expired', locale: 'ko-KR', subject: '만료되었습니다' }),
    email(1),
    email(2, { asOf: '2027-03-02', to: 'Second@one.example' }),
  ];
  const outDir = await outputFolder({
    emails,
    memberships: [membership(), membership({ partnerId: 'P-2', status: 'expired' })],
    decisions: [decision({ email: emails[1] }), decision({ partnerId: 'P-2', runId: 'run-2' })],
    runs: [writtenRun(), writtenRun({ asOf: '2027-03-02', status: 'FAILED', output: null, error: 'SweepIncomplete' })],
    kpi: [
      {
        asOf: '2027-03-15',
        partnerId: 'P-1',
        membershipId: 'M1',
        kpi: '12.5',
        requirement: '60',
        eligibility: 'pending',
      },
    ],
    partners: [
      {
        partnerId: 'P-1',
        courseware: {
          purchase: 'partner-offers',
          since: '2027-01-15',
          why: 'a Learning membership is in force',
          delivery: { isAllowed: false, since: '2027-02-10', why: 'it has no Microsoft Certified Trainer' },
        },
        benefits: [
          {
            tokenId: 'K-1',
            membershipId: 'M1',
            issuedOn: '2026-07-01',
            state: 'in-force',
            endsOn: '2027-10-02',
            kind: 'mak',
            product: 'Windows Server',
            needsKey: true,
            activations: 50,
            activationsLeft: 46,
            usedFor: [{ on: '2027-02-01', count: 4 }],
          },
        ],
      },
    ],
  });
  const mailDir = await mailFolder([
    { noticeId: 'other', to: 'x@one.example', subject: 'Other', text: 'other' },
    {
      noticeId: email(1).noticeId,
      to: email(1).to,
      subject: 'Renew',
      text: 'Renew it',
      html: '<p>Renew <b>it</b></p>',
    },
  ]);
  page = await serveViewer({ outDir, mailDir, port: 0 });
});

afterEach(() => page.close());

describe('the inbox', () => {
  it('lists mails newest first, a part at a time', async () => {
    const { total, items } = await get('/api/mails?limit=2');
    expect(total).toBe(3);
    expect(items.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
    expect((await get('/api/mails?limit=2&offset=2')).items).toHaveLength(1);
  });

  it.each([
    ['q=GOLD+renew', [2, 1]],
    ['q=second', [2]],
    ['q=만료', [0]],
    ['q=100%25', []],
    ['kind=expired', [0]],
    ['locale=ko-KR', [0]],
    ['partner=P-2', [0]],
    ['day=2027-03-02', [2]],
    ['kind=renewal&day=2027-03-01', [1]],
  ])('finds %s', async (query, numbers) => {
    const { items } = await get(`/api/mails?${encodeURI(decodeURI(query))}`);
    expect(items.map(({ number }: { number: number }) => number)).toEqual(numbers);
  });

  it('opens a mail with its content and the decision that sent it', async () => {
    const mail = await get('/api/mails/1');
    expect(mail.why).toMatchObject({ rule: 'R-NOT-1', partnerId: 'P-1' });
    expect(mail.message).toMatchObject({ messageId: 'm-2', text: 'Renew it', html: '<p>Renew <b>it</b></p>' });
  });

  it('serves the body of a mail in isolation', async () => {
    const { text, type, policy } = await ask('/mails/1/body');
    expect(type).toBe('text/html; charset=utf-8');
    expect(text).toContain('<p>Renew <b>it</b></p>');
    expect(policy).toMatch(/^sandbox .*default-src 'none'/);
    expect(policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/);
  });

  it('says that a mail was not kept, or does not exist', async () => {
    expect((await get('/api/mails/0')).message).toBeNull();
    expect((await ask('/mails/0/body')).status).toBe(404);
    expect((await ask('/api/mails/99')).status).toBe(404);
  });
});

describe('partners, runs and days', () => {
  it('shows a partner with its memberships, KPI and decisions, each with its mail', async () => {
    const partner = await get('/api/partners/P-1');
    expect(partner.memberships).toHaveLength(1);
    expect(partner.kpi).toEqual([expect.objectContaining({ kpi: '12.5' })]);
    const { items } = await get('/api/partners/P-1/decisions');
    expect(items).toMatchObject([{ lead: { rule: 'R-NOT-1' }, recipients: [{ mail: 1 }] }]);
  });

  it('shows what a partner may do with courseware, and what is left of its benefits (R-MEM-10, R-LIC-7, R-LIC-8)', async () => {
    const partner = await get('/api/partners/P-1');
    expect(partner.courseware).toMatchObject({ purchase: 'partner-offers', delivery: { since: '2027-02-10' } });
    expect(partner.benefits).toEqual([
      expect.objectContaining({ tokenId: 'K-1', needsKey: true, activationsLeft: 46, endsOn: '2027-10-02' }),
    ]);
    expect(await get('/api/partners/P-2')).toMatchObject({ courseware: null, benefits: [] });
  });

  it('finds partners by the status of a membership', async () => {
    const { items } = await get('/api/partners?status=expired');
    expect(items.map(({ partnerId }: { partnerId: string }) => partnerId)).toEqual(['P-2']);
  });

  it('shows runs, newest first, those that failed alone, and what one decided', async () => {
    expect((await get('/api/runs')).items.map(({ number }: { number: number }) => number)).toEqual([1, 0]);
    expect((await get('/api/runs?state=failed')).items).toEqual([
      expect.objectContaining({ error: 'SweepIncomplete' }),
    ]);
    expect((await get('/api/runs/0/decisions')).total).toBe(1);
    expect((await get('/api/runs/1/decisions')).total).toBe(0);
  });

  it('counts what happened on each day', async () => {
    const days = await get('/api/calendar');
    expect(days.map(({ mails }: { mails: object }) => mails)).toEqual([{ expired: 1, renewal: 1 }, { renewal: 1 }]);
  });
});

describe('the server', () => {
  it('serves every file of the viewer, and lets it load only from here', async () => {
    for (const name of readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(js|css|svg)$/.test(file),
    ))
      expect([name, (await ask(`/${name}`)).status]).toEqual([name, 200]);
    const { policy, text } = await ask('/');
    expect(policy).toContain("script-src 'self'");
    expect(text).not.toMatch(/<script>|style="|https?:/);
  });

  it.each([
    '/../errors.ts',
    '/%2e%2e/errors.ts',
    '/..%2f..%2fpackage.json',
    '/tsconfig.json',
    '/api',
    '/api/partners/%ff',
  ])('has nothing at %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('reads and never writes', async () => {
    expect((await ask('/api/mails', { method: 'POST' })).status).toBe(405);
    expect(await ask('/api/mails', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });

  it('refuses a foreign host name that points to this machine', async () => {
    expect((await ask('/api/mails', { host: 'evil.example' })).status).toBe(403);
    expect((await ask('/api/mails', { host: `localhost:${page.port}` })).status).toBe(200);
  });

  it.each(['day=tomorrow', 'limit=0', 'limit=100000', 'offset=-1'])('refuses %s with the reason', async (query) => {
    const { status, text } = await ask(`/api/mails?${query}`);
    expect(status).toBe(400);
    expect(JSON.parse(text).error).toContain(query.split('=')[0]);
  });

  it('says in one line that its port is taken', async () => {
    const outDir = await outputFolder();
    await expect(serveViewer({ outDir, mailDir: outDir, port: page.port })).rejects.toMatchObject({
      code: 'port-taken',
      message: `Port ${page.port} is taken: choose another with --port, or stop what uses it`,
    });
  });

  it('listens on this machine alone', async () => {
    const outDir = await outputFolder();
    const served = serveViewer({ outDir, mailDir: outDir, port: 0, host: '0.0.0.0' });
    await expect(served).rejects.toMatchObject({ code: 'not-loopback' });
  });

  it('refuses an invalid port', async () => {
    const outDir = await outputFolder();
    await expect(serveViewer({ outDir, mailDir: outDir, port: 70_000 })).rejects.toMatchObject({
      code: 'port-refused',
    });
  });
});
