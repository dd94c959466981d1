import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../shared/domain/partners/partner.ts';
import type { ComposedMail } from '../../../shared/mail/compose/compose-mail.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { compose, visible } from './samples/all-contents.ts';
import { expired, listingIncomplete, listingVisible, operatorAlert, renewal } from './samples/contents.ts';
import { GOLD } from './samples/parts.ts';

/** Controls, line separators, and the marks that turn the direction of text. */
const FORBIDDEN_IN_SUBJECT = /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
/** The same, but for the line feeds between lines and the isolates around right-to-left names. */
const FORBIDDEN_IN_TEXT = /[\p{Cc}\u2028\u2029\u061c\u200b\u200e\u200f\u202a-\u202e\ufeff]/u;
const TAGS =
  /<\/?(?:html|head|meta|title|style|body|div|table|tr|td|p|h1|h2|ul|li|strong|br|bdi|a)\b[^<>]*>|<!doctype html>/g;

/** What only Outlook for Windows reads: comments to all others. */
const FOR_OUTLOOK =
  /<!--\[if mso\]>|<!\[endif\]-->|<!--\[if !mso\]><!-->|<!--<!\[endif\]-->|<\/?(?:noscript|xml|o:OfficeDocumentSettings|o:PixelsPerInch|v:roundrect|w:anchorlock|center)\b[^<>]*>/g;
/** As everybody else reads it. */
const withoutOutlook = (html: string): string => html.replace(/<!--\[if mso\]>.*?<!\[endif\]-->/gs, '');

/** The same hostile text in every place that takes text from outside. */
const contentsWith = (name: string): NoticeContent[] => {
  const terms = { ...GOLD, competency: name };
  const ids = { partnerName: name, partnerId: name };
  return [
    renewal({ ...ids, terms, membershipId: name, missing: [{ code: 'exams', have: 0, need: 1, certification: name }] }),
    expired({ ...ids, terms }),
    { ...listingIncomplete([{ code: 'url-refused', url: name, reason: 'not-a-url' }]), ...ids },
    listingVisible({ ...ids, displayName: name, url: name }),
    operatorAlert({ ...ids, membershipId: name }),
  ];
};
const mailsWith = (name: string): ComposedMail[] => contentsWith(name).map((content) => compose(content, 'en', name));

