import { randomUUID } from 'node:crypto';
import { type LoopbackResponse, type LoopbackServer, serveLoopback } from '../loopback-server.ts';
import { element } from '../xml.ts';
import { requireAcceptable, type SendingAccount } from './acceptance.ts';
import type { Mail, SentMail } from './mail.ts';
import type { Mailbox } from './mailbox.ts';
import { SesError } from './ses-error.ts';
import { mailIn } from './ses-request.ts';

export type SesOptions = {
  readonly account: SendingAccount;
  readonly mailbox: Mailbox;
  /** The time that mails are sent at, an ISO instant. */
  readonly now: () => string;
  /**
   * May throw a {@link SesError} or `ConnectionCut` for a mail that SES would otherwise accept. Default: accepts all.
   */
  readonly refuse?: ((mail: Mail) => void) | undefined;
  /**
   * Called with every mail that was accepted: SES's events (Send, Delivery, Bounce, …) start here. May throw a
   * `ConnectionCut`: the mail is accepted, and the response is lost.
   */
  readonly onSent?: ((mail: SentMail) => void) | undefined;
};

/**
 * The part of SES's protocol (version 1, the query API) that the program uses: SendRawEmail and SendEmail. Refuses what
 * SES refuses; keeps what it accepts.
 */
export function serveSes(options: SesOptions): Promise<LoopbackServer> {
  return serveLoopback(async ({ method, body }) => {
    const requestId = randomUUID();
    try {
      if (method !== 'POST') throw new SesError('InvalidAction', `${method} is not of the query API`, 404);
      const form = new URLSearchParams(body.toString('utf8'));
      return acceptedResponse(form.get('Action') ?? '', await acceptMail(mailIn(form), options), requestId);
    } catch (error) {
      if (error instanceof SesError) return error.toResponse(requestId);
      throw error;
    }
  });
}

/** Accepts the mail or refuses it, as SES does. @returns its message id. @throws SesError, ConnectionCut */
export async function acceptMail(mail: Mail, { account, mailbox, now, refuse, onSent }: SesOptions): Promise<string> {
  requireAcceptable(mail, account);
  refuse?.(mail);
  const sentMail = await mailbox.record(mail, now());
  onSent?.(sentMail);
  return sentMail.messageId;
}

function acceptedResponse(action: string, messageId: string, requestId: string): LoopbackResponse {
  const result = `<${action}Result>${element('MessageId', messageId)}</${action}Result>`;
  const metadata = `<ResponseMetadata>${element('RequestId', requestId)}</ResponseMetadata>`;
  const body = `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${result}${metadata}</${action}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}
