import { html } from '../html.ts';
import { document, type Reply } from './reply.ts';

/**
 * A mail's own markup is not trusted: no script, no request, no form, no access to the viewer around it. A link may
 * open a tab of its own, as in any mail program.
 */
const POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'";

/** Before the mail's markup: links open outside of the frame, and the background is white, as mails expect. */
const HEAD =
  '<!DOCTYPE html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><base target="_blank"><style>:root{color-scheme:light;background:#fff}body{margin:12px;font-family:system-ui,sans-serif}img{max-width:100%}</style>';

/** The body of a mail as the frame of the reading pane shows it; a mail without HTML shows its text. */
export function mailBody(mail: { readonly html: string | null; readonly text: string }): Reply {
  const body = mail.html ?? html`<pre style="white-space:pre-wrap">${mail.text}</pre>`.markup;
  return document(HEAD + body, POLICY);
}
