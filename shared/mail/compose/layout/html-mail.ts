/**
 * The HTML alternative: one column of at most 600 px, nothing loaded from outside, readable without its style sheet.
 * Outlook for Windows, which is Word, has the same column by a table around it and the same button as a shape.
 */
import { html } from '../html.ts';
import type { Message } from '../message.ts';
import { toPlainText, toSubject } from '../name.ts';
import { actionBlock } from './action.ts';
import { attachmentNote, factTable, footer, paragraph, sectionBlock, statusStrip } from './blocks.ts';
import { COLOURS, fontFamily, lineBreaks, outlookFonts, styleSheet } from './theme.ts';
import { timelineBlock } from './timeline.ts';

const WIDTH = 600;

/** A message as a complete HTML document. */
export function htmlMail(message: Message): string {
  const { locale } = message;
  const type = `font-family:${fontFamily(locale)};${lineBreaks(locale)}`;
  return html`<!doctype html>
<html lang="${locale}" dir="ltr" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="x-apple-disable-message-reformatting">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${toSubject(message.subject)}</title>
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript><style>${outlookFonts(locale)}</style><![endif]-->
<style>${styleSheet(message.tone)}</style>
</head>
<body class="page" style="margin:0;padding:0;background:${COLOURS.page}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${toPlainText(message.detail)}</div>
<div role="article" aria-roledescription="email" aria-label="${toPlainText(message.eyebrow)}" lang="${locale}" dir="ltr">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${COLOURS.page}" style="width:100%;background:${COLOURS.page}"><tr><td class="page" align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="${WIDTH}" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${COLOURS.card}" style="width:100%;max-width:${WIDTH}px;background:${COLOURS.card};border:1px solid ${COLOURS.rule};border-radius:10px;border-collapse:separate;overflow:hidden;text-align:left;${type}">
${statusStrip(message)}
<tr><td class="pad" style="padding:24px 32px 32px;${type}">
${actionBlock(message)}
${timelineBlock(message)}
${[message.greeting, ...message.lead].map(paragraph)}
${factTable(message.facts)}
${message.sections.map(sectionBlock)}
${attachmentNote(message)}
</td></tr>
${footer(message)}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>
`.markup;
}
