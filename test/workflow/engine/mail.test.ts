import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail, SentMail } from '../../../infra/local/emulator/mail/mail.ts';
import { Mailbox } from '../../../infra/local/emulator/mail/mailbox.ts';
import { SesError } from '../../../infra/local/emulator/mail/ses-error.ts';
import { serveSes } from '../../../infra/local/emulator/mail/ses-server.ts';

const SENDER = 'Program <program@mail.example.com>';
const RECIPIENT = 'anna@partner.example';
let client: SESClient;
let folder: string;
let sent: SentMail[];
let stop: () => Promise<void>;
let refuse: (mail: Mail) => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
  sent = [];
  refuse = () => {};
  await start();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

/** With the mails that are in the folder, as a process does that goes on after another. */
async function start(): Promise<void> {
  const mailbox = new Mailbox(folder);
  await mailbox.open();
  const server = await serveSes({
    account: { identities: new Set(['example.com', 'one@other.example']), configurationSets: new Set(['events']) },
    mailbox,
    now: () => '2027-01-01T08:00:00.000Z',
    refuse: (mail) => refuse(mail),
    onSent: (mail) => sent.push(mail),
  });
  client = new SESClient({ endpoint: server.endpoint, maxAttempts: 1 });
  stop = async () => {
    client.destroy();
    await server.stop();
  };
}

const message = (from = SENDER): string =>
  `From: ${from}\r\nTo: ${RECIPIENT}\r\nSubject: Hello\r\nX-Program-Notice: N-1\r\n\r\nHello\r\n`;
const send = (rest: object = {}, raw = message()) =>
  client.send(
    new SendRawEmailCommand({
      RawMessage: { Data: Buffer.from(raw) },
      Destinations: [RECIPIENT],
      Source: SENDER,
      ...rest,
    }),
  );
const recorded = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(join(folder, 'index.jsonl'), 'utf8').catch(() => ''))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('an accepted mail', () => {
  it('is kept as it was sent, with everything that SES was told of it', async () => {
    const { MessageId } = await send({ ConfigurationSetName: 'events', Tags: [{ Name: 'notice', Value: 'N-1_a' }] });
    expect(await recorded()).toEqual([
      {
        file: '000001.eml',
        messageId: MessageId,
        source: 'program@mail.example.com',
        destinations: [RECIPIENT],
        tags: { notice: 'N-1_a' },
        configurationSet: 'events',
        at: '2027-01-01T08:00:00.000Z',
      },
    ]);
    expect(await readFile(join(folder, '000001.eml'), 'utf8')).toBe(message());
    expect(sent.map(({ messageId }) => messageId)).toEqual([MessageId]);
  });

  it('takes sender, recipients, tags and configuration set from its headers if the request has none', async () => {
    const raw = `X-SES-CONFIGURATION-SET: events\r\nX-SES-MESSAGE-TAGS: notice=N-1, stage=-30\r\n${message()}`;
    await send({ Source: undefined, Destinations: undefined }, raw);
    expect(await recorded()).toMatchObject([
      {
        source: 'program@mail.example.com',
        destinations: [RECIPIENT],
        tags: { notice: 'N-1', stage: '-30' },
        configurationSet: 'events',
      },
    ]);
  });

  it('is numbered in the order of the lines, also if many come at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => send()));
    const files = (await recorded()).map(({ file }) => file);
    expect(files).toEqual((await readdir(folder)).filter((file) => file.endsWith('.eml')).sort());
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(20);
  });

  it('has an id that is derived from the mail alone, in the form of SES', async () => {
    const [first, other] = [await send(), await send({}, message('program@sub.example.com'))];
    expect(first.MessageId).toMatch(/^[0-9a-f]{16}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-000000$/);
    expect(other.MessageId).not.toBe(first.MessageId);
    await stop();
    await rm(folder, { recursive: true });
    await start();
    await send({}, message('program@sub.example.com'));
    expect((await send()).MessageId).toBe(first.MessageId);
  });

  it('has an id of its own, also if an earlier process accepted the same mail', async () => {
    const ids = [(await send()).MessageId, (await send()).MessageId];
    await stop();
    await start();
    ids.push((await send()).MessageId);
    expect(new Set(ids).size).toBe(3);
  });

  it('is made by SES itself for SendEmail', async () => {
    await client.send(
      new SendEmailCommand({
        Source: SENDER,
        Destination: { ToAddresses: [RECIPIENT] },
        Message: { Subject: { Data: '갱신' }, Body: { Text: { Data: '본문' }, Html: { Data: '<p>본문</p>' } } },
      }),
    );
    const base64 = (text: string): string => Buffer.from(text).toString('base64');
    const raw = await readFile(join(folder, '000001.eml'), 'utf8');
    expect(raw).toContain(`\r\nSubject: =?UTF-8?B?${base64('갱신')}?=\r\n`);
    expect(raw).toMatch(
      /Content-Type: multipart\/alternative; boundary="(.+)"\r\n\r\n--\1\r\nContent-Type: text\/plain/,
    );
    expect(raw).toContain(`\r\n\r\n${base64('<p>본문</p>')}\r\n`);
  });
});

describe('SES refuses', () => {
  it.each<[string, object, string, RegExp]>([
    [
      'a sender that is not verified',
      { Source: 'a@other.example' },
      'MessageRejected',
      /not verified.*EU-WEST-1: a@other\.example/,
    ],
    [
      'an unknown configuration set',
      { ConfigurationSetName: 'nope' },
      'ConfigurationSetDoesNotExistException',
      /<nope> does not exist/,
    ],
    ['a tag with a colon', { Tags: [{ Name: 'notice', Value: 'a:b' }] }, 'InvalidParameterValue', /tag <a:b>/],
    ['an empty tag', { Tags: [{ Name: 'notice', Value: '' }] }, 'InvalidParameterValue', /tag/],
    ['a recipient without a domain', { Destinations: ['anna'] }, 'InvalidParameterValue', /@domain/],
    ['a recipient with a space', { Destinations: ['an na@a.example'] }, 'InvalidParameterValue', /Local address/],
    [
      'a recipient whose name is not ASCII',
      { Destinations: ['änna@a.example'] },
      'InvalidParameterValue',
      /Local address/,
    ],
    [
      '51 recipients',
      { Destinations: Array.from({ length: 51 }, (_, n) => `r${n}@a.example`) },
      'MessageRejected',
      /exceeds 50/,
    ],
  ])('%s', async (_, request, name, text) => {
    await expect(send(request)).rejects.toMatchObject({ name, message: expect.stringMatching(text) });
    expect(await recorded()).toEqual([]);
  });

  it('a From header that is not verified, even if the envelope is', async () => {
    await expect(send({}, message('x@elsewhere.example'))).rejects.toMatchObject({ name: 'MessageRejected' });
  });

  it('the mails that a test names', async () => {
    refuse = () => {
      throw new SesError('Throttling', 'Maximum sending rate exceeded.');
    };
    await expect(send()).rejects.toMatchObject({ name: 'Throttling', message: 'Maximum sending rate exceeded.' });
    expect(sent).toEqual([]);
  });
});

describe('a verified address', () => {
  it('covers itself only', async () => {
    const from = (address: string) => send({ Source: address }, message(address));
    await from('one@other.example');
    await expect(from('two@other.example')).rejects.toMatchObject({ name: 'MessageRejected' });
  });
});
