import { simpleParser } from 'mailparser';
import { expect, it } from 'vitest';
import { sesSender, UNPACED } from '../../../shared/mail/sender.ts';

const NOTICE = {
  ...{ to: 'kim@contoso.example', name: 'Kim', noticeId: 'P-1__M-1__1__-30__0', subject: 'Renew' },
  ...{ text: 'text', html: '<p>html</p>' },
};

/** The one mail that was handed to SES, with these settings. */
async function sentWith(settings: { senderName?: string; replyTo?: string }) {
  const inputs: { Source: string; RawMessage: { Data: Uint8Array } }[] = [];
  const send = async ({ input }: { input: (typeof inputs)[number] }) => {
    inputs.push(input);
    return { MessageId: 'm-1' };
  };
  const sender = sesSender(
    { send } as never,
    { sender: 'program@vendor.example', configurationSet: 'set', ...settings },
    UNPACED,
  );
  expect(await sender(NOTICE as never)).toEqual({ outcome: 'sent', messageId: 'm-1' });
  return { source: inputs[0]?.Source, read: await simpleParser(Buffer.from(inputs[0]?.RawMessage.Data ?? [])) };
}

it('a mail bears the name of the sender and the address for answers, if the stage has them', async () => {
  const { source, read } = await sentWith({ senderName: '콘토소 파트너', replyTo: 'help@vendor.example' });
  expect(source).toBe('program@vendor.example');
  expect(read.from?.value).toEqual([{ name: '콘토소 파트너', address: 'program@vendor.example' }]);
  expect(read.replyTo?.value).toEqual([{ name: '', address: 'help@vendor.example' }]);
});

it('a mail of a stage without them has the address alone, and answers go to it', async () => {
  const { read } = await sentWith({});
  expect(read.from?.value).toEqual([{ name: '', address: 'program@vendor.example' }]);
  expect(read.replyTo).toBeUndefined();
});
