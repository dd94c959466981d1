import { describe, expect, it, vi } from 'vitest';
import { renderReport } from '../../../infra/local/viewer/report/render.ts';
import { afterStages } from '../../../infra/local/viewer/report/sections/notices.ts';
import { reportTables, TABLES } from '../../../infra/local/viewer/report/tables.ts';
import { kpiLine } from '../../../infra/local/viewer/results/lines.ts';
import { AWKWARD_NAME, membership, outcome, reportInput, run } from './fixture.ts';

/** The visible text of a section: its markup without the tags. */
function textOf(report: string, section: string): string {
  const markup = report.split(`<section id="${section}"`)[1]?.split('</section>')[0] ?? '';
  return markup
    .slice(markup.indexOf('>') + 1)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('report.html', () => {
  it('is the same bytes for the same input, whenever it is made', () => {
    vi.useFakeTimers({ now: new Date('2027-03-01T00:00:00Z') });
    const report = renderReport(reportInput());
    vi.setSystemTime('2031-12-31T23:59:59Z');
    expect(renderReport(reportInput())).toBe(report);
    vi.useRealTimers();
  });

  it('loads nothing from anywhere and runs nothing', () => {
    const report = renderReport(reportInput());
    expect(report).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|url\(|@import|\bon\w+="/);
    expect(report).toContain('content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;');
    expect([...report.matchAll(/href="([^"]*)"/g)].every(([, href]) => href?.startsWith('#'))).toBe(true);
  });

  it('links only to places that exist, each id once', () => {
    const report = renderReport(reportInput());
    const ids = [...report.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of report.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it('shows names as text, never as markup', () => {
    const expired = membership({ status: 'expired', expiredOn: '2027-03-02' });
    const report = renderReport(
      reportInput({
        memberships: [expired],
        outcomes: [outcome({ state: 'expired' })],
        partnerNames: new Map([['P-1', { name: AWKWARD_NAME, country: '' }]]),
      }),
    );
    expect(report).not.toContain('<img');
    expect(report).toContain('<bdi>\u202e&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Söhne&quot;</bdi>');
  });

  it('leads with the renewal rate, and sums up renewals, mails, refusals and failed runs', () => {
    const refusal = { asOf: '2027-03-02', partnerId: 'P-1', membershipId: 'M1', what: 'payment-refused' };
    const report = renderReport(
      reportInput({
        counts: { renewed: 11, reinstated: 4, expired: 6, refused: 1, merged: 0 },
        outcomes: [outcome(), outcome({ membershipId: 'M2' }), outcome({ membershipId: 'M3', state: 'expired' })],
        refusals: [{ ...refusal, rule: 'R-REN-1', reason: 'the window opens on 2027-09-02' }],
        runs: [run(), run({ status: 'FAILED', error: 'SweepIncomplete', cause: '2 failed' })],
      }),
    );
    const summary = textOf(report, 'summary');
    expect(summary).toMatch(/^ In brief 67 % renewal rate: 2 of the 3 renewals that ended were renewed, 1 expired /);
    expect(summary).toContain('11 renewed in time');
    expect(summary).toContain('4 reinstated after expiry');
    expect(summary).toContain('6 expired 1 for good');
    expect(summary).toContain('2 mails sent');
    expect(summary).toContain('1 command refused');
    expect(summary).toContain('1 run failed');
    expect(summary).toContain('13 payments did not last');
    expect(summary).toContain('5 expiries did not last');
    expect(textOf(report, 'mails')).toContain('Renewal notice 2');
  });

  it('has no renewal rate where no renewal has ended', () => {
    expect(textOf(renderReport(reportInput()), 'summary')).toContain('– renewal rate: 0 of the 0 renewals');
  });

  it('counts renewals and expiries by the month in which they ended', () => {
    const days = ['2027-03-31', '2027-04-01'].map((date) => ({ date, mails: {}, expired: 0, marks: [] }));
    const outcomes = [
      outcome({ on: '2027-03-31' }),
      outcome({ membershipId: 'M2', on: '2027-04-01' }),
      outcome({ membershipId: 'M3', on: '2027-04-01', state: 'expired' }),
    ];
    const months = textOf(renderReport(reportInput({ days, outcomes })), 'renewals');
    expect(months).toMatch(/Mar 2027 .* 1 0 100.% Apr 2027 .* 1 1 50.% /);
  });

  it('says of each notice how many renewals it was the last one before', () => {
    const outcomes = [
      outcome({ stages: [-30, 1] }),
      outcome({ membershipId: 'M2', stages: [-30, 1, 15] }),
      outcome({ membershipId: 'M3', stages: [-30, 1, 15] }),
      outcome({ membershipId: 'M4', stages: [] }),
      outcome({ membershipId: 'M5', stages: [-30, 1, 15], state: 'expired' }),
    ];
    expect(afterStages(outcomes)).toEqual([
      { stage: -30, notified: 4, renewed: 0 },
      { stage: 1, notified: 4, renewed: 1 },
      { stage: 15, notified: 3, renewed: 2 },
      { stage: null, notified: 1, renewed: 1 },
    ]);
    expect(textOf(renderReport(reportInput({ outcomes })), 'notices')).toMatch(
      /AD\+15 .* 3 2 50.% 75.% no notice .* 1 1 /,
    );
  });

  it('adds up fees, those that came in and those that were lost, and says what has none', () => {
    const fees = {
      currency: 'EUR',
      amounts: [{ offer: 'competency' as const, level: 'gold' as const, amount: '1234.5' }],
    };
    const fee = { amount: '1234.5', currency: 'EUR' };
    const outcomes = [
      outcome({ fee }),
      outcome({ membershipId: 'M2', fee }),
      outcome({ membershipId: 'M3', fee, state: 'expired' }),
      outcome({ membershipId: 'M4', offer: 'advanced-specialization', level: null }),
    ];
    const report = renderReport(reportInput({ fees, outcomes }));
    expect(textOf(report, 'summary')).toMatch(/EUR.2,469 fees of renewals EUR.1,234.5 fees lost by expiry/);
    expect(textOf(report, 'groups')).toMatch(
      /Competency, gold .* 2 1 67.% EUR.2,469 Advanced specialization .* 1 0 100.% EUR.0/,
    );
    expect(textOf(report, 'groups')).toContain('for 2 renewals; of 1 it names none');
  });

  it('says that there are no fees where none are configured', () => {
    const report = renderReport(reportInput({ outcomes: [outcome()] }));
    expect(report).not.toContain('fees of renewals');
    expect(textOf(report, 'groups')).toContain('the program configuration has no fees');
  });

  it('names countries, and puts the group with most renewals first', () => {
    const outcomes = [
      outcome({ country: null }),
      outcome({ membershipId: 'M2', country: 'KR' }),
      outcome({ membershipId: 'M3', country: 'KR', state: 'expired' }),
    ];
    expect(textOf(renderReport(reportInput({ outcomes })), 'groups')).toMatch(
      /South Korea .* 1 1 50.% Not known .* 1 0 100.%/,
    );
  });

  it('compares KPI with the requirement, of memberships in force with a line of the last months', () => {
    const line = (membershipId: string, kpi: string, fields: object = {}) =>
      kpiLine.parse({
        ...{ asOf: '2027-02-15', partnerId: 'P-1', membershipId, from: '2026-02', to: '2027-01', kpi },
        ...{ requirement: '40', eligibility: 'met', ...fields },
      });
    const kpi = [
      line('M1', '40'),
      line('M2', '30'),
      line('M3', '10'),
      line('M4', '90', { to: '2026-08' }),
      line('M5', '90', { requirement: null }),
      line('M6', '90'),
    ];
    const memberships = ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'].map((membershipId) =>
      membership({ membershipId, status: membershipId === 'M6' ? 'expired' : 'active' }),
    );
    const shown = textOf(renderReport(reportInput({ kpi, memberships })), 'kpi');
    expect(shown).toContain('1 of 3 memberships reach it');
    expect(shown).toMatch(/Gold .* 3 1 75.% $/);
  });

  it("has each day's figures in text beside the picture", () => {
    const calendar = textOf(renderReport(reportInput()), 'calendar');
    expect(calendar).toContain('March 2027 2 mails');
    expect(calendar).toContain('1 March 2027: 2 mails, 1 expired, KPI refresh');
    expect(calendar).toContain('2 March 2027: 0 mails');
  });

  it('puts the first of a month under its weekday', () => {
    const days = [{ date: '2027-08-01', mails: {}, expired: 0, marks: [] }];
    const report = renderReport(reportInput({ days }));
    expect(report).toContain(`<tr>${'<td class="none"></td>'.repeat(6)}<td class="day`);
  });

  it('lists whose renewal ended in expiry, the latest first, and counts those that had expired before', () => {
    const expired = (membershipId: string, expiredOn: string) =>
      membership({ membershipId, expiredOn, status: 'expired' });
    const memberships = [
      expired('M-first', '2027-03-01'),
      expired('M-late', '2027-03-02'),
      expired('M-old', '2027-02-28'),
    ];
    const outcomes = ['M-first', 'M-late'].map((membershipId) => outcome({ membershipId, state: 'expired' }));
    const list = textOf(renderReport(reportInput({ memberships, outcomes })), 'expiring');
    expect(list).toMatch(/2 memberships.*2027-03-02.*M-late.*2027-03-01.*M-first/);
    expect(list).not.toContain('M-old');
    expect(list).toContain('1 membership had expired before the first day and is not listed.');
  });

  it('cuts a long list, and says how many there are in which file', () => {
    const ids = Array.from({ length: 1_203 }, (_, index) => `M${index}`);
    const memberships = ids.map((membershipId) =>
      membership({ membershipId, status: 'expired', expiredOn: '2027-03-01' }),
    );
    const outcomes = ids.map((membershipId) => outcome({ membershipId, state: 'expired' }));
    const input = reportInput({ memberships, outcomes });
    const report = renderReport(input);
    expect(textOf(report, 'expiring')).toContain('All 1,203 in report/expired.csv');
    expect(report.split('<section id="expiring"')[1]?.split('</section>')[0]?.match(/<tr>/g)).toHaveLength(1 + 12);
    const table = reportTables(input).find(({ file }) => file === 'report/expired.csv');
    expect(table?.text.trimEnd().split('\n')).toHaveLength(1 + 1_203);
  });

  it('names no file that is not written', () => {
    const named = [...renderReport(reportInput()).matchAll(/<code>(report\/[^<]+\.csv)<\/code>/g)].map(
      ([, file]) => file,
    );
    const written = reportTables(reportInput()).map(({ file }) => file);
    expect(named.filter((file) => !written.includes(String(file)))).toEqual([]);
    expect(written).toEqual(Object.keys(TABLES).map((name) => `report/${name}.csv`));
  });

  it('writes tables that a spreadsheet takes for text, their heads where they are empty', () => {
    const input = reportInput({
      outcomes: [outcome({ fee: { amount: '1670', currency: 'USD' } })],
      partnerNames: new Map([['P-1', { name: '=1+1', country: 'DE' }]]),
    });
    const textOfTable = (name: string) => reportTables(input).find(({ file }) => file === `report/${name}.csv`)?.text;
    expect(textOfTable('renewals')).toBe(
      'partner_id,name,country,membership_id,cycle,anniversary,outcome,on,reinstated,last_stage,offer,level,fee,currency\n' +
        "P-1,'=1+1,DE,M1,3,2027-01-30,renewed,2027-03-01,no,1,competency,gold,1670,USD\n",
    );
    expect(textOfTable('refused')).toBe('day,partner_id,name,country,membership_id,decision,rule,reason\n');
  });
});
