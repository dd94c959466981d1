/**
 * The HTML alternative: one column of at most 600 px, nothing loaded from outside, readable without its style sheet.
 */
import { html } from '../html.ts';
import type { Message } from '../message.ts';
import { toPlainText, toSubject } from '../name.ts';
import { actionBlock, factTable, footer, paragraph, sectionBlock, statusStrip } from './blocks.ts';
import { COLOURS, fontFamily, lineBreaks, styleSheet } from './theme.ts';
import { timelineBlock } from './timeline.ts';

const WIDTH = 600;

/** A message as a complete HTML document. */
export function htmlMail(message: Message): string {
  const { locale } = message;
  const type = `font-family:${fontFamily(locale)};${lineBreaks(locale)}`;
  return html`<!doctype html>
<html lang="${locale}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${toSubject(message.subject)}</title>
<style>${styleSheet(message.tone)}</style>
</head>
<body class="page" style="margin:0;padding:0;background:${COLOURS.page}">
<div style="display:none;max-height:0;overflow:hidden">${toPlainText(message.detail)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="width:100%;background:${COLOURS.page}"><tr><td class="page" align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="width:100%;max-width:${WIDTH}px;background:${COLOURS.card};border:1px solid ${COLOURS.rule};border-radius:10px;border-collapse:separate;overflow:hidden;text-align:left;${type}">
${statusStrip(message)}
<tr><td class="pad" style="padding:24px 32px 32px;${type}">
${timelineBlock(message)}
${[message.greeting, ...message.lead].map(paragraph)}
${factTable(message.facts)}
${message.sections.map(sectionBlock)}
${actionBlock(message)}
</td></tr>
${footer(message)}
</table>
</td></tr></table>
</body>
</html>
`.markup;
}
