import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { type MimeMail, mimeMessage } from '../../../shared/mail/mime-message.ts';

const mail = (changes: Partial<MimeMail> = {}): MimeMail => ({
  from: { name: '', address: 'program@vendor.example' },
  to: { name: 'Kim', address: 'kim@contoso.example' },
  subject: 'Renew by 2027-01-31',
  headers: { 'X-Program-Notice': 'P-1__M1__3__-15__0f' },
  text: 'text',
  html: '<p>html</p>',
  ...changes,
});
const NAMES = fc.string({ unit: 'grapheme', maxLength: 120 });
const asOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('the MIME message', () => {
  it('is parsed by an independent parser as it was meant, in four languages', async () => {
    const written = mail({
      subject: '갱신 기간이 5일 남았습니다 · 续订时段 · 續約期間',
      text: '본문\n',
      html: '<p>週年日</p>',
    });
    const read = await simpleParser(Buffer.from(mimeMessage(written)));
    expect(read.subject).toBe(written.subject);
    expect(read.text).toBe('본문\n');
    expect(read.html).toBe('<p>週年日</p>');
    expect(read.headers.get('x-program-notice')).toBe('P-1__M1__3__-15__0f');
  });

  it('has only lines below 998 octets and pure ASCII', () => {
    fc.assert(
      fc.property(NAMES, NAMES, (name, subject) => {
        const lines = mimeMessage(mail({ subject, to: { name, address: 'a@b.example' } })).split('\r\n');
        for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]{0,997}$/);
      }),
    );
  });

  it('has no further header or recipient, whatever a name or subject holds', async () => {
    const hostile = fc.oneof(
      NAMES,
      fc.constantFrom('x\r\nBcc: evil@e.example', '"a" <evil@e.example>, b', 'a,b;c:(d)'),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, subject) => {
        const read = await simpleParser(
          Buffer.from(mimeMessage(mail({ subject, to: { name, address: 'a@b.example' } }))),
        );
        const to = [read.to].flat()[0]?.value ?? [];
        expect(to.map(({ address }) => address)).toEqual(['a@b.example']);
        expect([...read.headers.keys()]).not.toContain('bcc');
        expect(folded(read.subject ?? '')).toBe(folded(asOneLine(subject.toWellFormed())));
      }),
      { numRuns: 200 },
    );
  });

  it('shows a name without characters that turn or hide it', async () => {
    const to = { name: '\u202egnp.exe\u200b \u2066Ann\u2069', address: 'a@b.example' };
    const read = await simpleParser(Buffer.from(mimeMessage(mail({ to }))));
    expect([read.to].flat()[0]?.value).toEqual([{ name: 'gnp.exe Ann', address: 'a@b.example' }]);
  });

  it.each(['a@b.example\r\nBcc: c@d.example', 'ä@b.example'])('is refused for the address %j', (address) => {
    expect(() => mimeMessage(mail({ to: { name: '', address } }))).toThrow(RangeError);
  });
});

describe('the sender of a mail', () => {
  const from = async (name: string) => {
    const message = mimeMessage(mail({ from: { name, address: 'program@vendor.example' } }));
    const read = await simpleParser(Buffer.from(message));
    return { line: /^From: (.*(?:\r\n .*)*)$/m.exec(message)?.[1]?.replaceAll('\r', ''), read: read.from?.value };
  };

  it('is the address alone, if it has no name', async () => {
    expect((await from('')).line).toBe('program@vendor.example');
  });

  it('is shown with its name, in any script', async () => {
    for (const name of ['Contoso Partner Program', '콘토소 파트너 프로그램', '合作伙伴计划', 'Programme Équipe & Cie'])
      expect((await from(name)).read).toEqual([{ name, address: 'program@vendor.example' }]);
    expect((await from('Contoso Partner Program')).line).toBe('Contoso Partner Program\n <program@vendor.example>');
    expect((await from('Équipe')).line).toBe('=?UTF-8?B?w4lxdWlwZQ==?=\n <program@vendor.example>');
  });

  it.each(['Contoso, Inc.', 'a@b.example', '"Kim" <kim@evil.example>', 'x;y:(z)', 'back\\slash'])(
    'is one address whatever its name holds: %s',
    async (name) => {
      expect((await from(name)).read).toEqual([{ name, address: 'program@vendor.example' }]);
    },
  );
});
