import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../shared/domain/partners/partner.ts';
import { compose, composeConfigured, MATRIX } from './samples/all-contents.ts';
import { operatorAlert, renewal } from './samples/contents.ts';

const PAY = 'https://vendor.example/P-00042/memberships/M7/pay';
/** What Outlook for Windows reads besides; and what it does not read. */
const forOutlook = (html: string): string =>
  [...html.matchAll(/<!--\[if mso\]>(.*?)<!\[endif\]-->/gs)].map(([, inner]) => inner).join('');

describe('the button', () => {
  const { html } = composeConfigured(renewal());

  it('is a link in all of its painted area', () => {
    const [, attributes = ''] = /<a class="button" ([^>]*)>/.exec(html) ?? [];
    expect(attributes).toContain(`href="${PAY}"`);
    expect(attributes).toMatch(/display:inline-block;padding:13px 28px;[^"]*background:#0f5ea8/);
  });

  it('is a shape with the same link for Outlook, as wide as its words', () => {
    expect(forOutlook(html)).toMatch(
      new RegExp(
        `<v:roundrect href="${PAY}" style="[^"]*height:48px;[^"]*width:218px"[^>]*>.*Pay the annual fee</center>`,
      ),
    );
    expect(forOutlook(composeConfigured(renewal(), 'ko-KR').html)).toContain('width:170px');
  });

  it('comes right after the headline, before anything else that is read', () => {
    const at = html.indexOf('class="button"');
    expect(at).toBeGreaterThan(html.indexOf('<h1'));
    for (const later of ['Last day to renew', 'Hello ', 'Annual fee'])
      expect(html.indexOf(later, html.indexOf('<h1'))).toBeGreaterThan(at);
  });

  it('is not there where there is nothing to do at an address', () => {
    expect(composeConfigured(operatorAlert()).html).not.toMatch(/class="button"|v:roundrect/);
  });
});

describe('a mail as HTML', () => {
  it.each(LOCALES)('is an article in its language: %s', (locale) => {
    const { html } = compose(renewal(), locale);
    expect(html).toMatch(
      new RegExp(`<div role="article" aria-roledescription="email" aria-label="[^"]+" lang="${locale}" dir="ltr">`),
    );
  });

  it('has a column of 600 pixels in Outlook too, and fonts that it knows', () => {
    const { html } = compose(renewal(), 'zh-TW');
    expect(forOutlook(html)).toContain('<table role="presentation" width="600" align="center"');
    expect(forOutlook(html)).toContain('font-family:Microsoft JhengHei,Segoe UI,Arial,sans-serif!important');
  });

  it('has a width on each table, or is as wide as its button', () => {
    for (const { locale, content } of MATRIX)
      for (const [table] of compose(content, locale).html.matchAll(/<table [^>]*>/g))
        expect(table).toMatch(/ width="(100%|600)"| class="wide"/);
  });

  it('is dark where the reader has a dark theme, in Outlook on the web too', () => {
    const { html } = compose(renewal());
    expect(html).toContain('@media (prefers-color-scheme:dark){.page{background:#14181d!important}');
    expect(html).toContain('[data-ogsb] .card{background:#1d232b!important}');
    expect(html).toContain('[data-ogsc] .text{color:#e6eaf0!important}');
  });
});