const expectHarmless = ({ subject, text, html }: ComposedMail): void => {
  expect((subject + text + html).isWellFormed()).toBe(true);
  expect(subject).not.toMatch(FORBIDDEN_IN_SUBJECT);
  expect(text.replaceAll('\n', '')).not.toMatch(FORBIDDEN_IN_TEXT);
  expect(html.replace(FOR_OUTLOOK, '').replace(TAGS, '')).not.toMatch(/[<>]/);
  for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\/[^\s"'<>]+$/);
};

describe('a hostile name', () => {
  it.each([
    ['markup', '<script>alert(1)</script>'],
    ['an attribute', '" onmouseover="alert(1)'],
    ['entities', 'Smith &amp; Sons & "Co" <Ltd>'],
    ['a header', 'Contoso\r\nBcc: everyone@example.com'],
    ['line separators', 'Contoso\u2028Bcc\u2029x\u0085y'],
    ['right-to-left override', 'Contoso\u202egnp.exe'],
    ['isolates of its own', '\u2069\u2069Contoso\u2066\u2068'],
    ['zero-width characters', 'Con\u200bto\ufeffso\u00ad'],
    ['a lone surrogate', 'Contoso \ud83d'],
    ['a placeholder', '$1 $& {partner} {0} %s'],
    ['controls', '\u0000\u0007\u001b[31mContoso\u007f'],
  ])('harms neither subject, text nor HTML: %s', (_, name) => {
    for (const mail of mailsWith(name)) expectHarmless(mail);
  });

  it('is shown as text if it is markup', () => {
    const { subject, text, html } = compose(renewal({ partnerName: 'Smith & <Sons> "Co"' }));
    expect(subject).toContain('– Smith & <Sons> "Co"');
    expect(text).toContain('held by Smith & <Sons> "Co" to keep it active');
    expect(html).toContain('<bdi>Smith &amp; &lt;Sons&gt; &quot;Co&quot;</bdi>');
  });

  it('is shown with white space and line breaks collapsed', () => {
    expect(compose(renewal({ partnerName: '  Contoso \r\n\t  Ltd ' })).subject).toMatch(/ – Contoso Ltd$/);
  });

  it('is kept as given if it holds a $', () => {
    expect(compose(renewal({ partnerName: "$& $1 $' $$" })).subject).toContain("– $& $1 $' $$");
  });

  it('is isolated in text and HTML if its script runs from right to left', () => {
    const { subject, text, html } = compose(renewal({ partnerName: 'קונטוסו (1)' }));
    expect(subject).toContain('– קונטוסו (1)');
    expect(text).toContain('\u2068קונטוסו (1)\u2069');
    expect(html).toContain('<bdi>קונטוסו (1)</bdi>');
  });

  it.each(['', ' \n ', '\u200b\u202e', '\u3164', '\u0301\u0301'])(
    'is replaced if nothing of it is visible: %j',
    (name) => {
      const { subject, text } = compose(renewal({ partnerName: name }), 'en', name);
      expect(subject).toMatch(/ – P-00042$/);
      expect(text).toContain('\nHello,\n');
    },
  );

  it('is cut between graphemes if it is too long', () => {
    const family = '👩‍👩‍👧‍👦';
    const named = (partnerName: string) => compose(renewal({ partnerName })).text;
    expect(named(family.repeat(70))).toMatch(new RegExp(`Partner: (?:${family}){1,59}… `, 'u'));
    expect(named('é'.normalize('NFD').repeat(61))).toMatch(/Partner: é{59}… /);
    expect(named('x'.repeat(60))).toMatch(/Partner: x{60} /);
  });

  it('is shown with few combining marks on each character', () => {
    const { text } = compose(renewal({ partnerName: `Z${'\u0334'.repeat(5000)}`, losses: [] }));
    expect(text.length).toBeLessThan(2000);
  });

  it('never adds headers, markup or lines (property)', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(
          fc.constantFrom('<', '>', '&', '"', "'", '\r\n', '\u202e', '\u2068', '\u2069', '\u0000', 'שלום', 'a', '$&'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (name) => {
        for (const mail of mailsWith(name)) expectHarmless(mail);
      }),
      { numRuns: 60 },
    );
  });

  it('never adds headers, markup or lines in any language (property)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom(...LOCALES), (name, locale) => {
        const mail = compose(renewal({ partnerName: name }), locale, name);
        expectHarmless(mail);
        expect(visible(mail.html)).not.toContain('undefined');
      }),
      { numRuns: 60 },
    );
  });
});

describe('a landing page', () => {
  it('is shown as what it is if its letters look like others', () => {
    const url = 'https://\u0441\u043entoso.example/';
    const visible = compose(listingVisible({ url }));
    const incomplete = compose(listingIncomplete([{ code: 'url-refused', url, reason: 'not-a-verified-domain' }]));
    for (const { text, html } of [visible, incomplete]) {
      expect(text).toContain('https://xn--ntoso-iyeu.example/');
      expect(text + html).not.toContain('\u0441\u043entoso');
    }
  });

  it.each(['javascript:alert(1)', 'http://contoso.example', 'data:text/html,x', 'x'])(
    'is shown as text, never linked, at %s',
    (url) => {
      const { text, html } = compose(listingVisible({ url }));
      expect(text).toContain(url);
      expect(withoutOutlook(html).match(/href="/g)).toHaveLength(1);
    },
  );

  it('is shown without what stands before its host, never linked', () => {
    const { text, html } = compose(listingVisible({ url: 'https://microsoft.com@evil.example' }));
    expect(text).toContain('https://…@evil.example');
    expect(text).not.toContain('microsoft.com');
    expect(withoutOutlook(html).match(/href="/g)).toHaveLength(1);
  });
});
