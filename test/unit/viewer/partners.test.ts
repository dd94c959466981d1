import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../infra/local/viewer/archive/archive.ts';
import { decisionsAbout } from '../../../infra/local/viewer/archive/decisions.ts';
import { Mails } from '../../../infra/local/viewer/archive/mails/mails.ts';
import { getPartner, listPartners } from '../../../infra/local/viewer/archive/partners.ts';
import { html } from '../../../infra/local/viewer/html.ts';
import { rulesHtml } from '../../../infra/local/viewer/server/rules-page.ts';
import { serveViewer } from '../../../infra/local/viewer/server/serve-viewer.ts';
import { decision, email, forecast, membership, outputFolder, writtenRun } from './fixture.ts';

const ALL = { q: '', status: '', eligibility: '', risk: '', sort: '' };
const RANGE = { offset: 0, limit: 50 };
const score = { code: 'kpi', have: '18', need: '24', next: '60', path: null, from: '2026-09', to: '2027-08' };
const MEMBERSHIPS = [
  membership({ anniversary: '2027-09-01', eligibility: 'pending', scorecard: [score] }),
  membership({ membershipId: 'M2', status: 'expired', anniversary: '2027-01-01', eligibility: 'not-met' }),
  membership({ partnerId: 'P-2', anniversary: '2027-06-01' }),
  membership({ partnerId: 'P-3', status: 'expired', anniversary: '2026-06-01', eligibility: 'not-met' }),
];

const partnersBy = async (filter: Partial<typeof ALL>) => {
  const folder = await outputFolder({ memberships: MEMBERSHIPS, forecast: [forecast()] });
  const { items } = await listPartners(await openArchive(folder, null), { ...ALL, ...filter }, RANGE);
  return items.map(({ partnerId }) => partnerId);
};

describe('partners', () => {
  it.each([
    [{}, ['P-1', 'P-2', 'P-3']],
    [{ sort: 'anniversary' }, ['P-2', 'P-1', 'P-3']],
    [{ risk: 'yes' }, ['P-1']],
    [{ eligibility: 'pending' }, ['P-1']],
    [{ eligibility: 'not-met' }, []],
    [{ status: 'expired' }, ['P-1', 'P-3']],
  ])('are found by %o', async (filter, ids) => {
    expect(await partnersBy(filter)).toEqual(ids);
  });

  it('are listed without a membership, too: all that the results have', async () => {
    const courseware = {
      purchase: 'full-price',
      since: null,
      why: '',
      delivery: { isAllowed: false, since: null, why: '' },
    };
    const partners = ['P-1', 'P-4'].map((partnerId) => ({ partnerId, contacts: [], courseware, benefits: [] }));
    const folder = await outputFolder({ memberships: MEMBERSHIPS, partners });
    const { total, items } = await listPartners(await openArchive(folder, null), ALL, RANGE);
    expect(items.map(({ partnerId }) => partnerId)).toEqual(['P-1', 'P-2', 'P-3', 'P-4']);
    expect(total).toBe(4);
  });

  it('are shown with the scorecard, the risk and the contacts of the results', async () => {
    const contact = { role: 'mpn-admin', name: 'Ada', email: 'ada@one.example', locale: 'en', unreachable: 'bounce' };
    const courseware = {
      purchase: 'full-price',
      since: null,
      why: '',
      delivery: { isAllowed: false, since: null, why: '' },
    };
    const folder = await outputFolder({
      memberships: MEMBERSHIPS,
      forecast: [forecast()],
      partners: [{ partnerId: 'P-1', contacts: [contact], courseware, benefits: [] }],
      decisions: [decision({ what: 'explain-kpi-discrepancy-done', runId: 'partner-command-2027-03-02-0001' })],
    });
    expect(await getPartner(await openArchive(folder, null), 'P-1')).toMatchObject({
      nextAnniversary: '2027-09-01',
      memberships: [
        { riskOn: '2027-05-01', scorecard: [score] },
        { membershipId: 'M2', scorecard: [] },
      ],
      contacts: [contact],
      discrepancies: [{ asOf: '2027-03-01', runId: 'partner-command-2027-03-02-0001' }],
    });
  });

  it('R-KPI-13: are shown with a KPI below zero, after credit notes for earlier invoices', async () => {
    const below = [{ ...score, have: '-9.5' }];
    const risk = forecast({ lacks: [{ code: 'kpi', have: '-9.5', need: '24', from: '2026-09', to: '2027-08' }] });
    const folder = await outputFolder({ memberships: [membership({ scorecard: below })], forecast: [risk] });
    const shown = await getPartner(await openArchive(folder, null), 'P-1');
    expect(shown).toMatchObject({ memberships: [{ scorecard: below }] });
    expect(JSON.stringify(shown)).toContain('33.5 KPI more in September 2026 to August 2027 (-9.5\u00a0of\u00a024)');
  });
});

