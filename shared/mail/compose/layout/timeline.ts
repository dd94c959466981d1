/**
 * The small timeline: a date for each point, and while time passes between two of them, a bar filled as far as it is
 * over.
 */
import { type Html, html, sentenceHtml } from '../html.ts';
import type { Message, TimelinePoint } from '../message.ts';
import { COLOURS, TONES } from './theme.ts';

/** The timeline, or null if there is none. */
export function timelineBlock({ timeline, tone }: Message): Html | null {
  if (timeline.length === 0) return null;
  const width = Math.floor(100 / timeline.length);
  const cells = timeline.map((point, index) => cell(point, width, index === timeline.length - 1));
  const elapsed = timeline.map(({ progress }) => progress).find((progress) => progress > 0 && progress < 1);
  return html`${elapsed === undefined ? null : bar(elapsed, tone)}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;table-layout:fixed;border-collapse:collapse;margin:0 0 24px"><tr>${cells}</tr></table>`;
}

/** Hidden from screen readers, which read the dates. Cells with a blank in them: Outlook gives an empty one any height. */
function bar(elapsed: number, tone: Message['tone']): Html {
  const percent = Math.min(Math.max(Math.round(elapsed * 100), 1), 99);
  const style = (colour: string) => `height:6px;line-height:6px;font-size:1px;background:${colour}`;
  return html`<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;border-collapse:collapse;margin:0 0 10px"><tr><td width="${percent}%" height="6" bgcolor="${TONES[tone].accent}" style="${style(TONES[tone].accent)};border-radius:3px 0 0 3px">&nbsp;</td><td class="track" height="6" bgcolor="${COLOURS.rule}" style="${style(COLOURS.rule)};border-radius:0 3px 3px 0">&nbsp;</td></tr></table>`;
}

function cell(point: TimelinePoint, width: number, isLast: boolean): Html {
  return html`<td class="point" width="${width}%" valign="top" style="padding:0 ${isLast ? 0 : 8}px 0 0;vertical-align:top">
<div class="muted" style="font-size:13px;line-height:1.4;color:${COLOURS.muted}">${sentenceHtml(point.label)}</div>
<div class="text" style="font-size:14px;line-height:1.4;font-weight:600;color:${COLOURS.text}">${sentenceHtml(point.date)}</div></td>`;
}
