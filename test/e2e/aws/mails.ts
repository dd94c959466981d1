import type { Clients } from './clients.ts';

export type TakenMail = {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
};

type Answer = {
  readonly messages: Record<string, { MessageId: string; To: string[]; Subject: string; Raw?: string }[]>;
};

/** The mails that SES took, in their order: MiniStack shows them. @returns null if the emulator does not */
export async function sentMails({ target }: Clients): Promise<TakenMail[] | null> {
  const answer = await fetch(`${target.endpoint}/_ministack/ses/messages`);
  if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return null;
  const { messages } = (await answer.json()) as Answer;
  return Object.values(messages)
    .flat()
    .map(({ MessageId, To, Subject }) => ({
      to: addressOf(To.join(', ')),
      subject: decoded(Subject),
      messageId: MessageId,
    }));
}

/** `"Name" <name@example.com>`, or the address alone. */
const addressOf = (to: string): string => /<([^<>]+)>\s*$/.exec(to)?.[1] ?? to;

/** Subjects that are not ASCII travel as encoded words (RFC 2047). */
const decoded = (subject: string): string =>
  subject
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=/gi, (_, text) => Buffer.from(text, 'base64').toString('utf8'));