describe('decisions about a partner', () => {
  it('are one entry for each reason of a run, with everybody who was told, the latest first', async () => {
    const mails = [email(1), email(2, { to: 'second@one.example' })];
    const payment = { workflow: 'partner-command', runId: 'c-1', stage: null, reason: 'paid on 2027-03-05' };
    const folder = await outputFolder({
      emails: mails,
      decisions: [
        decision({ what: 'notice-due' }),
        decision({ email: mails[0] }),
        decision({ email: mails[1], what: 'notice-undeliverable' }),
        decision({ ...payment, what: 'renewed' }),
        decision({ ...payment, what: 'record-payment-done' }),
        decision({ partnerId: 'P-2' }),
      ],
    });
    const archive = await openArchive(folder, null);
    const about = { partnerId: 'P-1', membershipId: '' };
    const { total, items } = await decisionsAbout(archive, new Mails(archive), about, RANGE);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { lead: { what: 'renewed' }, kind: null, others: ['record-payment-done'], recipients: [] },
      {
        lead: { what: 'notice-due' },
        kind: 'renewal',
        others: [],
        recipients: [
          { to: 'admin@one.example', what: 'notice-sent', mail: 0 },
          { to: 'second@one.example', what: 'notice-undeliverable', mail: 1 },
        ],
      },
    ]);
    const second = await decisionsAbout(archive, new Mails(archive), about, { offset: 1, limit: 1 });
    expect(second.items.map(({ lead }) => lead.what)).toEqual(['notice-due']);
  });
});

describe('the rules as a page', () => {
  it('has a place for each rule, and links from one to another', () => {
    const text =
      '# The <rules>\n\n### R-REN-7 After the window\n\nOnly *with* an `override`, see [R-REN-6](x.md).\n\n- Example: none\n  at all\n';
    expect(html`${rulesHtml(text)}`.markup).toBe(
      '<h1>The &lt;rules&gt;</h1><h3 id="R-REN-7"><a href="#R-REN-7">R-REN-7</a> After the window</h3>' +
        '<p>Only <em>with</em> an <code>override</code>, see <a href="#R-REN-6">R-REN-6</a>.</p><ul><li>Example: none\n  at all</li></ul>',
    );
  });

  it('is served with every rule of the program, and the reports on KPI beside it', async () => {
    const outDir = await outputFolder({ runs: [writtenRun()] });
    await mkdir(join(outDir, 'discrepancies'));
    await writeFile(join(outDir, 'discrepancies', 'partner-command-2027-03-02-0001.html'), '<p>differs</p>');
    const page = await serveViewer({ outDir, mailDir: outDir, port: 0 });
    try {
      const rules = await (await fetch(`${page.url}rules`)).text();
      for (const rule of ['R-CAL-3', 'R-REN-7', 'R-OPS-4']) expect(rules).toContain(`<h3 id="${rule}">`);
      const report = await fetch(`${page.url}discrepancies/partner-command-2027-03-02-0001`);
      expect(await report.text()).toBe('<p>differs</p>');
      expect((await fetch(`${page.url}discrepancies/partner-command-2027-03-02-0002`)).status).toBe(404);
      expect((await fetch(`${page.url}discrepancies/input`)).status).toBe(404);
    } finally {
      await page.close();
    }
  });
});
