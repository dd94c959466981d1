import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../../shared/domain/partners/partner.ts';
import { composeMail } from '../../../../shared/mail/compose/compose-mail.ts';
import { compose, composeConfigured, MATRIX, visible } from '../samples/all-contents.ts';
import { operatorAlert, renewal } from '../samples/contents.ts';
import { LINKS, NAMES } from '../samples/parts.ts';

const HOLES = /undefined|NaN|null|\[object|[{}]|\$\{|Invalid Date|\u2068|\u2069/;

describe('a mail of every kind, in every language, for every offer and every shortfall', () => {
  it('has no missing value', () => {
    for (const { locale, content } of MATRIX) {
      for (const { subject, text, html } of [compose(content, locale), composeConfigured(content, locale)])
        for (const part of [subject, text, visible(html)])
          expect(HOLES.exec(part), `${locale} ${content.kind}: ${part}`).toBeNull();
    }
  });

  it('greets the recipient, says who writes, and names the partner', () => {
    for (const { locale, content } of MATRIX) {
      const { text, html } = compose(content, locale);
      for (const part of [text, visible(html)]) {
        expect(part).toContain(NAMES[locale]);
        expect(part).toContain('Contoso');
      }
    }
  });

  it('says in HTML what it says in plain text', () => {
    for (const { locale, content } of MATRIX) {
      const { text, html } = composeConfigured(content, locale);
      const seen = visible(html);
      const sentences = text.split('\n').filter((line) => line !== '' && !/: |：|^- /.test(line));
      for (const sentence of sentences) expect(seen).toContain(sentence);
    }
  });

  it('loads nothing and links to https only', () => {
    for (const { locale, content } of MATRIX) {
      const { html } = composeConfigured(content, locale);
      expect(html).not.toMatch(/<img|<script|<link|<iframe|url\(|@import|\ssrc=/);
      for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g))
        expect(href === 'mailto:desk@vendor.example' ? 'https://' : href).toMatch(/^https:\/\//);
    }
  });

  it('is well formed: every opened element is closed, in order', () => {
    for (const { locale, content } of MATRIX) {
      const open: string[] = [];
      for (const [, slash, name] of composeConfigured(content, locale).html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
        if (name === 'meta' || name === 'br') continue;
        if (slash === '') open.push(name!);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    }
  });
});

describe('a mail', () => {
  it.each(LOCALES)('names its language: %s', (locale) => {
    expect(compose(renewal(), locale).html).toContain(`<html lang="${locale}"`);
    expect(compose(operatorAlert(), locale).html).toContain('<html lang="en"');
  });

  it('has the subject as the title of its HTML', () => {
    const { subject, html } = compose(renewal());
    expect(html).toContain(`<title>${subject}</title>`);
  });

  it('is the same whenever it is composed', () => {
    expect(compose(renewal(), 'ko-KR')).toEqual(compose(renewal(), 'ko-KR'));
  });

  it.each(['http://partner.example', 'javascript:alert(1)', 'https://a:b@partner.example', 'partner.example', ''])(
    'is not composed with a link to "%s"',
    (partnerCenterUrl) => {
      const recipient = { name: 'Ada', locale: 'en' } as const;
      expect(() => composeMail(renewal(), recipient, { ...LINKS, partnerCenterUrl })).toThrow(
        /must be an https address/,
      );
      expect(() => composeMail(renewal(), recipient, LINKS)).not.toThrow();
    },
  );
});
