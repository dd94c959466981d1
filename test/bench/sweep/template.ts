import type { Template } from './bare-loop.ts';

/** The smallest of some mails of the program as a template for a reader of this name. @param messages in base64 */
export function templateOf(messages: readonly string[], names: readonly string[]): Template {
  const [smallest = ''] = messages.toSorted((a, b) => a.length - b.length);
  const raw = Buffer.from(smallest, 'base64').toString();
  const [text = '', html = ''] = [...raw.matchAll(/base64\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, body = '']) =>
    names.reduce((part, name) => part.replaceAll(name, '{{name}}'), Buffer.from(body, 'base64').toString()),
  );
  if (!text.includes('{{name}}') || !html.includes('{{name}}')) throw new Error(`no template in ${raw.slice(0, 500)}`);
  return { subject: 'Your membership: renew it', text, html };
}
