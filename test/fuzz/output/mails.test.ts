import type { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { httpsUrlOf } from '../../../shared/domain/core/https-url.ts';
import { LOCALES, type Locale } from '../../../shared/domain/partners/partner.ts';
import { email as emailSchema } from '../../../shared/import/fields.ts';
import { nameOf } from '../../../shared/mail/compose/name.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { sesSender, UNPACED } from '../../../shared/mail/sender.ts';
import { compose } from '../../unit/mail/samples/all-contents.ts';
import { contentsWith } from '../inputs/mail-contents.ts';
import { HONEST_NAMES, hostileText } from '../inputs/text.ts';
import { fuzzing } from '../support/fuzzing.ts';
import { shapeOf } from '../support/html-shape.ts';

const fuzz = fuzzing('mails');
const TO = 'ann@contoso.example';
const HEADERS = ['auto-submitted', 'content-type', 'from', 'mime-version', 'subject', 'to', 'x-program-notice'];
const DIRECTION = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2065\u206a-\u206f\ufeff]/;
const HARMLESS = 'Ada';

/** What SES is given for a mail, read back by an independent parser. */
async function received(content: NoticeContent, locale: Locale, name: string, to = TO) {
  let raw: Buffer | undefined;
  let destinations: string[] | undefined;
  const send = async ({ input }: SendRawEmailCommand) => {
    raw = Buffer.from(input.RawMessage?.Data ?? []);
    destinations = input.Destinations;
    return { MessageId: 'm-1' };
  };
  const settings = { sender: 'program@vendor.example', configurationSet: 'program' };
  const sender = sesSender({ send } as unknown as SESClient, settings, UNPACED);
  const outcome = await sender({ ...compose(content, locale, name), to, name, noticeId: 'P-1__M1__3__-15__0f' });
  expect(outcome.outcome).toBe('sent');
  expect(destinations).toEqual([to]);
  return { raw: String(raw), read: await simpleParser(raw ?? Buffer.alloc(0)) };
}

const recipients = (to: Awaited<ReturnType<typeof simpleParser>>['to']) =>
  [to ?? []].flat().flatMap(({ value }) => value);

/** A text without visible characters is replaced by a word of the program, as an empty one is. */
const harmlessFor = (text: string): string => (nameOf(text) === null ? '' : HARMLESS);

async function expectHarmless(
  content: NoticeContent,
  like: NoticeContent,
  name: string,
  locale: Locale,
): Promise<void> {
  const { raw, read } = await received(content, locale, name);
  expect([...read.headers.keys()].sort()).toEqual(HEADERS);
  expect(read.headers.get('x-program-notice')).toBe('P-1__M1__3__-15__0f');
  expect(recipients(read.to).map(({ address }) => address)).toEqual([TO]);
  expect(read.attachments).toEqual([]);
  for (const line of raw.split('\r\n')) expect(line).toMatch(/^[\x20-\x7e]{0,997}$/);
  for (const shown of [read.subject, recipients(read.to)[0]?.name, read.text])
    expect(shown ?? '').not.toMatch(DIRECTION);
  const harmless = compose(like, locale, harmlessFor(name));
  expect(read.text?.split('\n')).toHaveLength(harmless.text.split('\n').length);
  expect(withoutLandingPage(String(read.html), content)).toEqual(shapeOf(harmless.html));
}

/** The one link that a text from outside may become: to an https address, which is the one that it says. */
function withoutLandingPage(html: string, content: NoticeContent) {
  const shape = shapeOf(html);
  const link = content.kind === 'listing-visible' ? httpsUrlOf(content.url) : null;
  const at =
    link === null ? -1 : shape.elements.findIndex(({ tag, attributes }) => tag === 'a' && attributes.href === link);
  return { ...shape, elements: shape.elements.filter((_, index) => index !== at) };
}

describe('a mail of any kind with hostile names and addresses', () => {
  it('has its own headers, one recipient, and the same elements, attributes and links as a mail with harmless names', () =>
    fuzz.each(
      fc.tuple(hostileText, hostileText, fc.constantFrom(...LOCALES), fc.nat()),
      1_300,
      async ([name, url, locale, which]) => {
        const contents = contentsWith(name, url);
        const at = which % contents.length;
        const [content, like] = [contents[at], contentsWith(harmlessFor(name), HARMLESS)[at]];
        if (content && like) await expectHarmless(content, like, name, locale);
      },
    ));

  it('goes to the given address if the schema accepts the address', () => {
    const mailbox = fc.oneof(
      fc.constantFrom('=?utf-8?q?a=40b?=', '=?UTF-8?B?YQ==?=', "o'neill", 'a=?b', '{x}', 'a/b'),
      fc.emailAddress(),
    );
    return fuzz.each(fc.tuple(mailbox, hostileText), 300, async ([local, name]) => {
      const address = local.includes('@') ? local : `${local}@contoso.example`;
      if (!emailSchema.safeParse(address).success) return;
      const [content] = contentsWith(HARMLESS, HARMLESS);
      const { read } = await received(content as NoticeContent, 'en', name, address);
      expect(recipients(read.to).map(({ address: to }) => to)).toEqual([address]);
    });
  });

  it.each(HONEST_NAMES)('shows the name %s', async (name) => {
    const [content] = contentsWith(name, HARMLESS);
    const { read } = await received(content as NoticeContent, 'en', name);
    expect(recipients(read.to)[0]?.name).toBe(name);
    expect(read.subject).toContain(name.normalize('NFC'));
  });
});
