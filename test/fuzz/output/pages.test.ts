import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../infra/local/viewer/report/render.ts';
import { mailBody } from '../../../infra/local/viewer/server/mail-body.ts';
import { QUERIES, readQuery } from '../../../infra/local/viewer/server/query.ts';
import { membership, outcome, reportInput, run } from '../../unit/viewer/fixture.ts';
import { hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { shapeOf } from '../support/html-shape.ts';

const fuzz = fuzzing('pages');

/** A report with the same text wherever a name, a reason or a URL stands. */
function reportWith(text: string): string {
  const expired = { status: 'expired', expiredOn: '2027-03-02', competency: text };
  const refusal = { asOf: '2027-03-02', partnerId: 'P-1', membershipId: 'M1', rule: 'R-REN-1' };
  return renderReport(
    reportInput({
      partnerNames: new Map([['P-1', { name: text, country: text }]]),
      memberships: [membership(expired), membership({ eligibility: 'not-met', status: 'in-window', competency: text })],
      outcomes: [outcome({ state: 'expired', country: text, offer: text })],
      refusals: [{ ...refusal, what: 'payment-refused', reason: text }],
      runs: [run({ status: 'FAILED', error: text, cause: text })],
      batches: [
        { month: '2027-01', lines: [{ action: 'add', partnerId: 'P-1', displayName: text, country: text, url: text }] },
      ],
    }),
  );
}

/** Elements with the names of their attributes: the values of labels may well be names. */
function elementsOf(html: string) {
  const { elements, ...rest } = shapeOf(html);
  return { ...rest, elements: elements.map(({ tag, attributes }) => [tag, Object.keys(attributes), attributes.href]) };
}

describe('report.html', () => {
  it('has the same elements, attributes and links as a report with harmless names', () => {
    const like = elementsOf(reportWith('Ada'));
    const withNothing = elementsOf(reportWith(''));
    return fuzz.each(hostileText, 900, (text) => {
      const report = reportWith(text);
      expect(elementsOf(report)).toEqual(text === '' ? withNothing : like);
      expect(report.isWellFormed()).toBe(true);
    });
  });
});

describe('the viewer', () => {
  it('shows the text of a mail as text, never as markup', () =>
    fuzz.each(hostileText, 300, (text) => {
      const { body, policy } = mailBody({ html: null, text });
      expect(elementsOf(String(body))).toEqual(elementsOf(String(mailBody({ html: null, text: 'Ada' }).body)));
      expect(policy).toMatch(/^sandbox allow-popups .*default-src 'none'/);
    }));

  it('accepts or refuses any query', () => {
    const name = fc.constantFrom('offset', 'limit', 'q', 'kind', 'day', '__proto__', 'constructor');
    return fuzz.each(fc.array(fc.tuple(name, hostileText), { maxLength: 4 }), 800, (pairs) => {
      for (const schema of Object.values(QUERIES)) {
        const read = readQuery(schema, new URLSearchParams(pairs));
        if ('refusal' in read) expect(read.refusal.status).toBe(400);
        else if ('limit' in read.query) expect(read.query.limit).toBeLessThanOrEqual(200);
      }
    });
  });
});
