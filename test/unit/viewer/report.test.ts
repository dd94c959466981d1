import { describe, expect, it, vi } from 'vitest';
import { renderReport } from '../../../infra/local/viewer/report/render.ts';
import { AWKWARD_NAME, membership, reportInput, run } from './fixture.ts';

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
      reportInput({ memberships: [expired], partnerNames: new Map([['P-1', { name: AWKWARD_NAME, country: '' }]]) }),
    );
    expect(report).not.toContain('<img');
    expect(report).toContain('<bdi>\u202e&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Söhne&quot;</bdi>');
  });

  it('sums up mails by kind, renewals, refusals and failed runs', () => {
    const refusal = { asOf: '2027-03-02', partnerId: 'P-1', membershipId: 'M1', what: 'payment-refused' };
    const summary = textOf(
      renderReport(
        reportInput({
          counts: { renewed: 11, reinstated: 4, expired: 6, refused: 1, merged: 0 },
          refusals: [{ ...refusal, rule: 'R-REN-1', reason: 'the window opens on 2027-09-02' }],
          runs: [run(), run({ status: 'FAILED', error: 'SweepIncomplete', cause: '2 failed' })],
        }),
      ),
      'summary',
    );
    expect(summary).toContain('2 mails sent');
    expect(summary).toContain('11 renewed');
    expect(summary).toContain('4 reinstated');
    expect(summary).toContain('6 expired');
    expect(summary).toContain('1 command refused');
    expect(summary).toContain('1 run failed');
    expect(summary).toContain('Renewal notice 2');
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

  it('lists who expires in the period by day, and counts those from before', () => {
    const expired = (membershipId: string, expiredOn: string) =>
      membership({ membershipId, expiredOn, status: 'expired' });
    const memberships = [
      expired('M-late', '2027-03-02'),
      expired('M-first', '2027-03-01'),
      expired('M-old', '2027-02-28'),
    ];
    const list = textOf(renderReport(reportInput({ memberships })), 'expiring');
    expect(list).toMatch(/2 memberships.*2027-03-01.*M-first.*2027-03-02.*M-late/);
    expect(list).not.toContain('M-old');
    expect(list).toContain('1 membership had expired before the first day and is not listed.');
  });

  it('cuts a long list and says where the rest is', () => {
    const memberships = Array.from({ length: 1_203 }, (_, index) =>
      membership({ membershipId: `M${index}`, status: 'expired', expiredOn: '2027-03-01' }),
    );
    expect(textOf(renderReport(reportInput({ memberships })), 'expiring')).toContain(
      'and 1,003 more, see memberships.jsonl',
    );
  });
});
