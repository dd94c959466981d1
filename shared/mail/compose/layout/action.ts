/**
 * The button, right below the status strip: on a phone it is seen before anything is scrolled. All of what is painted is
 * the link; for Outlook, which pads no links, it is a shape (VML).
 */
import { type Html, html, sentenceHtml } from '../html.ts';
import type { Message } from '../message.ts';
import { toPlainText } from '../name.ts';
import { COLOURS } from './theme.ts';

const HEIGHT = 48;
/** Of a letter of each width, and on both sides together, in pixels. */
const WIDE = 16;
const NARROW = 9;
const PADDING = 56;
const IS_WIDE = /[\p{Script=Hangul}\p{Script=Han}]/u;

/** The button, and links to what else there is to do. Null: there is nothing to do, or not at an address. */
export function actionBlock({ action, links }: Message): Html | null {
  if (action === null) return null;
  const label = sentenceHtml(action.label);
  const before =
    action.text === null
      ? null
      : html`<p class="text" style="margin:0 0 12px;font-size:16px;line-height:1.6;color:${COLOURS.text}">${sentenceHtml(action.text)}</p>`;
  return html`${before}<table role="presentation" class="wide" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate;margin:0 0 ${links.length === 0 ? 28 : 12}px"><tr><td class="wide" align="center" style="border-radius:6px">
<!--[if mso]><v:roundrect href="${action.url}" style="height:${HEIGHT}px;v-text-anchor:middle;width:${shapeWidth(action.label)}px" arcsize="13%" stroke="f" fillcolor="${COLOURS.button}"><w:anchorlock></w:anchorlock><center style="font-size:16px;font-weight:bold;color:${COLOURS.onButton}">${label}</center></v:roundrect><![endif]-->
<!--[if !mso]><!--><a class="button" href="${action.url}" style="display:inline-block;padding:13px 28px;border-radius:6px;background:${COLOURS.button};font-size:16px;line-height:22px;font-weight:600;color:${COLOURS.onButton};text-align:center;text-decoration:none">${label}</a><!--<![endif]-->
</td></tr></table>${linkList(links)}`;
}

function linkList(links: Message['links']): Html | null {
  if (links.length === 0) return null;
  const lines = links.map(
    ({ label, url }) =>
      html`<p style="margin:0 0 6px;font-size:16px;line-height:1.5"><a class="link" href="${url}" style="color:${COLOURS.link}">${sentenceHtml(label)}</a></p>`,
  );
  return html`<div style="margin:0 0 22px">${lines}</div>`;
}

/** A shape does not grow with its text. */
function shapeWidth(label: string): number {
  const widths = [...toPlainText(label)].map((character) => (IS_WIDE.test(character) ? WIDE : NARROW));
  return widths.reduce((sum, width) => sum + width, PADDING);
}
